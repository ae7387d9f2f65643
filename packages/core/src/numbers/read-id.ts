/** A number that people see, with the letter of its kind or without: `O34`, `o34`, `34`. */
export interface WrittenId {
  /** A capital. */
  readonly letter: string | undefined
  readonly id: bigint
}

export function readId(written: string): WrittenId | undefined {
  const [, letter, digits] = /^([A-Za-z])?(\d{1,18})$/.exec(written.trim()) ?? []
  return digits === undefined ? undefined : { letter: letter?.toUpperCase(), id: BigInt(digits) }
}
