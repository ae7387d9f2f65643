import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createCancelRules } from './cancel-rules.ts'

const minute = 60_000
const at = (time: string) => new Date(`2026-03-02T${time}:00Z`)
const window = { pickupStart: at('18:00'), pickupEnd: at('20:00') }
const { freeUntil, judge } = createCancelRules(120)

it.each([
  ['two hours before pickup starts', '10:00', '16:00'],
  ['ten minutes after reserving, when that is later', '17:00', '17:10'],
  ['in the window too', '18:30', '18:40'],
  ['but never after the window', '19:55', '20:00'],
])('free until %s', (_when, reserved, until) => {
  expect(freeUntil({ reservedAt: at(reserved) }, window)).toEqual(at(until))
})

it.each([
  ['15:59', 'free'],
  ['16:00', 'late'],
  ['19:59', 'late'],
  ['20:00', 'over'],
  ['23:00', 'over'],
])('at %s it is %s', (now, kind) => {
  expect(judge({ reservedAt: at('10:00') }, window, at(now))).toBe(kind)
})

it('without a cutoff it is free until pickup starts', () => {
  expect(createCancelRules(0).freeUntil({ reservedAt: at('10:00') }, window)).toEqual(at('18:00'))
})

it('whoever has just reserved can always go back for free, and nobody after the window', () => {
  const someMinutes = fc.integer({ min: 0, max: 2 * 24 * 60 })
  fc.assert(
    fc.property(
      someMinutes,
      someMinutes,
      fc.integer({ min: 1, max: 600 }),
      someMinutes,
      (reserved, start, length, later) => {
        const from = at('00:00').getTime()
        const pickupEnd = new Date(from + (start + length) * minute)
        const reservedAt = new Date(Math.min(from + reserved * minute, pickupEnd.getTime() - 1))
        const given = { pickupStart: new Date(from + start * minute), pickupEnd }
        expect(judge({ reservedAt }, given, reservedAt)).toBe('free')
        expect(judge({ reservedAt }, given, new Date(pickupEnd.getTime() + later * minute))).toBe('over')
        const until = freeUntil({ reservedAt }, given)
        expect(judge({ reservedAt }, given, until)).not.toBe('free')
      },
    ),
  )
})
