import type { ListingReading, ListingState } from '../../etsy/index.ts'
import type { Cause } from '../types.ts'
import type { ChangeCause, ChangePlan, KnownListing, Settled } from './plans.ts'
import { isVisible } from './visible.ts'

const leavingCause: Readonly<Record<ListingState, ChangeCause>> = {
  active: 'listed',
  sold_out: 'listed',
  inactive: 'deactivated',
  draft: 'deactivated',
  expired: 'expired',
  removed: 'removed',
}

/** The lines of the history. */
export function changesOf(
  known: KnownListing,
  reading: ListingReading,
  settled: readonly Settled[],
  cause: Cause | undefined,
): readonly ChangePlan[] {
  const [was, is] = [isVisible(known.state), isVisible(reading.state)]
  if (was !== is) {
    const after = is ? settled.reduce((sum, { plan }) => sum + plan.row.quantity, 0) : 0
    return [
      {
        variation: undefined,
        before: is ? 0 : known.quantity,
        after,
        cause: is ? 'listed' : leavingCause[reading.state],
      },
    ]
  }
  if (!is) return []
  return settled.flatMap(({ plan }): readonly ChangePlan[] => {
    const before = plan.known?.quantity ?? 0
    const after = plan.row.quantity
    if (before === after) return []
    return [{ variation: plan, before, after, cause: after > before ? 'restocked' : (cause ?? 'edited') }]
  })
}
