/** Letters of a title, of an offer as of an item. */
export const titleLetters = 80
export const descriptionLetters = 500
/** Units of one item at once: whoever needs more has mistyped. */
export const mostUnits = 1_000
export const mostItems = 8
/** Letters of a reason that buyers can use. */
export const reasonLetters = { min: 10, max: 300 }
/** What the quick button adds. */
export const quickUnits = 3
export const limitChoices = [1, 2, 3, 4, 5, 10] as const
/** Moves of a window that people have reserved for, its start and its end apart: each of them may also ring reminders anew. */
export const mostMoves = 20
