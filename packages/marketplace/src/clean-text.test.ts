import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanLine, cleanLines, foldText } from './clean-text.ts'

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('\0', '\uD800', '\uDC00', '\u202E', ' ', '\n', 'a', 'é', 'ß', 'İ') }),
)

describe('one line', () => {
  it.each([
    ['  Zoë’s\tbakery\n', 'Zoë’s bakery'],
    ['a\0b', 'a b'],
    ['a\uD83Db', 'ab'],
    ['safe\u202Eexe.txt', 'safeexe.txt'],
    ['<b>Bread</b> & more', '<b>Bread</b> & more'],
    ['مخبز السلام', 'مخبز السلام'],
    ['👩‍🍳 Bakery', '👩‍🍳 Bakery'],
    ['\u200B\uFEFF', ''],
  ])('%j is %j', (written, clean) => {
    expect(cleanLine(written)).toBe(clean)
  })

  it('is well-formed, has no control signs, and is clean already', () => {
    fc.assert(
      fc.property(anyText, (written) => {
        const clean = cleanLine(written)
        expect(clean.isWellFormed()).toBe(true)
        expect(clean).not.toMatch(/\p{Cc}|^\s|\s$|\s\s/u)
        expect(cleanLine(clean)).toBe(clean)
      }),
    )
  })
})

it('lines stay lines', () => {
  expect(cleanLines(' Mon–Fri 8–19\r\n\n\n\n\0Sat  9–12 ')).toBe('Mon–Fri 8–19\n\nSat 9–12')
  fc.assert(
    fc.property(anyText, (written) => {
      const clean = cleanLines(written)
      expect(clean).not.toMatch(/\n{3}|^\s|\s$/)
      expect(cleanLines(clean)).toBe(clean)
    }),
  )
})

describe('folded', () => {
  it.each([
    ['Köln', 'koln'],
    ['SAINT-DENIS', 'saint denis'],
    ['Main St. 5', 'main st 5'],
    ['Hauptstraße', 'hauptstrasse'],
    ['Ёлкино', 'елкино'],
    ['İstanbul', 'istanbul'],
    ['\uFF24elhi', 'delhi'],
    ['!?', ''],
  ])('%j is %j', (written, folded) => {
    expect(foldText(written)).toBe(folded)
  })

  it('is folded already, whatever case it had', () => {
    fc.assert(
      fc.property(anyText, (written) => {
        const folded = foldText(written)
        expect(foldText(folded)).toBe(folded)
        expect(foldText(written.toUpperCase())).toBe(folded)
      }),
    )
  })
})
