/** Which part of a list is wanted: bounds of its ids, newest first, or with `after` the lowest ids first. */
export interface IdRange {
  readonly upTo: bigint | undefined
  readonly before: bigint | undefined
  readonly after: bigint | undefined
  readonly take: number
}

/**
 * The end of a statement whose parameters begin with the range: `$1` to `$4`.
 * @param id SQL of the id, an expression that the statement can compare
 */
export function rangeSql(id: string, range: IdRange): string {
  return `($1::bigint IS NULL OR ${id} <= $1) AND ($2::bigint IS NULL OR ${id} < $2) AND ($3::bigint IS NULL OR ${id} > $3)
    ORDER BY ${id} ${range.after === undefined ? 'DESC' : 'ASC'} LIMIT $4`
}

export function rangeValues({ upTo, before, after, take }: IdRange): readonly unknown[] {
  return [upTo?.toString() ?? null, before?.toString() ?? null, after?.toString() ?? null, take]
}
