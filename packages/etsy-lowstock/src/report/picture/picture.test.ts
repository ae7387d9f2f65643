import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { drawApart } from './picture-process.ts'
import { readable } from './readable.ts'
import type { Bar, StockPicture } from './types.ts'

const legend = { out: 'sold out', low: 'low', fine: 'enough', threshold: 'threshold', unnamed: 'named in the list' }
const picture = (bars: readonly Bar[], title = 'Anna’s ceramics'): StockPicture => ({ title, legend, bars })
const bar = (at: number, given: Partial<Bar> = {}): Bar => ({
  ...{ at, title: `Mug ${at}`, state: 'fine', pieces: 5, threshold: undefined, label: '5 left' },
  ...given,
})

/** What was drawn, pixel by pixel. */
async function drawn(of: StockPicture) {
  const png = await drawApart(of)
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const at = (x: number, y: number) => [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3)]
  return { png, info, at }
}

const white = [255, 255, 255]
const middle = (row: number): number => 88 + row * 56 + 28

describe('a picture of stock', () => {
  it('tells sold out, low and enough apart by colour and by shape, with thresholds as ticks', async () => {
    const { info, at } = await drawn(
      picture([
        bar(1, { state: 'out', pieces: 0, label: 'sold out' }),
        bar(2, { state: 'low', pieces: 2, threshold: 3, label: '2 left' }),
        bar(3, { pieces: 40, threshold: 2, label: '40 left' }),
      ]),
    )
    expect([info.width, info.height, info.format]).toEqual([1280, 88 + 3 * 56 + 76, 'raw'])
    expect(at(1275, 5)).toEqual(white)
    // The frame of what is sold out is red, and nothing is in it.
    expect(at(601, middle(0))).toEqual([179, 38, 30])
    expect(at(700, middle(0))).toEqual(white)
    // Low is striped, enough is solid.
    const inRow = (row: number) => Array.from({ length: 60 }, (_, x) => at(602 + x, middle(row)).join())
    expect(new Set(inRow(1))).toEqual(new Set(['214,110,0', '226,226,232']))
    expect(new Set(inRow(2))).toEqual(new Set(['31,111,178']))
    // 3 of 9 pieces, which is the most that is shown.
    expect(at(600 + Math.round((356 * 3) / 9), middle(1) - 20)).toEqual([28, 27, 31])
    // The marks: a cross has a middle, a triangle an empty corner, a disc neither.
    expect(at(118, middle(0))).toEqual([179, 38, 30])
    expect(at(105, middle(1) - 12)).toEqual(white)
    expect(at(118, middle(2))).toEqual([31, 111, 178])
  })

  it('is drawn whatever titles and names hold', async () => {
    const nasty = [
      '',
      '<b>&amp;</b> "quoted" \u0000\u0007',
      '🧣'.repeat(50),
      '日本の茶碗',
      'שלום עולם',
      '\u202E\u2066reversed',
      'e\u0301'.repeat(200),
      'x'.repeat(10_000),
      '\uD800 lone surrogate',
      '﷽ كوب',
      'हिन्दी प्याला',
      '\u200B\u200D\uFEFF',
    ]
    const { info } = await drawn(
      picture(
        nasty.map((title, index) => bar(index + 1, { title, label: title.slice(0, 20), pieces: 10 ** index })),
        nasty.join(' '),
      ),
    )
    expect(info.height).toBe(88 + nasty.length * 56 + 76)
  })

  it('has the same bytes for the same stock', async () => {
    const of = picture([bar(1), bar(2, { state: 'low' })])
    expect(await drawApart(of)).toEqual(await drawApart(of))
  })

  it('says when it could not be drawn', async () => {
    const wrong = picture([bar(1, { pieces: Number.NaN })])
    await expect(drawApart(wrong)).rejects.toThrow(/The process that draws stock ended with exit code 1/)
  })
})

it.each([
  ['Wool scarf 🧣', 'Wool scarf'],
  ['Кружка “Ёж” №5', 'Кружка “Ёж” №5'],
  ['Größe 42 · 50 % – £5', 'Größe 42 · 50 % – £5'],
  ['Tea bowl 茶碗', 'Tea bowl'],
  ['日本の茶碗 A', undefined],
  ['שלום', undefined],
  ['🧣', undefined],
  ['', undefined],
])('of the title %j it draws %j', (title, expected) => {
  expect(readable(title)).toBe(expected)
})
