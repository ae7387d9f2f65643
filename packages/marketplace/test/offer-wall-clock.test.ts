import { daysLater, gapAround, instantsOf, wallClockAt } from '@bazaar/core/calendar'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changes, instant, minute, roundedTo, zone } from './offer-clocks.ts'

describe('clocks on the wall', () => {
  it('find every instant again that they show', () => {
    fc.assert(
      fc.property(instant, zone, (ms, where) => {
        const at = roundedTo(ms)
        const found = instantsOf(wallClockAt(at, where), where)
        expect(found.map(Number)).toContain(Number(at))
        expect(found.length).toBeLessThanOrEqual(2)
        for (const one of found) expect(wallClockAt(one, where)).toEqual(wallClockAt(at, where))
      }),
      { numRuns: 1_000 },
    )
  })

  it.each(changes)('show nothing while they are put forward in $zone', ({ zone: where, forward, minutes }) => {
    const at = new Date(forward)
    const before = wallClockAt(new Date(at.getTime() - minute), where)
    for (let skipped = 1; skipped <= minutes; skipped++) {
      const clock = { ...before, minute: before.minute + skipped }
      const none = daysLater(
        { ...clock, hour: clock.hour + Math.floor(clock.minute / 60), minute: clock.minute % 60 },
        0,
      )
      expect(instantsOf(none, where)).toEqual([])
      expect(gapAround(none, where).at).toEqual(at)
    }
    expect(instantsOf(wallClockAt(at, where), where)).toEqual([at])
  })

  it.each(changes)('show everything twice after they were put back in $zone', ({ zone: where, back, minutes }) => {
    for (let since = 0; since < minutes; since++) {
      const second = new Date(Date.parse(back) + since * minute)
      expect(instantsOf(wallClockAt(second, where), where)).toEqual([
        new Date(second.getTime() - minutes * minute),
        second,
      ])
    }
  })

  it('have every minute once where they are never changed', () => {
    fc.assert(
      fc.property(instant, (ms) => {
        const at = roundedTo(ms)
        expect(instantsOf(wallClockAt(at, 'Asia/Kolkata'), 'Asia/Kolkata')).toEqual([at])
      }),
    )
  })
})
