import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { paceOf, watchedDays } from './pace.ts'

describe('days of stock left', () => {
  it.each([
    [{ sold14: 14, sold30: 30 }, 100, 10, { at14: 10, at30: 10 }],
    [{ sold14: 7, sold30: 30 }, 100, 10, { at14: 20, at30: 10 }],
    [{ sold14: 0, sold30: 3 }, 100, 1, { at14: undefined, at30: 10 }],
    [{ sold14: 0, sold30: 0 }, 100, 5, { at14: undefined, at30: undefined }],
    [{ sold14: 4, sold30: 4 }, 4, 2, { at14: 2, at30: 2 }],
    [{ sold14: 10, sold30: 10 }, 20, 7, { at14: 9.8, at30: 14 }],
    [{ sold14: 3, sold30: 3 }, 0.1, 6, { at14: 2, at30: 2 }],
    [{ sold14: 3, sold30: 3 }, 30, 0, { at14: 0, at30: 0 }],
  ])('of %j in %d days with %d pieces are %j', (pace, watched, quantity, expected) => {
    expect(paceOf(pace, watched, quantity)).toEqual(expected)
  })

  it('is never shorter with more pieces, nor longer with more sales', () => {
    const count = fc.integer({ min: 1, max: 10_000 })
    const days = fc.double({ min: 0, max: 400, noNaN: true })
    fc.assert(
      fc.property(count, count, count, days, (sold, extra, quantity, watched) => {
        const at = (pieces: number, of: number) =>
          paceOf({ sold14: of, sold30: of }, watched, pieces).at30 ?? expect.fail()
        expect(at(quantity + extra, sold)).toBeGreaterThan(at(quantity, sold))
        expect(at(quantity, sold + extra)).toBeLessThan(at(quantity, sold))
      }),
    )
  })

  it('counts from when the listing was first seen', () => {
    expect(watchedDays(new Date('2026-03-01T12:00:00Z'), new Date('2026-03-03T00:00:00Z'))).toBe(1.5)
  })
})
