import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextWindow } from './next-window.ts'
import { readTime, type TimePlace } from './read-time.ts'
import { daysLater, gapAround, instantsOf, type WallClock, wallClockAt } from './wall-clock.ts'
import { checkEnd, checkLength } from './window-rules.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** When clocks change in 2026, and by how many minutes; India's never do. */
const changes = [
  { zone: 'Europe/Berlin', forward: '2026-03-29T01:00:00Z', back: '2026-10-25T01:00:00Z', minutes: 60 },
  { zone: 'America/New_York', forward: '2026-03-08T07:00:00Z', back: '2026-11-01T06:00:00Z', minutes: 60 },
  { zone: 'Australia/Lord_Howe', forward: '2026-10-03T15:30:00Z', back: '2026-04-04T15:00:00Z', minutes: 30 },
] as const
const zones = [...changes.map(({ zone }) => zone), 'Asia/Kolkata']

const zone = fc.constantFrom(...zones)
/** Any minute of 2026, every second one close to a change of clocks. */
const instant = fc.oneof(
  fc.integer({ min: Date.UTC(2026, 0, 2), max: Date.UTC(2026, 11, 30) }),
  fc
    .tuple(fc.constantFrom(...changes), fc.boolean(), fc.integer({ min: -2 * day, max: 2 * day }))
    .map(([change, isForward, offset]) => Date.parse(isForward ? change.forward : change.back) + offset),
)
const roundedTo = (ms: number) => new Date(Math.floor(ms / minute) * minute)
const pad = (value: number) => String(value).padStart(2, '0')
const asClock = (clock: WallClock) => `${pad(clock.hour)}:${pad(clock.minute)}`
const asDate = ({ day: date, month, year }: WallClock) => `${pad(date)}.${pad(month)}.${year}`

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

