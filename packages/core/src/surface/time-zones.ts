import type { Place } from '../forms/index.ts'
import { moreZonePlaces, zonePlaces } from './zone-places.ts'

interface ZonePlace extends Place {
  readonly zone: string
}

const places: readonly ZonePlace[] = [zonePlaces, moreZonePlaces].flatMap((table) =>
  table
    .trim()
    .split(/[;\n]/)
    .map((line) => {
      const [zone = '', latitude, longitude] = line.split(' ')
      return { zone, latitude: Number(latitude), longitude: Number(longitude) }
    }),
)

/** Offered as buttons; the texts `core-zone-place-<name>` are their labels, and what people type for them. */
export const commonZones = {
  london: 'Europe/London',
  berlin: 'Europe/Berlin',
  kyiv: 'Europe/Kyiv',
  moscow: 'Europe/Moscow',
  dubai: 'Asia/Dubai',
  almaty: 'Asia/Almaty',
  kolkata: 'Asia/Kolkata',
  newyork: 'America/New_York',
} as const
export type CommonZone = keyof typeof commonZones

export const isCommonZone = (name: string): name is CommonZone => name in commonZones

/** Whether this machine can tell the time there. */
export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** Reads `Europe/London`, `europe/london`, `London` or `New York`; `undefined` when no zone is called like that. */
export function findZone(written: string): string | undefined {
  // São Paulo is Sao_Paulo there.
  const bare = written.trim().normalize('NFD').replaceAll(/\p{M}/gu, '')
  const wanted = bare.replaceAll(/\s+/g, '_').toLowerCase()
  if (wanted === 'utc' || wanted === 'gmt') return 'UTC'
  const found = places.find(({ zone }) => {
    const name = zone.toLowerCase()
    return name === wanted || name.slice(name.lastIndexOf('/') + 1) === wanted
  })?.zone
  if (found !== undefined) return isZone(found) ? found : undefined
  // Names that the table does not list, such as Asia/Calcutta. Offsets like +03:00 know no summer time.
  return /^[a-z]+\/[a-z_/+-]+$/.test(wanted) && isZone(wanted)
    ? new Intl.DateTimeFormat('en', { timeZone: wanted }).resolvedOptions().timeZone
    : undefined
}

/** The zone whose principal place is nearest. */
export function zoneAt({ latitude, longitude }: Place): string {
  let best = { zone: 'UTC', distance: Number.POSITIVE_INFINITY }
  for (const place of places) {
    const distance = distanceBetween(place, { latitude, longitude })
    if (distance < best.distance && isZone(place.zone)) best = { zone: place.zone, distance }
  }
  return best.zone
}

/** Grows with the distance on the globe; its unit does not matter. */
function distanceBetween(a: Place, b: Place): number {
  const rad = Math.PI / 180
  const [dLat, dLon] = [((a.latitude - b.latitude) * rad) / 2, ((a.longitude - b.longitude) * rad) / 2]
  return Math.sin(dLat) ** 2 + Math.cos(a.latitude * rad) * Math.cos(b.latitude * rad) * Math.sin(dLon) ** 2
}
