import { defineCallback, field } from '@bazaar/core/bot'
import { companies } from './points/index.ts'

/** Buttons that lead from one noun to another. Each is handled by the noun that is named. */

/** The walk that goes on, else the choice (walk). */
export const walkOpened = defineCallback('sr.walk', {})
/** With whom, before the location comes (walk). */
export const kindChosen = defineCallback('sr.kind', { kind: field.oneOf(...companies) })
/** With whom, while the walk goes on (walk). */
export const kindSet = defineCallback('sr.with', { walk: field.id, kind: field.oneOf(...companies) })
/** Ends the walk (walk). */
export const finishPressed = defineCallback('sr.end', { walk: field.id })
/** Enters steps by hand (hand). */
export const handOpened = defineCallback('sr.hand', {})
/** The place whose weather counts for these (hand). */
export const cityOpened = defineCallback('sr.city', {})
/** What somebody has, and the latest walks (credit). */
export const pointsOpened = defineCallback('sr.points', {})
/** How one walk's points came about (credit). */
export const creditOpened = defineCallback('sr.credit', { walk: field.id })
