import { z } from 'zod'
import type { WalkKind } from './kinds.ts'

const hundredths = z.number().int().min(80).max(150)
/** From this many degrees on, up to the next one. */
const breakpoints = z.array(z.object({ from: z.number().int(), factor: hundredths })).min(1)
const table = z.object({ below: hundredths, steps: breakpoints })
const form = z.number().int().min(1).max(1000)

/** What walks earn: a version of it is stored, and a walk keeps the version that credited it. Factors are hundredths. */
export const rulesSchema = z.object({
  /** Points for 1,000 steps, before factors. */
  rate: z.number().int().min(1).max(1_000_000),
  dog: form,
  stroller: form,
  both: form,
  boost: form,
  temperature: z.object({ dog: table, stroller: table }),
})

export type Rules = z.infer<typeof rulesSchema>

export const formOf = (rules: Rules, kind: WalkKind): number => (kind === 'unsaid' ? rules.stroller : rules[kind])
