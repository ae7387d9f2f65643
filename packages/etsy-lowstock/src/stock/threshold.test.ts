import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type ThresholdRow, thresholdFor } from './threshold.ts'

const none: ThresholdRow = { threshold: null, thresholdBy: null }

it.each([
  [{ threshold: 2, thresholdBy: 'units' }, none, none, { value: 2, by: 'units', from: 'shop' }],
  [{ threshold: 7, thresholdBy: 'days' }, none, none, { value: 7, by: 'days', from: 'shop' }],
  [
    { threshold: 2, thresholdBy: 'units' },
    { threshold: 5, thresholdBy: 'days' },
    none,
    { value: 5, by: 'days', from: 'listing' },
  ],
  [
    { threshold: 2, thresholdBy: 'units' },
    none,
    { threshold: 0, thresholdBy: 'units' },
    { value: 0, by: 'units', from: 'variation' },
  ],
])('of shop %j, listing %j and variation %j it is %j', (shop, listing, variation, expected) => {
  expect(thresholdFor(shop, listing, variation)).toEqual(expected)
})

it('is that of the nearest setting', () => {
  const row = fc.oneof(
    fc.constant(none),
    fc.record({ threshold: fc.nat(9999), thresholdBy: fc.constantFrom('units', 'days') }),
  )
  const set = fc.record({ threshold: fc.nat(9999), thresholdBy: fc.constantFrom('units', 'days') })
  fc.assert(
    fc.property(set, row, row, (shop, listing, variation) => {
      const nearest = [variation, listing, shop].find(({ threshold }) => threshold !== null)
      const { value, by } = thresholdFor(shop, listing, variation)
      expect({ threshold: value, thresholdBy: by }).toEqual(nearest)
    }),
  )
})
