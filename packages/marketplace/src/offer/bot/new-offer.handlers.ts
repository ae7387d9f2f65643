import { type AnyCallback, type BotContext, callerOf, onCallback } from '@bazaar/core/bot'
import type { Db } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import type { MessageContent } from '@bazaar/core/notifications'
import { type ConfirmDeps, defineConfirm, homeButton, show, success } from '@bazaar/core/screens'
import type { Businesses, BusinessView } from '../../business/index.ts'
import { newOfferOpened, newStarted } from '../../callbacks.ts'
import { key } from '../../text.ts'
import { requireVerified } from '../changes/offer-access.ts'
import type { Drafts } from '../drafts/drafts.service.ts'
import { button } from './buttons.ts'
import { newPressed, repeatPressed } from './offer.callbacks.ts'
import { offerScreen } from './offer.screens.ts'

export interface NewOfferHandlerDeps {
  readonly db: Db
  readonly confirm: ConfirmDeps
  readonly businesses: Businesses
  readonly drafts: Drafts
}

/** The way to a new offer: which venue, then the last offer again or a new one. */
export function createNewOfferHandlers({ db, confirm, businesses, drafts }: NewOfferHandlerDeps) {
  const repeat = defineConfirm(confirm, repeatPressed, async (tx, ctx, { business }) =>
    offerScreen(await drafts.repeat(tx, callerOf(ctx), business), confirm.clock.now()),
  )

  async function start(ctx: BotContext): Promise<void> {
    const venues = await businesses.listOf(callerOf(ctx), 'manage')
    const verified = venues.filter(({ state }) => state === 'VERIFIED')
    const [first, ...more] = verified
    if (first && more.length > 0) return show(ctx, chooseVenueScreen(verified))
    const venue = first ?? venues[0]
    if (!venue) throw new AppError('marketplace-offer-no-venue')
    requireVerified(venue)
    await startAt(ctx, venue.id)
  }

  async function startAt(ctx: BotContext, business: bigint): Promise<void> {
    const venue = await drafts.requireSeller(callerOf(ctx), business)
    const last = await drafts.findLast(db.prisma, business)
    if (!last) return openForm(ctx, venue)
    await show(ctx, {
      text: key('offer-start', { venue: venue.name }),
      keyboard: [
        [success(button('repeat', repeat.pack({ business }), { title: last.title }))],
        [button('new', newPressed.pack({ business }))],
        [homeButton],
      ],
    })
  }

  const openForm = (ctx: BotContext, { id, currency, timeZone }: BusinessView): Promise<void> =>
    ctx.forms.open('marketplace-new-offer', { business: String(id), currency, zone: timeZone })

  const callbacks: readonly AnyCallback[] = [
    onCallback(newStarted, (ctx) => start(ctx)),
    onCallback(newOfferOpened, (ctx, { business }) => startAt(ctx, business)),
    onCallback(newPressed, async (ctx, { business }) =>
      openForm(ctx, await drafts.requireSeller(callerOf(ctx), business)),
    ),
    repeat.callback,
  ]
  return { start, callbacks }
}

function chooseVenueScreen(venues: readonly BusinessView[]): MessageContent {
  return {
    text: key('offer-choose-venue'),
    keyboard: [
      ...venues.map(({ id, name }) => [button('venue', newOfferOpened.pack({ business: id }), { name })]),
      [homeButton],
    ],
  }
}
