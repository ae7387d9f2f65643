import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { currencyIn, readAmount, readId, readQuantity } from './index.ts'
import { readNumber } from './read-number.ts'

const short = (reading: ReturnType<typeof readAmount>) =>
  reading.outcome === 'read' ? reading.value : reading.outcome === 'foreign' ? `not ${reading.unit}` : reading.outcome

describe('a number', () => {
  it.each([
    ['1500', 0, 1500n],
    ['1,500', 0, 1500n],
    ['1.500', 0, 1500n],
    ['1 500', 0, 1500n],
    ['1\u00A0500', 0, 1500n],
    ['1\u202F500\u202F000', 0, 1_500_000n],
    ["1'500", 0, 1500n],
    ['1’500', 0, 1500n],
    ['1,00,000', 0, 100_000n],
    ['12,34,56,789', 0, 123_456_789n],
    ['12.00', 0, 12n],
    ['１２', 0, 12n],
    ['-3', 2, -300n],
    ['−3', 0, -3n],
    ['12', 2, 1200n],
    ['12,5', 2, 1250n],
    ['.5', 2, 50n],
    ['1 200,50', 2, 120_050n],
    ["1'200.5", 2, 120_050n],
    ['1,234.50', 2, 123_450n],
    ['1.234,50', 2, 123_450n],
    ['1,234,567', 2, 123_456_700n],
    ['1,00,000', 2, 10_000_000n],
    ['1,200', 2, 'unclear'],
    ['1.999', 2, 'unclear'],
    ['1.250', 3, 1250n],
    ['1,250,000', 3, 1_250_000_000n],
    ['0.500', 2, 'none'],
    ['4.505', 2, 'unclear'],
    ['12 13', 0, 'none'],
    ['1 50', 0, 'none'],
    ['1,50', 0, 'none'],
    ['1,5000', 2, 'none'],
    ['1,23,45', 0, 'none'],
    ['1,500.000', 0, 'none'],
    ['1,500,50', 2, 'none'],
    ['12.5', 0, 'none'],
    ['01,500', 0, 'none'],
    ['4..5', 2, 'none'],
    ['1e3', 0, 'none'],
    ['0x10', 0, 'none'],
    ['1234567890123456', 0, 'none'],
    ['', 2, 'none'],
    ['-', 0, 'none'],
    ['.', 2, 'none'],
  ])('%j with %i decimals is %s', (written, decimals, expected) => {
    expect(short(readNumber(written, decimals))).toBe(expected)
  })

  it('says both of what it may mean', () => {
    expect(readNumber('1,500', 2)).toEqual({ outcome: 'unclear', grouped: '1500', decimal: '1.500' })
  })

  it('comes back however it is grouped', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 999_999_999n }),
        fc.constantFrom(...(['en', 'de', 'fr', 'ru', 'de-CH', 'en-IN', 'hi', 'es'] as const)),
        (value, locale) => {
          const written = new Intl.NumberFormat(locale, { numberingSystem: 'latn' }).format(value)
          expect(readNumber(written)).toEqual({ outcome: 'read', value })
        },
      ),
    )
  })
})

