import { expect, it } from 'vitest'
import { createAnswerReader } from './picture-answer.ts'

const head = `${JSON.stringify({ large: { width: 4, height: 3, length: 5 }, small: { width: 2, height: 1, length: 3 } })}\n`
const drawn = {
  large: { width: 4, height: 3, bytes: Buffer.from('LARGE') },
  small: { width: 2, height: 1, bytes: Buffer.from('sml') },
}

it('reads one answer after another, however they are cut', () => {
  for (const size of [1, 2, 7, head.length, head.length + 3, 1_000]) {
    const reader = createAnswerReader()
    for (let nth = 0; nth < 3; nth += 1) {
      const all = `${head}LARGEsml`
      const read = Array.from({ length: Math.ceil(all.length / size) }, (_piece, at) =>
        reader.add(Buffer.from(all.slice(at * size, (at + 1) * size))),
      )
      expect(read.at(-1), `pieces of ${size}`).toEqual(drawn)
      expect(read.slice(0, -1).every((answer) => answer === undefined)).toBe(true)
    }
  }
})

it('reads why nothing was drawn', () => {
  const reader = createAnswerReader()
  expect(reader.add(Buffer.from('{"undrawn":'))).toBeUndefined()
  expect(reader.add(Buffer.from('"heavy"}\n'))).toBe('heavy')
})

it.each([
  ['no JSON', 'nonsense\n'],
  ['nothing but a head that never ends', 'x'.repeat(5_000)],
  ['more than it said', `${head}LARGEsmlmore`],
  ['more than anything may have', head.replace('"length":5', '"length":1e12')],
  ['less than nothing', head.replace('"length":5', '"length":-9')],
  ['no lengths', '{"large":{},"small":{}}\n'],
])('does not take %s', (_what, answer) => {
  expect(() => createAnswerReader().add(Buffer.from(answer))).toThrow()
})
