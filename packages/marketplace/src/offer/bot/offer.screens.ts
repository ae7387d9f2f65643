import type { TextSpec } from '@bazaar/core/i18n'
import type { ButtonSpec, KeyboardSpec, MessageContent } from '@bazaar/core/notifications'
import { homeButton } from '@bazaar/core/screens'
import { newOfferOpened, offerOpened } from '../../callbacks.ts'
import { type OfferState, type OfferView, offerCard, pickupWindow } from '../../catalog/index.ts'
import { shownId } from '../../shown-id.ts'
import { key } from '../../text.ts'
import { stateAt, stateText } from '../changes/transitions.ts'
import { quickUnits } from '../limits.ts'
import { button, myOffersButton, transitionButton, viewButton } from './buttons.ts'
import { editRows } from './edit.screens.ts'
import { itemLine } from './item-line.ts'
import { unitsAdded } from './offer.callbacks.ts'

/** One offer as its venue sees it: a draft as customers will see it, everything else with its stock. */
export function offerScreen(offer: OfferView, now: Date, note?: TextSpec): MessageContent {
  const screen = offer.state === 'DRAFT' ? previewScreen(offer, now) : manageScreen(offer, now)
  return note ? { ...screen, text: below(note, screen.text) } : screen
}

/** A remark above a screen. */
const below = (note: TextSpec, screen: TextSpec): TextSpec =>
  key('offer-below', { note: { text: note }, screen: { text: screen } })

function previewScreen(offer: OfferView, now: Date): MessageContent {
  const { text, photo } = offerCard(offer, { now })
  return {
    text: key('offer-preview', { id: shownId('O', offer.id), card: { text } }),
    ...(photo && { photo }),
    keyboard: [
      [transitionButton(offer.id, 'publish')],
      ...editRows(offer),
      [viewButton(offer.id, 'discard'), myOffersButton],
      [homeButton],
    ],
  }
}

function manageScreen(offer: OfferView, now: Date): MessageContent {
  const { id, business } = offer
  const state = stateAt(offer, now)
  return {
    text: key('offer-managed', {
      ...{ id: shownId('O', id), title: offer.title, venue: business.name },
      state: { text: stateLine(offer, state) },
      items: { lines: offer.items.map((item) => itemLine(offer, item)) },
      window: { text: pickupWindow(offer, now) },
    }),
    keyboard: [
      ...moveRows(offer, state),
      [button('view', offerOpened.pack({ offer: id })), ...(isOver(state) ? [] : [viewButton(id, 'share')])],
      ...(isOver(state)
        ? [[button('post', newOfferOpened.pack({ business: business.id }))]]
        : [[viewButton(id, 'end')]]),
      [myOffersButton, homeButton],
    ],
  }
}

const isOver = (state: OfferState): boolean =>
  state === 'EXPIRED' || state === 'ENDED' || state === 'CANCELLED_BY_VENUE'

function moveRows(offer: OfferView, state: OfferState): KeyboardSpec {
  if (isOver(state)) return []
  const { id } = offer
  const hasUnits = offer.items.some(({ left }) => left > 0)
  const transitions: Readonly<Partial<Record<OfferState, readonly ButtonSpec[]>>> = {
    ACTIVE: [transitionButton(id, 'pause'), transitionButton(id, 'sold-out')],
    PAUSED: [transitionButton(id, 'resume')],
    SOLD_OUT: hasUnits ? [transitionButton(id, 'resume')] : [],
  }
  const row = transitions[state] ?? []
  return [...(row.length > 0 ? [row] : []), [moreButton(offer), viewButton(id, 'edit')]]
}

/** "+3" in one tap; with several items it asks for which. */
function moreButton({ id, items }: OfferView): ButtonSpec {
  const [only, ...others] = items
  return only && others.length === 0
    ? button('add-units', unitsAdded.pack({ offer: id, item: only.id }), { count: quickUnits })
    : viewButton(id, 'more')
}

function stateLine(offer: OfferView, state: OfferState): TextSpec {
  if (state === 'SOLD_OUT' && offer.forcedSoldOut) return key('offer-state-sold-out-by-hand')
  if (state === 'CANCELLED_BY_VENUE') return key('offer-state-cancelled-because', { reason: offer.endReason ?? '' })
  return stateText(state)
}
