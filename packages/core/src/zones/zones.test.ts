import { describe, expect, it } from 'vitest'
import { findZone, isZone, timeZoneAt } from './index.ts'

describe('findZone', () => {
  it.each(['Gotham', '+03:00', '', '../London', 'Europe/'])('finds none for %j', (written) => {
    expect(findZone(written)).toBeUndefined()
  })

  it.each([
    ['London', 'Europe/London'],
    [' new  york ', 'America/New_York'],
    ['São Paulo', 'America/Sao_Paulo'],
    ['asia/kolkata', 'Asia/Kolkata'],
    ['kolkata', 'Asia/Kolkata'],
    ['Asia/Calcutta', 'Asia/Kolkata'],
    ['Kyiv', 'Europe/Kyiv'],
    ['utc', 'UTC'],
  ])('reads %j as %s', (written, zone) => {
    expect(findZone(written)).toBe(zone)
    expect(isZone(zone)).toBe(true)
  })
})

describe('timeZoneAt', () => {
  it('refuses what is no place on Earth', () => {
    expect(() => timeZoneAt({ latitude: 91, longitude: 0 })).toThrow(RangeError)
    expect(() => timeZoneAt({ latitude: Number.NaN, longitude: 0 })).toThrow(RangeError)
  })

  it.each([
    [51.5, -0.1, 'Europe/London'],
    [19.1, 72.9, 'Asia/Kolkata'],
    [55.8, 37.6, 'Europe/Moscow'],
    [41.9, -87.6, 'America/Chicago'],
    [-33.9, 151.2, 'Australia/Sydney'],
    [-18.1, -179.9, 'Pacific/Fiji'],
    // Uzhhorod and Ottawa: nearer to another zone's principal place than to their own.
    [48.62, 22.3, 'Europe/Kyiv'],
    [45.4, -75.7, 'America/Toronto'],
    [45, -30, 'Etc/GMT+2'],
  ])('knows what the clocks say at %d, %d', (latitude, longitude, zone) => {
    expect(timeZoneAt({ latitude, longitude })).toBe(zone)
    expect(isZone(zone)).toBe(true)
  })
})
