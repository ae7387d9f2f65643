/** Why a moderator has to look: two accounts at one place, jumps of the location, the pace of a machine, round numbers by hand. */
export type Flag = 'twin' | 'jumps' | 'steady' | 'round'

export const walkNoun = 'steps-rewards-walk'
export const topicId = 'steps-rewards-walk'
export const entityOf = (walkId: bigint): string => `walk:${walkId}`
export const shownId = (walkId: bigint): string => `K${walkId}`

/** A flagged walk that nobody has decided about by then is credited. */
export const decideWithinMs = 72 * 3_600_000
