import { AppError } from '@bazaar/core/errors'
import { ask, type Step, type StepHelp } from '@bazaar/core/forms'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mostUnits, titleLetters } from '../limits.ts'
import { cleanText, from, price, until } from './steps.ts'

const now = new Date('2026-11-19T13:00:00Z')
const help = (context: Record<string, string> = {}): StepHelp => ({
  userId: 1n,
  context: { currency: 'EUR', zone: 'Europe/Berlin', ...context },
  now,
  timeZone: 'UTC',
  photos: { take: () => Promise.reject(new Error('none')), fromBytes: () => Promise.reject(new Error('none')) },
  goesOn: false,
  example: 'example',
  label: (option) => (option === 'now' ? 'Сейчас' : option),
})

/** What a step makes of a text; refusals by their key. */
async function read<T>(step: Step<T>, text: string, context?: Record<string, string>): Promise<T | string> {
  const message = { message_id: 1, date: 0, chat: { id: 1, type: 'private' as const, first_name: 'A' }, text }
  try {
    const reading = await step.read(message, undefined, help(context))
    return reading.outcome === 'refused' ? reading.why.key : reading.value
  } catch (error) {
    if (error instanceof AppError) return error.key
    throw error
  }
}

const currencies = [
  ['EUR', 2],
  ['INR', 2],
  ['JPY', 0],
  ['KWD', 3],
] as const

describe('a price', () => {
  it('is read as people write it', async () => {
    const cases = ['4.50', '4,50', '4.5', '€4.50', '4.50 €', '4,50 EUR', '4,50 евро', ' 4.50 ']
    for (const written of cases) expect(await read(price(), written)).toEqual({ minor: 450n, currency: 'EUR' })
    for (const written of ['1 200', '1,200.00', '1.200,00', "1'200.00"])
      expect(await read(price(), written)).toEqual({ minor: 120_000n, currency: 'EUR' })
    expect(await read(price(), '450', { currency: 'JPY' })).toEqual({ minor: 450n, currency: 'JPY' })
    expect(await read(price(), '1.250', { currency: 'KWD' })).toEqual({ minor: 1250n, currency: 'KWD' })
  })

  it('is refused rather than guessed', async () => {
    for (const written of ['', 'free', '4..5', '4 5 €', '0x10', '1e3', '٤', '4-5', '<b>4</b>', 'NaN'])
      expect(await read(price(), written)).toBe('core-form-want-amount')
    for (const written of ['1,200', '4.505']) expect(await read(price(), written)).toBe('core-form-amount-unclear')
    for (const written of ['4.50 USD', '₹100', '£4', '5 kr', '¥500', '4 $', '4,50 руб.', '4 bags'])
      expect(await read(price(), written)).toBe('core-form-amount-foreign')
    expect(await read(price(), '4 EUR', { currency: 'JPY' })).toBe('core-form-amount-foreign')
    for (const written of ['0', '-4', '0.00', '1000000.01', '999999999999'])
      expect(await read(price(), written)).toBe('core-form-amount-range')
    expect(await read(price(), '4.5', { currency: 'JPY' })).toBe('core-form-want-amount')
  })

  it('comes back as it was written, in every currency', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...currencies),
        fc.bigInt({ min: 1n, max: 999_999n }),
        fc.constantFrom('.', ','),
        fc.constantFrom('', ' code'),
        async ([currency, digits], minor, separator, named) => {
          const unit = named.replace('code', currency)
          const text = String(minor).padStart(digits + 1, '0')
          const cut = text.length - digits
          const written = digits === 0 ? text : `${text.slice(0, cut)}${separator}${text.slice(cut)}`
          expect(await read(price(), `${written}${unit}`, { currency })).toEqual({ minor, currency })
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe('a quantity', () => {
  const quantity = ask.number({ min: 1, max: mostUnits })
  it('comes back as it was written, and nothing else is one', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: mostUnits }),
        fc.constantFrom('', ' шт.', ' bags'),
        async (count, unit) => {
          expect(await read(quantity, `${count}${unit}`)).toBe(count)
        },
      ),
    )
    for (const written of ['0', '-1', String(mostUnits + 1)])
      expect(await read(quantity, written)).toBe('core-form-number-range')
    for (const written of ['', 'ten', '2.5', '5 EUR', '€5', '5 6', '1e2', '10x10', '½', '10; 20'])
      expect(await read(quantity, written)).toBe('core-form-want-number')
  })
})

describe('a title', () => {
  const title = cleanText({ max: titleLetters })
  it('is one line without signs that nobody sees', async () => {
    expect(await read(title, '  Bread\n\nbag \u202Eevil\u202C\u0000 ')).toBe('Bread bag evil')
    expect(await read(title, '<b>&"\'</b>')).toBe('<b>&"\'</b>')
    expect(await read(title, 'x'.repeat(titleLetters + 1))).toBe('core-form-text-long')
    for (const written of ['', '   ', '\u200B', '🥐', '!!!', '\uD800'])
      expect(await read(title, written)).toBe('marketplace-offer-want-words')
  })
  it('can be stored and shown, whatever is written', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 120 }), async (written) => {
        const value = await read(title, written)
        expect(value.isWellFormed() && !/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u.test(value)).toBe(true)
        expect([...value].length).toBeLessThanOrEqual(titleLetters)
      }),
      { numRuns: 100 },
    )
  })
})

describe('the edges of a window', () => {
  it('are read by the venue’s clocks', async () => {
    const expected = { at: '2026-11-19T17:30:00.000Z', zone: 'Europe/Berlin' }
    expect(await read(until(), '18:30')).toEqual(expected)
    expect(await read(from(), '18:30')).toEqual(expected)
    expect(await read(until(), '23:00', { zone: 'Asia/Kolkata' })).toEqual({
      at: '2026-11-19T17:30:00.000Z',
      zone: 'Asia/Kolkata',
    })
  })
  it('are refused with their reason', async () => {
    expect(await read(until(), 'soon')).toBe('marketplace-offer-time-unclear')
    expect(await read(until(), '14:15')).toBe('marketplace-offer-end-too-soon')
    expect(await read(until(), 'in 49 h')).toBe('marketplace-offer-end-too-far')
    expect(await read(from(), '99:99')).toBe('marketplace-offer-time-unclear')
  })
  it('may start now, by button or by hand', async () => {
    expect(await read(from(), ' сейчас ')).toBe('now')
    expect(from().pick?.('now')).toBe('now')
  })
  it('survive being stored', () => {
    const value = { at: now.toISOString(), zone: 'Europe/Berlin' }
    expect(until().schema.parse(JSON.parse(JSON.stringify(value)))).toEqual(value)
    expect(price().schema.parse({ minor: '450', currency: 'EUR' })).toEqual({ minor: 450n, currency: 'EUR' })
    expect(until().show(value, (key) => ({ key }))).toEqual({
      time: value.at,
      style: 'datetime',
      zone: value.zone,
      isReading: true,
    })
  })
})
