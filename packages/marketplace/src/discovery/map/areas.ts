import type { Point } from '../../cell.ts'
import { boxAround } from './distance.ts'

/** An area is a square of 0.1 degrees. */
const areasPerDegree = 10
const areasAround = 360 * areasPerDegree

const rowOf = (latitude: number): number => Math.floor(latitude * areasPerDegree)
const columnOf = (longitude: number): number => Math.floor(longitude * areasPerDegree)

function areaAt(row: number, column: number): number {
  const around = (((column + areasAround / 2) % areasAround) + areasAround) % areasAround
  return (row + 90 * areasPerDegree) * areasAround + around
}

/** What `marketplace_saved_search.area` holds: says where a search is to some kilometres, and no closer. */
export const areaOf = ({ latitude, longitude }: Point): number => areaAt(rowOf(latitude), columnOf(longitude))

/** All areas that reach within so many metres of a place. */
export function areasWithin(place: Point, metres: number): readonly number[] {
  const { south, north, west, east } = boxAround(place, metres)
  const columns = Math.min(areasAround, columnOf(east) - columnOf(west) + 1)
  const rows = rowOf(north) - rowOf(south) + 1
  return Array.from({ length: rows * columns }, (_, at) =>
    areaAt(rowOf(south) + Math.floor(at / columns), columnOf(west) + (at % columns)),
  )
}
