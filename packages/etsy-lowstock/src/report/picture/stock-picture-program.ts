// Draws one picture in a process of its own: JSON comes in, a PNG goes out. Started by picture-process.ts.
import { json } from 'node:stream/consumers'
import { z } from 'zod'
import { drawStock } from './draw-stock.ts'

const bar = z.object({
  at: z.number(),
  title: z.string(),
  state: z.enum(['out', 'low', 'fine']),
  pieces: z.number(),
  threshold: z.number().optional(),
  label: z.string(),
})
const legend = z.object({
  out: z.string(),
  low: z.string(),
  fine: z.string(),
  threshold: z.string(),
  unnamed: z.string(),
})
const picture = z.object({ title: z.string(), legend, bars: z.array(bar) })

const asked = picture.parse(await json(process.stdin))
process.stdout.write(
  await drawStock({ ...asked, bars: asked.bars.map((one) => ({ ...one, threshold: one.threshold })) }),
)
