import { cellAt, cellsAround, columnOf, type Point, rowOf } from '../../cell.ts'
import { boxAround } from './distance.ts'

/** Neighbouring cells of one row: from the number `low` to `high`. */
export interface CellRange {
  readonly low: number
  readonly high: number
}

/** Outer edges of the rings, in metres. Narrow where people look first. */
const edges = [1_000, 2_000, 3_000, 4_000, 5_000, 7_000, 10_000, 14_000, 20_000, 30_000]
const firstColumn = -cellsAround / 2
const lastColumn = cellsAround / 2 - 1
/** Degrees. */
const nearlyAround = 300

interface Span {
  readonly from: number
  readonly to: number
}

interface CellBox {
  readonly rows: Span
  readonly columns: Span
  readonly isAllAround: boolean
}

/** Every cell that may hold something within so many metres, each once, nearest rings first. */
export function ringsAround(center: Point, metres: number): readonly CellRange[] {
  const outermost = cellBox(center, metres)
  // Rings around a pole would meet themselves.
  const boxes = outermost.isAllAround
    ? [outermost]
    : [...edges.filter((edge) => edge < metres).map((edge) => cellBox(center, edge)), outermost]
  return boxes.flatMap((box, at) => ringBetween(boxes[at - 1], box))
}

function cellBox(center: Point, metres: number): CellBox {
  const { south, north, west, east } = boxAround(center, metres)
  const isAllAround = east - west > nearlyAround
  return {
    isAllAround,
    rows: { from: rowOf(south), to: rowOf(north) },
    columns: isAllAround ? { from: firstColumn, to: lastColumn } : { from: columnOf(west), to: columnOf(east) },
  }
}

/** The cells of `outer` that are not in `inner`, row by row. */
function ringBetween(inner: CellBox | undefined, outer: CellBox): readonly CellRange[] {
  const rows = Array.from({ length: outer.rows.to - outer.rows.from + 1 }, (_, at) => outer.rows.from + at)
  return rows.flatMap((row) => {
    const isBeside = inner !== undefined && row >= inner.rows.from && row <= inner.rows.to
    const spans = isBeside
      ? [
          { from: outer.columns.from, to: inner.columns.from - 1 },
          { from: inner.columns.to + 1, to: outer.columns.to },
        ]
      : [outer.columns]
    return spans
      .flatMap((span) => wrapped(span))
      .map(({ from, to }) => ({ low: cellAt(row, from), high: cellAt(row, to) }))
  })
}

/** What reaches over the 180th meridian goes on at its other side. */
function wrapped({ from, to }: Span): readonly Span[] {
  const parts =
    from < firstColumn
      ? [
          { from: from + cellsAround, to: Math.min(lastColumn, to + cellsAround) },
          { from: firstColumn, to },
        ]
      : to > lastColumn
        ? [
            { from, to: lastColumn },
            { from: Math.max(firstColumn, from - cellsAround), to: to - cellsAround },
          ]
        : [{ from, to }]
  return parts.filter((part) => part.from <= part.to)
}
