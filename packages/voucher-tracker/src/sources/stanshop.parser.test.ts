import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toMinorUnits } from './amount.ts'
import { parseStanShop } from './stanshop.parser.ts'

const inventory = (...elements: unknown[]) =>
  JSON.stringify({ inventory: { stanValueDenomination: elements, brandColor: '#5f259f' } })
const offersOf = (text: string) => {
  const reading = parseStanShop(text)
  if (reading.kind !== 'good') throw new Error(`not good: ${reading.detail}`)
  return reading.offers
}

describe('toMinorUnits', () => {
  it('is exact for every amount with two decimals', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000_000 }), (paise) => {
        expect(toMinorUnits(Number(`${Math.floor(paise / 100)}.${String(paise % 100).padStart(2, '0')}`))).toBe(
          BigInt(paise),
        )
      }),
    )
  })

  it.each([
    [95.1, 9510n],
    [94.99999999999999, 9500n],
    [0.005, 1n],
    [0, undefined],
    [-5, undefined],
    [1e21, undefined],
    [1e17, undefined],
    [10_000_000_000, 1_000_000_000_000n],
    [10_000_000_001, undefined],
    [Number.NaN, undefined],
  ])('%d rupees are %s paise', (rupees, paise) => expect(toMinorUnits(rupees)).toBe(paise))
})

describe('parseStanShop', () => {
  it('reads the documented body, with a wrapped and a bare price', () => {
    expect(
      offersOf(
        inventory(
          { value: 100, status: 'active', price: { amount: 95 }, discount: 5 },
          { value: 500, status: 'sold', price: 490.5 },
        ),
      ),
    ).toEqual([
      { faceValueMinor: 10_000n, priceMinor: 9_500n, status: 'in', quantity: undefined },
      { faceValueMinor: 50_000n, priceMinor: 49_050n, status: 'out', quantity: undefined },
    ])
  })

  it('reads an empty list as nothing on sale', () => expect(offersOf(inventory())).toEqual([]))

  it('merges a value that is listed twice: on sale if any is, at the best price', () => {
    const [offer, ...rest] = offersOf(
      inventory(
        { value: 100, status: 'inactive', price: 80 },
        { value: 100, status: 'active', price: 97, quantity: 1 },
        { value: 100, status: 'active', price: 95, quantity: 2 },
      ),
    )
    expect(rest).toEqual([])
    expect(offer).toEqual({ faceValueMinor: 10_000n, priceMinor: 9_500n, status: 'in', quantity: 3 })
  })

  it('leaves out a quantity that no shop has', () => {
    const counted = (quantity: unknown) =>
      offersOf(inventory({ value: 100, status: 'active', price: 95, quantity }))[0]?.quantity
    expect([3, 2 ** 40, -1, 1.5, '7'].map(counted)).toEqual([3, undefined, undefined, undefined, undefined])
  })

  it.each([
    ['HTML', '<!doctype html><title>Just a moment</title>', 'not-json'],
    ['nothing', '', 'not-json'],
    ['another root', '[]', 'unknown-shape'],
    ['no inventory', '{"message":"ok"}', 'unknown-shape'],
    ['null inventory', '{"inventory":null}', 'unknown-shape'],
    ['a renamed list', '{"inventory":{"denominations":[]}}', 'unknown-shape'],
    ['an object for the list', '{"inventory":{"stanValueDenomination":{}}}', 'unknown-shape'],
    ['an element without status', inventory({ value: 100, price: 95 }), 'unknown-shape'],
    ['something on sale without a price', inventory({ value: 100, status: 'active' }), 'unknown-shape'],
    ['a price as text', inventory({ value: 100, status: 'active', price: '95' }), 'unknown-shape'],
    ['a price of zero', inventory({ value: 100, status: 'active', price: 0 }), 'unknown-shape'],
  ])('takes %s for a failure, not for "sold out"', (_name, text, reason) => {
    expect(parseStanShop(text)).toMatchObject({ kind: 'failed', reason })
  })

  it('never throws, and only "active" is on sale', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void parseStanShop(text)))
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ value: fc.integer({ min: 1, max: 9 }), status: fc.string(), price: fc.integer({ min: 1 }) }),
        ),
        (elements) => {
          const active = new Set(
            elements.filter((one) => one.status === 'active').map((one) => BigInt(one.value) * 100n),
          )
          const offers = offersOf(inventory(...elements))
          expect(new Set(offers.map((one) => one.faceValueMinor)).size).toBe(offers.length)
          for (const offer of offers) expect(offer.status === 'in').toBe(active.has(offer.faceValueMinor))
        },
      ),
    )
  })
})
