import type { Point } from '../../cell.ts'

/** The mean radius of the earth in metres (IUGG). */
export const earthRadius = 6_371_008.8

export const radians = (degrees: number): number => (degrees * Math.PI) / 180
const degrees = (angle: number): number => (angle * 180) / Math.PI

/** Metres over the ground, by haversine. */
export function distanceBetween(from: Point, to: Point): number {
  const up = Math.sin(radians(to.latitude - from.latitude) / 2) ** 2
  const across = Math.sin(radians(to.longitude - from.longitude) / 2) ** 2
  const share = up + Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * across
  return 2 * earthRadius * Math.asin(Math.sqrt(Math.min(1, share)))
}

/** Degrees. West may be below -180 and east above 180; a box around a pole goes all around. */
export interface Box {
  readonly south: number
  readonly north: number
  readonly west: number
  readonly east: number
}

/** The smallest box that holds everything within so many metres. */
export function boxAround({ latitude, longitude }: Point, metres: number): Box {
  const angle = metres / earthRadius
  const south = Math.max(-90, latitude - degrees(angle))
  const north = Math.min(90, latitude + degrees(angle))
  if (south === -90 || north === 90) return { south, north, west: -180, east: 180 }
  // Meridians come together towards the poles: the box is wider than the circle at its own latitude.
  const across = degrees(Math.asin(Math.min(1, Math.sin(angle) / Math.cos(radians(latitude)))))
  return across >= 180
    ? { south, north, west: -180, east: 180 }
    : { south, north, west: longitude - across, east: longitude + across }
}
