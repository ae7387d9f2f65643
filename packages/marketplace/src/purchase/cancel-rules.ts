import type { Window } from './pickup-times.ts'
import type { PurchaseView } from './types.ts'

const graceMs = 10 * 60_000

export interface CancelRules {
  /** The end of free cancelling: some time before pickup starts, or 10 minutes after reserving, whichever is later. */
  freeUntil(purchase: Pick<PurchaseView, 'reservedAt'>, window: Window): Date
  /** `over`: the window has ended, nothing can be cancelled any more. */
  judge(purchase: Pick<PurchaseView, 'reservedAt'>, window: Window, now: Date): 'free' | 'late' | 'over'
}

/** @param cutoffMinutes how long before pickup starts free cancelling ends */
export function createCancelRules(cutoffMinutes: number): CancelRules {
  const freeUntil: CancelRules['freeUntil'] = ({ reservedAt }, { pickupStart, pickupEnd }) => {
    const cutoff = pickupStart.getTime() - cutoffMinutes * 60_000
    const later = Math.max(cutoff, reservedAt.getTime() + graceMs)
    // Reserved minutes before the end: the grace time cannot outlast the window.
    return new Date(Math.min(later, pickupEnd.getTime()))
  }
  return {
    freeUntil,
    judge(purchase, window, now) {
      if (now >= window.pickupEnd) return 'over'
      return now < freeUntil(purchase, window) ? 'free' : 'late'
    },
  }
}
