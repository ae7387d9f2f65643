import { instantsOf, wallClockAt } from '@bazaar/core/calendar'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTime, type TimePlace } from '../src/offer/window/read-time.ts'
import { asClock, asDate, changes, hour, instant, minute, pad, roundedTo, zone } from './offer-clocks.ts'

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
