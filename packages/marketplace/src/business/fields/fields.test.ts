import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { offeredCurrencies, readCurrency } from './currency.ts'
import { readOpeningHours } from './opening-hours.ts'
import { phoneText, readContactPhone, readPhone } from './phone.ts'
import { readPostalCode } from './postal-code.ts'

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '<b>10115</b>',
    '10115&',
    'a'.repeat(5000),
    '1'.repeat(5000),
    '\0',
    '10\x095',
    '\uD800',
    'שלום 12',
    '١٢٣٤٥',
  ),
)

describe('a postal code', () => {
  it.each([
    '',
    '12',
    '1 2',
    'abc',
    'Berlin',
    '12345678901',
    '--1--',
    '1--2',
    '-123',
    '<b>10115</b>',
    '10115, Berlin',
    '🍞🍞🍞',
    'THEHOUSE1',
    '\0\0\0',
  ])('is not %j', (written) => {
    expect(readPostalCode(written)).toBeUndefined()
  })

  it.each([
    ['10115', '10115'],
    [' sw1a 1aa ', 'SW1A 1AA'],
    ['101000', '101000'],
    ['1012 ab', '1012 AB'],
    ['00–950', '00-950'],
    ['12345-6789', '12345-6789'],
    ['101', '101'],
    ['D02 X285', 'D02 X285'],
    ['１００-０００１', '100-0001'],
    ['FIQQ 1ZZ', 'FIQQ 1ZZ'],
  ])('%j is %j', (written, code) => {
    expect(readPostalCode(written)).toBe(code)
  })

  it('is short, plain and read again as itself', () => {
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string({ unit: fc.constantFrom(...'A1 b-2') })), (written) => {
        const code = readPostalCode(written)
        if (code === undefined) return
        expect(code).toMatch(/^[A-Z0-9 -]{3,10}$/)
        expect(readPostalCode(code)).toBe(code)
      }),
    )
  })
})

describe('a phone number', () => {
  it.each([
    '',
    '030 901820',
    '491701234567',
    '+49',
    '+00 12345678',
    '+1 234',
    '+999 12345678',
    '+49170123456789012',
    'call me',
    '+49 30 90<b>1820',
    '\0+4930901820\0+',
  ])('is not %j', (written) => {
    expect(readPhone(written)).toBeUndefined()
  })

  it.each([
    ['+49 30 901820', '+4930901820'],
    ['0049 (30) 90-18-20', '+4930901820'],
    ['tel:+442079460958', '+442079460958'],
    ['+7 916 123-45-67', '+79161234567'],
  ])('%j is %j', (written, number) => {
    expect(readPhone(written)).toBe(number)
    expect(readPhone(phoneText(number))).toBe(number)
  })

  it.each([
    ['491701234567', '+491701234567'],
    ['+7 916 123 45 67', '+79161234567'],
    // Anonymous numbers of Telegram reach nobody.
    ['88801234567', undefined],
    ['', undefined],
  ])('as a contact %j is %j', (shared, number) => {
    expect(readContactPhone(shared)).toBe(number)
  })

  it('is digits after a plus, whatever was written', () => {
    const numbers = fc.string({ unit: fc.constantFrom(...'+0123456789 -()'), maxLength: 30 })
    fc.assert(
      fc.property(
        fc.oneof(
          hostile,
          numbers,
          numbers.map((rest) => `+49${rest}`),
        ),
        (written) => {
          for (const number of [readPhone(written), readContactPhone(written)])
            if (number !== undefined) expect(number).toMatch(/^\+\d{6,15}$/)
        },
      ),
    )
  })
})

describe('opening hours', () => {
  it.each([
    ['', 'no-time'],
    ['always', 'no-time'],
    ['open on 3 days', 'no-time'],
    ['Mon–Fri 25:00–26:00', 'wrong-time'],
    ['Mon–Fri 8:75–19:00', 'wrong-time'],
    ['9–18 '.repeat(100), 'too-long'],
    ['123456 7890123', 'no-time'],
  ])('are not %j', (written, outcome) => {
    expect(readOpeningHours(written)).toMatchObject({ outcome })
  })

  it.each([
    'Mon–Fri 8:00–19:00\nSat 9–14',
    '24/7',
    'круглосуточно',
    'пн–пт с 9 до 18, сб 10.00–16.00',
    'Mo-Fr 0800-1830',
    '9am-5pm',
    'lun–ven 8h30–19h',
    '<b>Mon</b> & Tue 8–19',
  ])('may be %j', (written) => {
    expect(readOpeningHours(written)).toEqual({ outcome: 'read', hours: written })
  })

  it('are clean, short and read again as themselves', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          hostile,
          hostile.map((text) => `8:00–19:00 ${text}`),
        ),
        (written) => {
          const reading = readOpeningHours(written)
          if (reading.outcome !== 'read') return
          expect([...reading.hours].length).toBeLessThanOrEqual(300)
          expect(reading.hours).not.toMatch(/[^\P{Cc}\n]|\p{Cs}/u)
          expect(readOpeningHours(reading.hours)).toEqual(reading)
        },
      ),
    )
  })
})

describe('a currency', () => {
  it.each(['', 'euro', '€', 'XXZ', 'EURO', '<b>', 'DEM', 'constructor'])('is not %j', (written) => {
    expect(readCurrency(written)).toBeUndefined()
  })

  it.each([
    ['EUR', 'EUR'],
    [' czk ', 'CZK'],
  ])('%j is %j', (written, code) => {
    expect(readCurrency(written)).toBe(code)
  })

  it('is offered with the operator’s own first, once', () => {
    expect(offeredCurrencies('SEK').slice(0, 2)).toEqual(['SEK', 'EUR'])
    expect(offeredCurrencies('GBP')[0]).toBe('GBP')
    expect(offeredCurrencies('GBP').filter((code) => code === 'GBP')).toHaveLength(1)
    expect(offeredCurrencies('XXX')[0]).toBe('EUR')
  })
})
