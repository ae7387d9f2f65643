import { type AnyCallback, type BotContext, callerOf, onCallback } from '@bazaar/core/bot'
import type { AppError } from '@bazaar/core/errors'
import type { TextSpec } from '@bazaar/core/i18n'
import { homeButton, show } from '@bazaar/core/screens'
import { placeOf } from '../../chat.ts'
import { key } from '../../text.ts'
import { claimPressed, missedOpened, noShowAsked, noShowPressed } from '../purchase.callbacks.ts'
import { type Missed, missedScreen, noShowScreen } from './no-show.screens.ts'
import type { NoShows } from './no-shows.service.ts'

const textOf = ({ key: name, params }: AppError): TextSpec => ({ key: name, params })

/** The list as it is now; its offer is that of its rows. */
function screenOf(rows: readonly Missed[], after: bigint) {
  const [first] = rows
  return first
    ? missedScreen(rows, first.offer, after)
    : { text: key('purchase-missed-none'), keyboard: [[homeButton]] }
}

export function noShowCallbacks(noShows: NoShows): readonly AnyCallback[] {
  const showList = async (ctx: BotContext, offer: bigint, after: bigint) =>
    show(ctx, screenOf(await noShows.openMissed(callerOf(ctx), offer, after), after))
  return [
    onCallback(missedOpened, async (ctx, { offer, after }) => {
      await showList(ctx, offer, after)
    }),
    onCallback(noShowAsked, async (ctx, { purchase, after }) => {
      const { missed, isMarked, refusal } = await noShows.askNoShow(callerOf(ctx), purchase)
      if (!isMarked && !refusal) return void (await show(ctx, noShowScreen(missed, after)))
      await showList(ctx, missed.purchase.offerId, after)
      return refusal ? { alert: textOf(refusal) } : { toast: key('purchase-no-show-before') }
    }),
    onCallback(noShowPressed, async (ctx, { purchase, after }) => {
      const { offerId, isMarked, refusal } = await noShows.markNoShow(callerOf(ctx), purchase)
      await showList(ctx, offerId, after)
      if (refusal) return { alert: textOf(refusal) }
      return { toast: key(isMarked ? 'purchase-no-show-before' : 'purchase-no-show-marked') }
    }),
    onCallback(claimPressed, async (ctx, { purchase: id }) => {
      await noShows.claim(callerOf(ctx), id, placeOf(ctx))
      return { toast: key('purchase-claimed') }
    }),
  ]
}
