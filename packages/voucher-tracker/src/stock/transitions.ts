import type { Offer } from '../sources/index.ts'

/** A first OUT reading counts only when a second one, this much later, says the same. */
export const confirmOutAfterMs = 120_000
/** Clocks of two processes differ by a little; without this a confirmation on the dot could miss. */
const confirmToleranceMs = 1_000
/** Stock that comes back this soon after the close continues its episode. */
const reopenWithinMs = 30 * 60_000

/** What is known about one denomination from good readings alone. */
export type StockState =
  | {
      readonly stock: 'out' /** When the last episode was closed; absent before the first one. */
      readonly closedAt: Date | undefined
    }
  | {
      readonly stock: 'in'
      readonly lastInAt: Date
      /** The first OUT reading, not confirmed yet. */
      readonly pendingOutAt: Date | undefined
    }

export type Transition =
  /** OUT -> IN: a new episode. */
  | { readonly kind: 'opened'; readonly next: StockState }
  /** OUT -> IN soon after the close: the last episode goes on. */
  | { readonly kind: 'reopened'; readonly next: StockState }
  | { readonly kind: 'stayed-in'; readonly next: StockState }
  /** An OUT reading that waits for its confirmation. */
  | { readonly kind: 'missing'; readonly next: StockState }
  /** The confirmation came. It went between the two readings, nobody knows the minute. */
  | { readonly kind: 'closed'; readonly next: StockState; readonly goneAfter: Date; readonly goneBefore: Date }
  | { readonly kind: 'stayed-out'; readonly next: StockState }

function seenIn(previous: StockState, at: Date): Transition {
  const next: StockState = { stock: 'in', lastInAt: at, pendingOutAt: undefined }
  if (previous.stock === 'in') return { kind: 'stayed-in', next }
  const { closedAt } = previous
  const soon = closedAt !== undefined && at.getTime() - closedAt.getTime() <= reopenWithinMs
  return { kind: soon ? 'reopened' : 'opened', next }
}

function seenOut(previous: StockState, at: Date): Transition {
  if (previous.stock === 'out') return { kind: 'stayed-out', next: previous }
  const { lastInAt, pendingOutAt } = previous
  if (pendingOutAt === undefined) return { kind: 'missing', next: { stock: 'in', lastInAt, pendingOutAt: at } }
  if (at.getTime() - pendingOutAt.getTime() < confirmOutAfterMs - confirmToleranceMs)
    return { kind: 'missing', next: previous }
  return { kind: 'closed', next: { stock: 'out', closedAt: at }, goneAfter: lastInAt, goneBefore: pendingOutAt }
}

/**
 * (state from the last good reading, this good reading, its instant) -> what happened. Failures never come here: a
 * failure changes nothing, so OUT -> failure -> IN is a restock. A denomination missing from a good reading is OUT.
 */
export function transition(previous: StockState, status: Offer['status'], at: Date): Transition {
  return status === 'in' ? seenIn(previous, at) : seenOut(previous, at)
}
