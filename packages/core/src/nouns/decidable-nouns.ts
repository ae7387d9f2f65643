import type { DecidableNoun } from '../approvals/index.ts'
import type { Noun } from './types.ts'

const isDecidable = (noun: Noun): noun is Noun & DecidableNoun => noun.decide !== undefined

/** Those that wait for decisions. */
export const decidableNouns = ({
  on,
}: {
  readonly on: readonly { readonly part: { readonly nouns?: readonly Noun[] } }[]
}) => on.flatMap(({ part }) => (part.nouns ?? []).filter(isDecidable))
