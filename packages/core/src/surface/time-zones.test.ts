import { expect, it } from 'vitest'
import { commonZones, findZone, isZone, zoneAt } from './time-zones.ts'

it('knows the common zones', () => {
  expect(Object.values(commonZones).filter((zone) => !isZone(zone))).toEqual([])
})

it.each([
  ['London', 'Europe/London'],
  [' new  york ', 'America/New_York'],
  ['São Paulo', 'America/Sao_Paulo'],
  ['asia/kolkata', 'Asia/Kolkata'],
  ['utc', 'UTC'],
  ['Gotham', undefined],
  ['+03:00', undefined],
  ['', undefined],
])('reads %j as %s', (written, zone) => {
  expect(findZone(written)).toBe(zone)
})

it.each([
  [51.5, -0.1, 'Europe/London'],
  [19.1, 72.9, 'Asia/Kolkata'],
  [55.8, 37.6, 'Europe/Moscow'],
  [41.9, -87.6, 'America/Chicago'],
  [-33.9, 151.2, 'Australia/Sydney'],
  [-18.1, -179.9, 'Pacific/Fiji'],
])('finds the zone at %d, %d', (latitude, longitude, zone) => {
  expect(zoneAt({ latitude, longitude })).toBe(zone)
})
