import { AppError } from '@bazaar/core/errors'

/** Letters of the ids that people see. */
export type Letter = 'B' | 'O' | 'P' | 'A'

export const shownId = (letter: Letter, id: bigint): string => `${letter}${id}`

/**
 * Reads the id that a command was given: `O34`, `o34` or `34`.
 * @param usage key of the text that shows the right form with an example
 */
export function readShownId(letter: Letter, written: string, usage: string): bigint {
  const found = /^([A-Za-z])?(\d{1,18})$/.exec(written.trim())
  if (!found || (found[1] !== undefined && found[1].toUpperCase() !== letter)) throw new AppError(usage, {}, 400)
  return BigInt(found[2] ?? '0')
}
