/** A place in millionths of a degree: whole numbers, so that the same walk is the same length wherever it is added up. */
export interface Spot {
  readonly latitude: number
  readonly longitude: number
}

const earthCm = 637_100_880
const radians = (millionths: number): number => (millionths / 1_000_000 / 180) * Math.PI

export const spotOf = ({ latitude, longitude }: { readonly latitude: number; readonly longitude: number }): Spot => ({
  latitude: Math.round(latitude * 1_000_000),
  longitude: Math.round(longitude * 1_000_000),
})

/** Along a great circle, in whole centimetres. */
export function distanceCm(from: Spot, to: Spot): number {
  const [lat1, lat2] = [radians(from.latitude), radians(to.latitude)]
  const dLat = lat2 - lat1
  const dLon = radians(to.longitude - from.longitude)
  const half = Math.sin(dLat / 2) ** 2 + Math.cos(lat1) * Math.cos(lat2) * Math.sin(dLon / 2) ** 2
  return Math.round(2 * earthCm * Math.asin(Math.min(1, Math.sqrt(half))))
}