describe('reading a time', () => {
  const now = new Date('2026-11-19T13:20:30Z')
  const berlin: TimePlace = { now, zone: 'Europe/Berlin', twice: 'earlier' }
  const shown = (written: string, place = berlin) => {
    const reading = readTime(written, place)
    if (reading.outcome !== 'read') return reading.outcome
    const clock = wallClockAt(reading.at, place.zone)
    return `${asDate(clock)} ${asClock(clock)}`
  }

  it.each([
    '',
    ' ',
    '9',
    'until 6',
    'soon',
    'завтра',
    'tomorrow',
    '20.11.',
    '25:00',
    '24:30',
    '18:60',
    '13 pm',
    '0 am',
    '30.2. 10:00',
    '1.13. 10:00',
    '0.11. 10:00',
    '11/20 18:30',
    '18:30:00',
    '-18:30',
    '<b>18:30</b>',
    '18:30 & 19:00',
    '18:30 OR 1=1',
    '/newoffer',
    '\u202E03:81',
    '18:30\u0000',
    '\uD800',
    'in 2',
    'in hours',
    'через',
    'через неделю',
    'in 99999 min',
    '9'.repeat(5_000),
    ' '.repeat(70),
    '18:30 сегодня завтра',
    '13 дня вечера',
    '15 вечера',
    '7 ночи',
  ])('refuses %j', (written) => {
    expect(readTime(written, berlin)).toEqual({ outcome: 'unclear' })
  })

  it.each([
    ['18:30', '19.11.2026 18:30'],
    ['18.30', '19.11.2026 18:30'],
    ['１８：３０', '19.11.2026 18:30'],
    ['  until 18:30 ', '19.11.2026 18:30'],
    ['до 18:30', '19.11.2026 18:30'],
    ['до 18', '19.11.2026 18:00'],
    ['18h30', '19.11.2026 18:30'],
    ['18ч', '19.11.2026 18:00'],
    ['6:30 pm', '19.11.2026 18:30'],
    ['6pm', '19.11.2026 18:00'],
    ['12 pm', '20.11.2026 12:00'],
    ['12 am', '20.11.2026 00:00'],
    ['8 вечера', '19.11.2026 20:00'],
    ['5 утра', '20.11.2026 05:00'],
    ['3 дня', '19.11.2026 15:00'],
    ['11 ночи', '19.11.2026 23:00'],
    ['12 ночи', '20.11.2026 00:00'],
    ['midnight', '20.11.2026 00:00'],
    ['полночь', '20.11.2026 00:00'],
    ['24:00', '20.11.2026 00:00'],
    ['9:00', '20.11.2026 09:00'],
    ['14:20', '20.11.2026 14:20'],
    ['today 18:30', '19.11.2026 18:30'],
    ['tonight at 9 pm', '19.11.2026 21:00'],
    ['сегодня до 21', '19.11.2026 21:00'],
    ['tomorrow 9:00', '20.11.2026 09:00'],
    ['Tomorrow at 9', '20.11.2026 09:00'],
    ['tomorrow noon', '20.11.2026 12:00'],
    ['9:00 tomorrow', '20.11.2026 09:00'],
    ['Завтра в 9', '20.11.2026 09:00'],
    ['завтра, 9:00', '20.11.2026 09:00'],
    ['послезавтра 10:00', '21.11.2026 10:00'],
    ['the day after tomorrow 10:00', '21.11.2026 10:00'],
    ['20.11. 18:30', '20.11.2026 18:30'],
    ['20.11 18:30', '20.11.2026 18:30'],
    ['20.11 18.30', '20.11.2026 18:30'],
    ['18.30 20.11', '20.11.2026 18:30'],
    ['20.11.2026 18:30', '20.11.2026 18:30'],
    ['20.11.26 18:30', '20.11.2026 18:30'],
    ['2026-11-20 18:30', '20.11.2026 18:30'],
    ['2026-11-20T18:30', '20.11.2026 18:30'],
    ['20 Nov 18:30', '20.11.2026 18:30'],
    ['November 20th, 6 pm', '20.11.2026 18:00'],
    ['20 ноября в 18:30', '20.11.2026 18:30'],
    ['1.1. 10:00', '01.01.2027 10:00'],
    ['friday 18:00', '20.11.2026 18:00'],
    ['в пятницу в 18:00', '20.11.2026 18:00'],
    ['18:00 в сб', '21.11.2026 18:00'],
    ['in 2 hours', '19.11.2026 16:20'],
    ['in 1h 30 min', '19.11.2026 15:50'],
    ['in half an hour', '19.11.2026 14:50'],
    ['через 45 минут', '19.11.2026 15:05'],
    ['через час', '19.11.2026 15:20'],
    ['через полтора часа', '19.11.2026 15:50'],
    ['+2h', '19.11.2026 16:20'],
  ])('understands %j', (written, expected) => {
    expect(shown(written)).toBe(expected)
  })

  it('reads back every minute that was written with its date, in all zones, also when clocks change', () => {
    fc.assert(
      fc.property(instant, zone, fc.constantFrom('earlier', 'later'), (ms, where, twice) => {
        const at = roundedTo(ms)
        const clock = wallClockAt(at, where)
        const both = instantsOf(clock, where)
        const place: TimePlace = { now: new Date(at.getTime() - 5 * hour), zone: where, twice }
        for (const written of [`${asDate(clock)} ${asClock(clock)}`, `${asClock(clock)} ${asDate(clock)}`])
          expect(readTime(written, place)).toEqual({ outcome: 'read', at: twice === 'earlier' ? both[0] : both.at(-1) })
      }),
      { numRuns: 500 },
    )
  })

  it('reads a time without a day as the next one that clocks show', () => {
    fc.assert(
      fc.property(
        instant,
        zone,
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 0, max: 59 }),
        (ms, where, h, m) => {
          const at = new Date(ms)
          const reading = readTime(`${h}:${pad(m)}`, { now: at, zone: where, twice: 'earlier' })
          if (reading.outcome === 'skipped') return void expect(reading.at.getTime()).toBeGreaterThan(ms)
          if (reading.outcome !== 'read') throw new Error('It is a time.')
          expect(wallClockAt(reading.at, where)).toMatchObject({ hour: h, minute: m })
          expect(reading.at.getTime()).toBeGreaterThan(ms)
          expect(reading.at.getTime() - ms).toBeLessThanOrEqual(25 * hour)
        },
      ),
      { numRuns: 1_000 },
    )
  })

  it.each(changes)('says what clocks do in $zone instead of guessing', ({ zone: where, forward, minutes }) => {
    const at = new Date(forward)
    const before = wallClockAt(new Date(at.getTime() - minute), where)
    const skipped = { ...before, hour: before.hour + 1, minute: minutes - 15 }
    const place: TimePlace = { now: new Date(at.getTime() - 8 * hour), zone: where, twice: 'earlier' }
    expect(readTime(asClock(skipped), place)).toEqual({ outcome: 'skipped', from: `${before.hour + 1}:00`, at })
  })

  it('takes the one of two equal times that is still ahead', () => {
    const where = 'Europe/Berlin'
    const between = new Date('2026-10-25T00:45:00Z')
    for (const twice of ['earlier', 'later'] as const)
      expect(readTime('02:30', { now: between, zone: where, twice })).toMatchObject({
        at: new Date('2026-10-25T01:30:00Z'),
      })
  })

  it('never fails, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), instant, zone, (written, ms, where) => {
        const reading = readTime(written, { now: new Date(ms), zone: where, twice: 'later' })
        expect(['read', 'unclear', 'skipped']).toContain(reading.outcome)
      }),
    )
  })
})

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
          expect(window.start.getTime()).toBeLessThan(window.end.getTime())
          const clock = wallClockAt(end, where)
          const shownNow = wallClockAt(window.end, where)
          const isSkipped = instantsOf({ ...shownNow, hour: clock.hour, minute: clock.minute }, where).length === 0
          if (!isSkipped) expect(asClock(shownNow)).toBe(asClock(clock))
        },
      ),
      { numRuns: 1_000 },
    )
  })
})
