import { type AnyCallback, onCallback } from '@bazaar/core/bot'
import { homeButton } from '@bazaar/core/screens'
import { callerOf, placeOf, show } from '../../chat.ts'
import { key } from '../../text.ts'
import { claimPressed, missedOpened, noShowAsked, noShowPressed } from '../purchase.callbacks.ts'
import { type Missed, missedScreen, noShowScreen } from './no-show.screens.ts'
import type { NoShows } from './no-shows.service.ts'

/** The list as it is now; its offer is that of its rows. */
function screenOf(rows: readonly Missed[], after: bigint) {
  const [first] = rows
  return first
    ? missedScreen(rows, first.offer, after)
    : { text: key('purchase-missed-none'), keyboard: [[homeButton]] }
}

export function noShowCallbacks(noShows: NoShows): readonly AnyCallback[] {
  return [
    onCallback(missedOpened, async (ctx, { offer, after }) => {
      await show(ctx, screenOf(await noShows.openMissed(callerOf(ctx), offer, after), after))
    }),
    onCallback(noShowAsked, async (ctx, { purchase, after }) => {
      const userId = callerOf(ctx)
      const { missed, isMarked } = await noShows.askNoShow(userId, purchase)
      if (!isMarked) return void (await show(ctx, noShowScreen(missed, after)))
      await show(ctx, screenOf(await noShows.openMissed(userId, missed.purchase.offerId, after), after))
      return { toast: key('purchase-no-show-before') }
    }),
    onCallback(noShowPressed, async (ctx, { purchase, after }) => {
      const userId = callerOf(ctx)
      const { offerId, isNew } = await noShows.markNoShow(userId, purchase)
      await show(ctx, screenOf(await noShows.openMissed(userId, offerId, after), after))
      return { toast: key(isNew ? 'purchase-no-show-marked' : 'purchase-no-show-before') }
    }),
    onCallback(claimPressed, async (ctx, { purchase: id }) => {
      await noShows.claim(callerOf(ctx), id, placeOf(ctx))
      return { toast: key('purchase-claimed') }
    }),
  ]
}
