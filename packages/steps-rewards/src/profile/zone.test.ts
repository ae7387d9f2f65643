import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayIn, followZone, type Zones } from './zone.ts'

const day = 86_400_000
const start = new Date('2026-01-05T09:00:00Z')
const later = (ms: number) => new Date(start.getTime() + ms)
const moscow: Zones = { zone: 'Europe/Moscow', nextZone: null, nextFrom: null, zoneChangedAt: null }

describe('whose clock a day follows', () => {
  it('changes at the beginning of the next day, once in a week', () => {
    const wanted = followZone(moscow, 'Asia/Tokyo', start)
    expect(wanted).toMatchObject({ zone: 'Europe/Moscow', nextZone: 'Asia/Tokyo', nextFrom: '2026-01-06' })
    expect(followZone(wanted, 'Asia/Tokyo', later(day / 4)).zone).toBe('Europe/Moscow')
    const changed = followZone(wanted, 'Asia/Tokyo', later(day))
    expect(changed).toMatchObject({ zone: 'Asia/Tokyo', nextZone: null })
    expect(followZone(changed, 'Europe/Moscow', later(6 * day))).toEqual(changed)
    expect(followZone(changed, 'Europe/Moscow', later(7 * day)).nextZone).toBe('Europe/Moscow')
  })

  it('who comes home before it counts keeps the old one', () => {
    const wanted = followZone(moscow, 'Asia/Tokyo', start)
    expect(followZone(wanted, 'Europe/Moscow', later(1)).nextZone).toBeNull()
  })

  it('is the first one that is known, at once; what nobody knows changes nothing', () => {
    const unknown: Zones = { ...moscow, zone: 'UTC' }
    expect(followZone(unknown, 'Asia/Tokyo', start).zone).toBe('Asia/Tokyo')
    for (const wanted of [undefined, 'UTC']) expect(followZone(moscow, wanted, start)).toEqual(moscow)
  })

  it('hopping gives one further day a week at most', () => {
    const zones = ['Pacific/Auckland', 'America/Los_Angeles', 'Europe/Moscow', 'UTC']
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...zones), { minLength: 56, maxLength: 56 }), (hops) => {
        let now: Zones = moscow
        const days = new Set<string>()
        for (const [index, zone] of hops.entries()) {
          const at = later((index * day) / 4)
          now = followZone(now, zone, at)
          days.add(dayIn(at, now.zone))
        }
        // Two weeks touch 15 days.
        expect(days.size).toBeLessThanOrEqual(15 + 2)
      }),
    )
  })
})
