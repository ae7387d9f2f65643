/** Degrees. */
export interface Point {
  readonly latitude: number
  readonly longitude: number
}

/** Cells per degree: one is about 1.1 km high. */
const cellsPerDegree = 100
/** Cells around the globe, and rows from the south pole to the equator. */
export const cellsAround = 360 * cellsPerDegree
const rowsBelow = 90 * cellsPerDegree

export const rowOf = (latitude: number): number => Math.floor(latitude * cellsPerDegree)
export const columnOf = (longitude: number): number => Math.floor(longitude * cellsPerDegree)

/** The number of a cell. Cells beside each other in a row have numbers beside each other. */
export const cellAt = (row: number, column: number): number =>
  (row + rowsBelow) * cellsAround + column + cellsAround / 2

/** Which cell a place is in: what `marketplace_offer.cell` holds. */
export const cellOf = ({ latitude, longitude }: Point): number => cellAt(rowOf(latitude), columnOf(longitude))
