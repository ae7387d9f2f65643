import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readCode } from './read-code.ts'

it.each([
  '4821',
  ' 4821 ',
  '48 21',
  '48-21',
  '4.8.2.1',
  '4 8 2 1',
  '#4821',
  '# 4821',
  'code 4821',
  'Code: 4821',
  'код: 48 21',
  '４８２１',
])('reads %j', (written) => {
  expect(readCode(written)).toBe('4821')
})

it.each([
  '',
  '482',
  '48210',
  '4821 4822',
  '-4821',
  '48.21.',
  '4,821',
  'P4821x',
  '48  21',
  '0x1234',
  '1e3',
  'four',
  '٤٨٢١',
  '48\n21 7',
  '<b>4821</b>',
  'my code is 4821',
])('refuses %j', (written) => {
  expect(readCode(written)).toBeUndefined()
})

const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 4, maxLength: 4 })
const gap = fc.constantFrom('', ' ', '-', '.')

it('reads every code, however it is grouped', () => {
  fc.assert(
    fc.property(
      digits,
      fc.array(gap, { minLength: 3, maxLength: 3 }),
      fc.constantFrom('', '#', 'code: '),
      (code, gaps, before) => {
        const written = before + code.map((digit, at) => `${digit}${gaps[at] ?? ''}`).join('')
        expect(readCode(written)).toBe(code.join(''))
      },
    ),
  )
})

it('a long text takes no time', () => {
  expect(readCode(`code${' '.repeat(4000)}x`)).toBeUndefined()
  expect(readCode(`code${' '.repeat(30)}x`)).toBeUndefined()
})

it('whatever is written, it is four digits or nothing, and never invents one', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string()), (written) => {
      const code = readCode(written)
      if (code === undefined) return
      expect(code).toMatch(/^\d{4}$/)
      expect(written.normalize('NFKC').replaceAll(/\D/g, '')).toBe(code)
    }),
  )
})
