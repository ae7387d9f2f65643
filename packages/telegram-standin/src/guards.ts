export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const isList = (value: unknown): value is unknown[] => Array.isArray(value)

/** Appends to a log that keeps at least `bound` entries; trimming in blocks keeps it O(1) per entry. */
export const pushBounded = <T>(log: T[], entry: T, bound: number): void => {
  log.push(entry)
  if (log.length > bound * 2) log.splice(0, log.length - bound)
}
