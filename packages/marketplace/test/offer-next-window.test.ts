import { instantsOf, wallClockAt } from '@bazaar/core/calendar'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextWindow } from '../src/offer/window/next-window.ts'
import { readTime } from '../src/offer/window/read-time.ts'
import { checkEnd, checkLength } from '../src/offer/window/window-rules.ts'
import { asClock, day, hour, instant, minute, roundedTo, zone } from './offer-clocks.ts'

describe('what a window may be', () => {
  const now = new Date('2026-11-19T13:00:00Z')
  const inMs = (ms: number) => new Date(now.getTime() + ms)
  it('ends later than in 15 minutes and at most 48 hours ahead', () => {
    for (const ms of [-day, 0, 14 * minute, 15 * minute])
      expect(() => checkEnd(inMs(ms), now, 'UTC')).toThrow('marketplace-offer-end-too-soon')
    for (const ms of [15 * minute + 1, hour, 48 * hour]) checkEnd(inMs(ms), now, 'UTC')
    expect(() => checkEnd(inMs(48 * hour + 1), now, 'UTC')).toThrow('marketplace-offer-end-too-far')
  })
  it('counts hours that pass, not what clocks show', () => {
    const eve = new Date('2026-10-24T10:00:00Z')
    const until = readTime('26.10. 12:00', { now: eve, zone: 'Europe/Berlin', twice: 'earlier' })
    if (until.outcome !== 'read') throw new Error('It is a time.')
    // By the calendar it is 48 hours, but that night has one more.
    expect(() => checkEnd(until.at, eve, 'Europe/Berlin')).toThrow('marketplace-offer-end-too-far')
  })
  it('is at least 15 minutes long', () => {
    checkLength({ start: inMs(0), end: inMs(15 * minute) }, 'UTC')
    expect(() => checkLength({ start: inMs(0), end: inMs(14 * minute) }, 'UTC')).toThrow('start-too-late')
    expect(() => checkLength({ start: inMs(hour), end: inMs(0) }, 'UTC')).toThrow('start-too-late')
  })
})

describe('the same window again', () => {
  const berlin = 'Europe/Berlin'
  const at = (text: string) => new Date(`${text}Z`)
  const last = { start: at('2026-11-18T16:00'), end: at('2026-11-18T18:00') }
  it.each([
    ['in the morning it is today', '2026-11-19T08:00', '2026-11-19T16:00', '2026-11-19T18:00'],
    ['while half an hour is left it is still today', '2026-11-19T17:30', '2026-11-19T16:00', '2026-11-19T18:00'],
    ['later it is tomorrow', '2026-11-19T17:31', '2026-11-20T16:00', '2026-11-20T18:00'],
    ['after weeks it is today', '2026-12-24T08:00', '2026-12-24T16:00', '2026-12-24T18:00'],
  ])('%s', (_, now, start, end) => {
    expect(nextWindow(last, at(now), berlin)).toEqual({ start: at(start), end: at(end) })
  })
  it('goes over midnight', () => {
    const late = { start: at('2026-11-18T21:00'), end: at('2026-11-19T00:30') }
    expect(nextWindow(late, at('2026-11-19T10:00'), berlin)).toEqual({
      start: at('2026-11-19T21:00'),
      end: at('2026-11-20T00:30'),
    })
  })
  it('keeps its length where clocks were put back inside of it', () => {
    const night = { start: at('2026-10-25T00:50'), end: at('2026-10-25T01:30') }
    expect(nextWindow(night, at('2026-10-26T10:00'), berlin)).toEqual({
      start: at('2026-10-27T00:50'),
      end: at('2026-10-27T01:30'),
    })
  })
  it('keeps the hours of the clocks when they change, and stays a window that can be published', () => {
    fc.assert(
      fc.property(
        instant,
        zone,
        fc.integer({ min: 15, max: 48 * 60 }),
        fc.integer({ min: 0, max: 10 * 24 * 60 }),
        (ms, where, minutes, later) => {
          const start = roundedTo(ms)
          const end = new Date(start.getTime() + minutes * minute)
          const now = new Date(start.getTime() + later * minute)
          const window = nextWindow({ start, end }, now, where)
          checkEnd(window.end, now, where)
          checkLength(window, where)
          const clock = wallClockAt(end, where)
          const shownNow = wallClockAt(window.end, where)
          const isSkipped = instantsOf({ ...shownNow, hour: clock.hour, minute: clock.minute }, where).length === 0
          if (!isSkipped) expect(asClock(shownNow)).toBe(asClock(clock))
        },
      ),
      { numRuns: 2_000 },
    )
  })
})
