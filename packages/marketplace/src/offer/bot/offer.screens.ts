import type { TextSpec } from '@bazaar/core/i18n'
import type { ButtonSpec, KeyboardSpec, MessageContent } from '@bazaar/core/notifications'
import { danger, homeButton, primary, success } from '@bazaar/core/screens'
import { newOfferOpened } from '../../callbacks.ts'
import { type OfferState, type OfferView, offerCard } from '../../catalog/index.ts'
import { shownId } from '../../shown-id.ts'
import { key } from '../../text.ts'
import type { Sales } from '../changes/sales.repository.ts'
import { stateAt } from '../changes/transitions.ts'
import { quickUnits } from '../limits.ts'
import { backButton, button, myOffersButton, transitionButton, viewButton } from './buttons.ts'
import { itemLine, soldItemLine } from './item-line.ts'
import { unitsAdded, viewOpened } from './offer.callbacks.ts'
import { isOver, isSold, salesText, stateLine, windowOf } from './sales.lines.ts'

/** What is told beside the offer itself. */
export interface OfferRemarks {
  /** What was done just now. */
  readonly note?: TextSpec | undefined
  /** Where it is sold out or over: what became of it. */
  readonly sales?: Sales | undefined
}

/** One offer as its venue sees it: a draft as customers will see it, everything else with its stock or with what became of it. */
export function offerScreen(offer: OfferView, now: Date, { note, sales }: OfferRemarks = {}): MessageContent {
  const screen = offer.state === 'DRAFT' ? previewScreen(offer, now) : manageScreen(offer, now, sales)
  return note ? { ...screen, text: below(note, screen.text) } : screen
}

/** A remark above a screen. */
const below = (note: TextSpec, screen: TextSpec): TextSpec =>
  key('offer-below', { note: { text: note }, screen: { text: screen } })

/** As customers will see it: to be published as it is, or changed first. */
function previewScreen(offer: OfferView, now: Date): MessageContent {
  const { text, photo } = offerCard(offer, { now, isPreview: true })
  return {
    text: key('offer-preview', { id: shownId('O', offer.id), card: { text } }),
    ...(photo && { photo }),
    keyboard: [
      [success(transitionButton(offer.id, 'publish'))],
      [viewButton(offer.id, 'edit')],
      [myOffersButton, homeButton],
    ],
  }
}

function manageScreen(offer: OfferView, now: Date, sales: Sales | undefined): MessageContent {
  const state = stateAt(offer, now)
  return {
    text: managedText(offer, now, sales),
    keyboard: [...mainRows(offer, state), [myOffersButton, homeButton]],
  }
}

/** What is done less often, as long as it is not over. */
export function manageMoreScreen(offer: OfferView, now: Date, sales: Sales | undefined): MessageContent {
  const { id } = offer
  const pause = stateAt(offer, now) === 'ACTIVE' ? [transitionButton(id, 'pause')] : []
  return {
    text: managedText(offer, now, sales),
    keyboard: [
      [customerButton(id), viewButton(id, 'share')],
      [...pause, danger(viewButton(id, 'end'))],
      [backButton(id)],
    ],
  }
}

const customerButton = (offer: bigint): ButtonSpec => button('view', viewOpened.pack({ offer, view: 'customer' }))

/** The card that customers see, with the way back. */
export const customerScreen = (offer: OfferView, now: Date): MessageContent => ({
  ...offerCard(offer, { now }),
  keyboard: [[backButton(offer.id)]],
})

function managedText(offer: OfferView, now: Date, sales: Sales | undefined): TextSpec {
  const { id, business, items } = offer
  const window = windowOf(offer, now, sales)
  const lines = [
    ...items.map((item) => (isSold(offer, now) ? soldItemLine : itemLine)(offer, item)),
    ...(sales ? [key('offer-sales', { sales: { text: salesText(offer, sales) } })] : []),
    ...(window ? [key('offer-window', { window: { text: window } })] : []),
  ]
  return key('offer-managed', {
    ...{ id: shownId('O', id), title: offer.title, venue: business.name },
    state: { text: stateInFull(offer, now) },
    items: { lines },
  })
}

/** What a venue does while it sells: one main action, the others beside it. */
function mainRows(offer: OfferView, state: OfferState): KeyboardSpec {
  const { id, business } = offer
  if (isOver(state)) {
    const post = primary(button('post', newOfferOpened.pack({ business: business.id })))
    return [...(business.state === 'VERIFIED' ? [[post]] : []), [customerButton(id)]]
  }
  const rest = viewButton(id, 'rest')
  const hasUnits = offer.items.some(({ left }) => left > 0)
  const resume = state === 'PAUSED' || (state === 'SOLD_OUT' && hasUnits)
  const edit = [viewButton(id, 'edit'), rest]
  if (resume) return [[primary(transitionButton(id, 'resume')), moreButton(offer)], edit]
  const more = primary(moreButton(offer))
  return [state === 'ACTIVE' ? [more, transitionButton(id, 'sold-out')] : [more], edit]
}

/** "+3" in one tap; with several items it asks for which. */
function moreButton({ id, items }: OfferView): ButtonSpec {
  const [only, ...others] = items
  return only && others.length === 0
    ? button('add-units', unitsAdded.pack({ offer: id, item: only.id }), { count: quickUnits })
    : viewButton(id, 'more')
}

function stateInFull(offer: OfferView, now: Date): TextSpec {
  const state = stateAt(offer, now)
  if (state === 'SOLD_OUT' && offer.forcedSoldOut) return key('offer-state-sold-out-by-hand')
  if (state === 'CANCELLED_BY_VENUE') return key('offer-state-cancelled-because', { reason: offer.endReason ?? '' })
  return stateLine(offer, now)
}
