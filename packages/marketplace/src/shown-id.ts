import { AppError } from '@bazaar/core/errors'
import { readId } from '@bazaar/core/numbers'

/** Letters of the ids that people see. */
export type Letter = 'B' | 'O' | 'P' | 'A'

export const shownId = (letter: Letter, id: bigint): string => `${letter}${id}`

/**
 * Reads the id that a command was given: `O34`, `o34` or `34`.
 * @param usage key of the text that shows the right form with an example
 */
export function readShownId(letter: Letter, written: string, usage: string): bigint {
  const found = readId(written)
  if (!found || (found.letter !== undefined && found.letter !== letter)) throw new AppError(usage, {}, 400)
  return found.id
}
