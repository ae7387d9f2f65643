import { type AnyCallback, onCallback } from '@bazaar/core/bot'
import { homeButton } from '@bazaar/core/screens'
import { callerOf, show } from '../../chat.ts'
import { key } from '../../text.ts'
import { claimPressed, missedOpened, noShowPressed } from '../purchase.callbacks.ts'
import { purchaseParams } from '../purchase.lines.ts'
import { type Missed, missedScreen } from './missed.screens.ts'
import type { Missing } from './missing.service.ts'

/** The list as it is now; its offer is that of its rows. */
function screenOf(rows: readonly Missed[], after: bigint) {
  const [first] = rows
  return first
    ? missedScreen(rows, first.offer, after)
    : { text: key('purchase-missed-none'), keyboard: [[homeButton]] }
}

export function missingCallbacks(missing: Missing): readonly AnyCallback[] {
  return [
    onCallback(missedOpened, async (ctx, { offer, after }) => {
      await show(ctx, screenOf(await missing.openMissed(callerOf(ctx), offer, after), after))
    }),
    onCallback(noShowPressed, async (ctx, { purchase, after }) => {
      const userId = callerOf(ctx)
      const { offerId, isNew } = await missing.markNoShow(userId, purchase)
      await show(ctx, screenOf(await missing.openMissed(userId, offerId, after), after))
      return { toast: key(isNew ? 'purchase-no-show-marked' : 'purchase-no-show-before') }
    }),
    onCallback(claimPressed, async (ctx, { purchase: id }) => {
      const { purchase, offer } = await missing.claim(callerOf(ctx), id)
      await show(ctx, { text: key('purchase-claimed', purchaseParams(purchase, offer)), keyboard: [[homeButton]] })
    }),
  ]
}
