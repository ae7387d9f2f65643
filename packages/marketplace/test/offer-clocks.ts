import type { WallClock } from '@bazaar/core/calendar'
import fc from 'fast-check'

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

/** When clocks change in 2026, and by how many minutes; India's never do. */
export const changes = [
  { zone: 'Europe/Berlin', forward: '2026-03-29T01:00:00Z', back: '2026-10-25T01:00:00Z', minutes: 60 },
  { zone: 'America/New_York', forward: '2026-03-08T07:00:00Z', back: '2026-11-01T06:00:00Z', minutes: 60 },
  { zone: 'Australia/Lord_Howe', forward: '2026-10-03T15:30:00Z', back: '2026-04-04T15:00:00Z', minutes: 30 },
] as const
const zones = [...changes.map(({ zone }) => zone), 'Asia/Kolkata']

export const zone = fc.constantFrom(...zones)
/** Any minute of 2026, every second one close to a change of clocks. */
export const instant = fc.oneof(
  fc.integer({ min: Date.UTC(2026, 0, 2), max: Date.UTC(2026, 11, 30) }),
  fc
    .tuple(fc.constantFrom(...changes), fc.boolean(), fc.integer({ min: -2 * day, max: 2 * day }))
    .map(([change, isForward, offset]) => Date.parse(isForward ? change.forward : change.back) + offset),
)
export const roundedTo = (ms: number) => new Date(Math.floor(ms / minute) * minute)
export const pad = (value: number) => String(value).padStart(2, '0')
export const asClock = (clock: WallClock) => `${pad(clock.hour)}:${pad(clock.minute)}`
export const asDate = ({ day: date, month, year }: WallClock) => `${pad(date)}.${pad(month)}.${year}`
