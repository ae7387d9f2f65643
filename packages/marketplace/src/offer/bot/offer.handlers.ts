import {
  type AnyCallback,
  type BotContext,
  type CallbackType,
  callerOf,
  onCallback,
  type PressAnswer,
} from '@bazaar/core/bot'
import type { Db } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import type { MessageContent } from '@bazaar/core/notifications'
import { type Pages, show } from '@bazaar/core/screens'
import { myOffersOpened, offerManaged } from '../../callbacks.ts'
import type { OfferView } from '../../catalog/index.ts'
import { key } from '../../text.ts'
import { requireItem } from '../changes/edit-terms.ts'
import type { Edit, Edits } from '../changes/edits.service.ts'
import { actionOf } from '../changes/edits.ts'
import { checkAction } from '../changes/transitions.ts'
import type { Drafts } from '../drafts/drafts.service.ts'
import { limitChoices, quickUnits } from '../limits.ts'
import { myOffersButton } from './buttons.ts'
import { allergensScreen, dietsScreen, itemScreen, itemsScreen } from './contents.screens.ts'
import { chooseItemScreen } from './edit.screens.ts'
import { formOf } from './forms.ts'
import {
  allergenSet,
  dietSet,
  discardPressed,
  type Field,
  fieldOpened,
  itemOpened,
  itemRemoved,
  limitSet,
  statedSet,
  transitionPressed,
  unitsAdded,
  viewOpened,
} from './offer.callbacks.ts'
import type { OfferPresenter } from './offer.presenter.ts'

export interface HandlerDeps {
  readonly db: Db
  readonly presenter: OfferPresenter
  readonly edits: Edits
  readonly drafts: Drafts
  readonly myOffers: Pages
}

type Screen = (offer: OfferView) => MessageContent | Promise<MessageContent>

/** Fields of one item: with several items, which one is asked first. */
const itemFields: readonly Field[] = ['price', 'original-price', 'left', 'rename-item']

/** What buttons do: one call of a service, and the screen where the person was. */
export function createHandlers({ db, presenter, edits, drafts, myOffers }: HandlerDeps): readonly AnyCallback[] {
  const change = async (ctx: BotContext, offer: bigint, edit: Edit, screen: Screen) =>
    show(ctx, await screen((await edits.press(callerOf(ctx), offer, edit)).offer))

  /** An old button may stand on what has ended since: why not is said, and the offer is shown as it is now. */
  const onOffer = <V extends { readonly offer: bigint }>(
    type: CallbackType<V>,
    handle: (ctx: BotContext, values: V) => Promise<PressAnswer> | Promise<void>,
  ): AnyCallback =>
    onCallback(type, async (ctx, values) => {
      try {
        return (await handle(ctx, values)) ?? undefined
      } catch (error) {
        if (!(error instanceof AppError) || !error.key.startsWith('marketplace-offer-cannot-')) throw error
        await show(ctx, await presenter.open(callerOf(ctx), values.offer))
        return { alert: { key: error.key, params: error.params } }
      }
    })

  return [
    onCallback(offerManaged, async (ctx, { offer }) => show(ctx, await presenter.open(callerOf(ctx), offer))),
    onCallback(myOffersOpened, (ctx) => myOffers.open(ctx)),
    onOffer(viewOpened, async (ctx, { offer, view }) => show(ctx, await presenter.view(callerOf(ctx), offer, view))),
    onOffer(transitionPressed, async (ctx, { offer, transition }) => {
      const { content, answer } = await presenter.apply(callerOf(ctx), offer, transition)
      await show(ctx, content)
      return answer
    }),
    onOffer(fieldOpened, (ctx, { offer, field, item }) => openField(ctx, presenter, { offer, field, item })),
    onOffer(itemOpened, async (ctx, { offer: id, item }) => {
      const offer = await presenter.find(callerOf(ctx), id)
      await show(ctx, itemScreen(offer, requireItem(offer, item)))
    }),
    onOffer(itemRemoved, (ctx, { offer, item }) => change(ctx, offer, { what: 'remove-item', item }, itemsScreen)),
    onOffer(unitsAdded, async (ctx, { offer, item }) => {
      await change(ctx, offer, { what: 'add-units', item, count: quickUnits }, presenter.draw)
      return { toast: key('offer-units-added', { count: quickUnits }) }
    }),
    onOffer(allergenSet, (ctx, { offer, allergen, as }) =>
      change(ctx, offer, { what: 'allergen', allergen, as }, allergensScreen),
    ),
    onOffer(statedSet, (ctx, { offer, isStated }) =>
      change(ctx, offer, { what: 'stated', isStated: isStated === 'yes' }, allergensScreen),
    ),
    onOffer(dietSet, (ctx, { offer, diet, fits }) =>
      change(ctx, offer, { what: 'diet', diet, fits: fits === 'yes' }, dietsScreen),
    ),
    onOffer(limitSet, async (ctx, { offer, limit }) => {
      if (!limitChoices.some((choice) => choice === limit)) return { toast: { key: 'core-press-outdated' } }
      await change(ctx, offer, { what: 'limit', limit }, presenter.draw)
      return undefined
    }),
    onOffer(discardPressed, async (ctx, { offer }) => {
      await db.tx((tx) => drafts.discard(tx, callerOf(ctx), offer))
      await show(ctx, { text: key('offer-discarded'), keyboard: [[myOffersButton]] })
    }),
  ]
}

interface FieldPressed {
  readonly offer: bigint
  readonly field: Field
  readonly item: bigint
}

async function openField(
  ctx: BotContext,
  presenter: OfferPresenter,
  { offer: id, field, item }: FieldPressed,
): Promise<void> {
  const offer = await presenter.find(callerOf(ctx), id)
  // What was cancelled is not asked for its reason again.
  if (checkAction(field === 'cancel' ? field : actionOf[field], offer, presenter.now()) === 'already')
    return show(ctx, await presenter.draw(offer))
  if (itemFields.includes(field)) {
    if (item === 0n) return show(ctx, chooseItemScreen(offer, field))
    requireItem(offer, item)
  }
  await ctx.forms.open(formOf(field), {
    ...{ offer: String(id), item: String(item), business: String(offer.business.id) },
    ...{ currency: offer.currency, zone: offer.business.timeZone },
  })
}
