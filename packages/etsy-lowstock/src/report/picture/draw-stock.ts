import { createLettering, type Lettering } from './lettering.ts'
import { type Box, type Colour, type Mask, Raster, type Shape } from './raster.ts'
import { readable } from './readable.ts'
import type { Bar, BarState, StockPicture } from './types.ts'

/** Where everything stands, in pixels: a phone shows it at a quarter of this width. */
const width = 1280
const margin = 40
const head = 88
const rowHeight = 56
const mostLetters = 60
const foot = 76
const barHeight = 32
const columns = { number: margin - 12, mark: 104, title: 138, bar: 600, label: 976 } as const
const barWidth = columns.label - columns.bar - 20

/** Its own background: it reads alike in light and in dark. Told apart also by those who see no red or green. */
const paper: Colour = [255, 255, 255]
const ink: Colour = [28, 27, 31]
const dim: Colour = [110, 108, 116]
const faint: Colour = [226, 226, 232]
const colours: Readonly<Record<BarState, Colour>> = { out: [179, 38, 30], low: [214, 110, 0], fine: [31, 111, 178] }

const marks: Readonly<Record<BarState, Shape>> = {
  out: (x, y) => Math.min(Math.abs(x - y), Math.abs(x + y - 1)) < 0.14,
  low: (x, y) => Math.abs(x - 0.5) < y / 2,
  fine: (x, y) => (x - 0.5) ** 2 + (y - 0.5) ** 2 < 0.2,
}

/** Bars with names, numbers, thresholds and a legend, as PNG. */
export async function drawStock(picture: StockPicture): Promise<Buffer> {
  const { default: sharp } = await import('sharp')
  const height = head + picture.bars.length * rowHeight + foot
  const raster = new Raster(width, height, paper)
  const lettering = await createLettering()
  const heading = { words: readable(picture.title) ?? 'Etsy', size: 44, weight: 'bold' } as const
  raster.stamp(await fitted(lettering, heading, width - 2 * margin), columns.number, 16, ink)
  const most = reach(picture.bars)
  for (const [index, bar] of picture.bars.entries())
    await drawRow({ raster, lettering, legend: picture.legend, y: head + index * rowHeight, most }, bar)
  await drawLegend(raster, lettering, picture.legend, height - foot + 22)
  return sharp(raster.pixels, { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 9 })
    .toBuffer()
}

/** The most pieces that a bar shows: with what there is plenty of, nobody would see what runs low. */
const reach = (bars: readonly Bar[]): number => Math.max(8, ...bars.map(({ threshold }) => 3 * (threshold ?? 0)))

interface Row {
  readonly raster: Raster
  readonly lettering: Lettering
  readonly legend: StockPicture['legend']
  readonly y: number
  readonly most: number
}

async function drawRow({ raster, lettering, legend, y, most }: Row, bar: Bar): Promise<void> {
  const colour = colours[bar.state]
  const textAt = y + 12
  raster.fill({ x: margin, y: y - 2, width: width - 2 * margin, height: 1 }, faint)
  raster.stamp(await lettering.write(`${bar.at}.`, 34), columns.number, textAt, ink)
  raster.draw({ x: columns.mark, y: y + 14, width: 28, height: 28 }, colour, marks[bar.state])
  const title = readable(bar.title)
  const room = columns.bar - columns.title - 28
  const name = { words: title ?? legend.unnamed, size: 34, weight: 'regular' } as const
  raster.stamp(await fitted(lettering, name, room), columns.title, textAt, title ? ink : dim)
  drawBar(raster, { x: columns.bar, y: y + 12, width: barWidth, height: barHeight }, bar, most)
  const label = { words: bar.label, size: 32, weight: 'bold' } as const
  raster.stamp(await fitted(lettering, label, width - columns.label - 20), columns.label, textAt, colour)
}

interface Writing {
  readonly words: string
  readonly size: number
  readonly weight: 'regular' | 'bold'
}

/** As much of it as there is room for. */
async function fitted(lettering: Lettering, { words, size, weight }: Writing, room: number): Promise<Mask> {
  const letters = [...words].slice(0, mostLetters)
  const whole = await lettering.write(letters.join(''), size, weight)
  if (whole.width <= room) return whole
  const fitting = Math.floor((letters.length * room) / whole.width) - 2
  return lettering.write(`${letters.slice(0, fitting).join('').trimEnd()}…`, size, weight)
}

function drawBar(raster: Raster, track: Box, { state, pieces, threshold }: Bar, most: number): void {
  raster.fill(track, state === 'out' ? paper : faint)
  const scale = (count: number): number => Math.round((Math.min(count, most) / most) * track.width)
  const filled: Box = { ...track, width: scale(pieces) }
  if (state === 'out') raster.fill(track, colours.out, onEdgeOf(track))
  else raster.fill(filled, colours[state], state === 'low' ? (x, y) => (x + y) % 14 < 10 : undefined)
  // More than fits: it goes on.
  if (pieces > most)
    raster.draw({ ...track, x: track.x + track.width - 18, width: 18 }, paper, (x, y) => x > 1 - Math.abs(y - 0.5) * 2)
  if (threshold !== undefined && threshold > 0)
    raster.fill({ x: track.x + scale(threshold) - 2, y: track.y - 6, width: 5, height: track.height + 12 }, ink)
}

const onEdgeOf =
  ({ x, y, width, height }: Box) =>
  (column: number, row: number): boolean =>
    column - x < 3 || row - y < 3 || x + width - column <= 3 || y + height - row <= 3

async function drawLegend(raster: Raster, lettering: Lettering, legend: StockPicture['legend'], y: number) {
  let x = margin
  for (const state of ['out', 'low', 'fine', 'threshold'] as const) {
    if (state === 'threshold') raster.fill({ x: x + 10, y: y + 4, width: 5, height: 36 }, ink)
    else raster.draw({ x, y: y + 8, width: 28, height: 28 }, colours[state], marks[state])
    const words = await lettering.write(legend[state], 30)
    raster.stamp(words, x + 30, y + 5, ink)
    x += 30 + words.width + 48
  }
}
