import { wallClockAt } from '@bazaar/core/calendar'

/** Whose clock somebody's days follow, and whose from which day on. */
export interface Zones {
  readonly zone: string
  readonly nextZone: string | null
  readonly nextFrom: string | null
  readonly zoneChangedAt: Date | null
}

const weekMs = 7 * 86_400_000

const two = (value: number): string => String(value).padStart(2, '0')

/** YYYY-MM-DD, as a calendar there shows it. */
export function dayIn(instant: Date, zone: string): string {
  const { year, month, day } = wallClockAt(instant, zone)
  return `${year}-${two(month)}-${two(day)}`
}

export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** What stands in for a zone that nobody has said. */
export const unknownZone = 'UTC'

/**
 * A new zone counts from tomorrow, and there is one in seven days at most: nobody lives a day twice. The first one that is known counts at once.
 * @param wanted nothing where nobody knows it: then all stays
 */
export function followZone(zones: Zones, wanted: string | undefined, now: Date): Zones {
  const { nextZone, nextFrom } = zones
  const isDue = nextZone !== null && nextFrom !== null && dayIn(now, zones.zone) >= nextFrom
  const today = isDue ? { ...zones, zone: nextZone, nextZone: null, nextFrom: null } : zones
  if (wanted === undefined || wanted === unknownZone) return today
  if (today.zone === unknownZone && today.zoneChangedAt === null) return { ...today, zone: wanted }
  if (wanted === today.zone) return { ...today, nextZone: null, nextFrom: null }
  const isBlocked = today.zoneChangedAt !== null && now.getTime() - today.zoneChangedAt.getTime() < weekMs
  if (wanted === today.nextZone || isBlocked) return today
  return { zone: today.zone, nextZone: wanted, nextFrom: dayAfter(dayIn(now, today.zone), 1), zoneChangedAt: now }
}

/** What the core says of people who never told theirs says nothing. */
export const toldZone = (timeZone: string | undefined): string | undefined =>
  timeZone === unknownZone ? undefined : timeZone