describe('an amount', () => {
  it.each([
    ['4.50', 'EUR', 450n],
    ['€ 4.50', 'EUR', 450n],
    ['4,50 €', 'EUR', 450n],
    ['4,50 EUR', 'EUR', 450n],
    ['eur 4.5', 'EUR', 450n],
    ['4,50 евро', 'EUR', 450n],
    ['4.50 euros', 'EUR', 450n],
    ['1 200,50 €', 'EUR', 120_050n],
    ['€5 EUR', 'EUR', 500n],
    ['12.-', 'CHF', 1200n],
    ['Rs. 1,00,000', 'INR', 10_000_000n],
    ['Rs.100', 'INR', 10_000n],
    ['100rs', 'INR', 10_000n],
    ['.50', 'EUR', 50n],
    ['€.50', 'EUR', 50n],
    ['₹100', 'INR', 10_000n],
    ['100 руб.', 'RUB', 10_000n],
    ['100 р', 'RUB', 10_000n],
    ['5 kr', 'SEK', 500n],
    ['¥500', 'JPY', 500n],
    ['5 US dollars', 'USD', 500n],
    ['$5', 'CAD', 500n],
    ['-€3', 'EUR', 'none'],
    ['€-3', 'EUR', -300n],
    ['4.50 USD', 'EUR', 'not USD'],
    ['₹100', 'EUR', 'not ₹'],
    ['£4', 'EUR', 'not £'],
    ['5 kr', 'EUR', 'not kr'],
    ['¥500', 'EUR', 'not ¥'],
    ['$5', 'EUR', 'not $'],
    ['5 Kč', 'EUR', 'not Kč'],
    ['100 Rs.', 'EUR', 'not Rs'],
    ['5 dollars', 'EUR', 'not dollars'],
    ['€4 USD', 'EUR', 'not USD'],
    ['4 EUR', 'USD', 'not EUR'],
    ['4 bags', 'EUR', 'not bags'],
    ['1,500', 'EUR', 'unclear'],
    ['1,500', 'JPY', 1500n],
    ['12 or 13', 'EUR', 'none'],
    ['<b>4</b>', 'EUR', 'none'],
    ['4-5', 'EUR', 'none'],
    ['€€4', 'EUR', 'not €€'],
    ['free', 'EUR', 'none'],
  ])('%j in %s is %s', (written, currency, expected) => {
    expect(short(readAmount(written, currency))).toBe(expected)
  })

  it.each([
    ['EUR', ['1 euro', '5 euros', '1 евро', '0,5 евро']],
    ['USD', ['1 dollar', '5 US dollars', '1 доллар', '2 доллара', '5 долларов', '5 долларов США', '$5']],
    [
      'GBP',
      ['1 pound', '5 British pounds', '5 pounds sterling', '1 фунт', '2 фунта', '5 британских фунтов стерлингов'],
    ],
    ['RUB', ['1 ruble', '5 roubles', '1 рубль', '2 рубля', '100 рублей', '100 российских рублей', '₽5']],
    ['INR', ['1 rupee', '5 Indian rupees', '1 рупия', '2 рупии', '5 рупий']],
    ['PLN', ['1 zloty', '5 zlotys', '5 zł', '5 złotych', '1 злотый', '2 злотых', '5 польских злотых']],
    ['TRY', ['1 lira', '5 Turkish lira', '5 TL', '1 лира', '2 лиры', '5 лир']],
    ['KZT', ['1 tenge', '5 tenges', '5 тенге', '5 тг', '5 ₸']],
    ['UAH', ['1 hryvnia', '5 hryvnias', '1 гривна', '2 гривны', '10 гривен', '10 грн']],
    ['BYN', ['1 ruble', '5 руб.', '5 р.', '5 белорусских рублей']],
  ])('in %s may name it in every number and in both languages: %j', (currency, all) => {
    for (const written of all) {
      expect(readAmount(written, currency).outcome, written).toBe('read')
      expect(readAmount(written, 'JPY').outcome, written).toBe('foreign')
    }
  })

  it('never takes the sign, the code or the name of another currency', () => {
    const codes = Intl.supportedValuesOf('currency').filter((code) => code !== 'EUR')
    for (const currency of codes)
      for (const currencyDisplay of ['symbol', 'code', 'name'] as const) {
        const written = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay }).format(5)
        expect(readAmount(written, 'EUR').outcome, written).not.toBe('read')
      }
  })
})

it.each([
  ['Rs.', 'wanted'],
  ['₹', 'wanted'],
  ['INR', 'wanted'],
  ['rupees', 'wanted'],
  ['$', 'foreign'],
  ['usd', 'foreign'],
  ['Dollars', 'foreign'],
  ['bags', undefined],
  ['', undefined],
])('the word %j beside rupees is %s', (word, expected) => {
  expect(currencyIn(word, 'INR')).toBe(expected)
})

describe('a quantity', () => {
  it.each([
    ['10', 10n],
    ['10 bags', 10n],
    ['10 шт.', 10n],
    ['1 500', 1500n],
    ['1,500 bags', 1500n],
    ['-1', -1n],
    ['€5', 'none'],
    ['5 €', 'none'],
    ['5 EUR', 'none'],
    ['5 usd', 'none'],
    ['10 euros', 'none'],
    ['1 dollar', 'none'],
    ['5 рублей', 'none'],
    ['5 злотых', 'none'],
    ['5 фунтов', 'none'],
    ['5 грн', 'none'],
    ['5 турецких', 5n],
    ['5 French', 5n],
    ['2.5', 'none'],
    ['10x10', 'none'],
    ['10; 20', 'none'],
    ['12 13', 'none'],
    ['½', 'none'],
    ['ten', 'none'],
    ['3 тысячи', 'none'],
    ['3 тыс.', 'none'],
    ['3k', 'none'],
    ['2 dozen', 'none'],
  ])('%j is %s', (written, expected) => {
    expect(short(readQuantity(written))).toBe(expected)
  })
})

it.each([
  ['O34', { letter: 'O', id: 34n }],
  [' o34 ', { letter: 'O', id: 34n }],
  ['34', { letter: undefined, id: 34n }],
  ['O-34', undefined],
  ['34O', undefined],
  ['1234567890123456789', undefined],
  ['', undefined],
])('the number %j is %o', (written, expected) => {
  expect(readId(written)).toEqual(expected)
})
