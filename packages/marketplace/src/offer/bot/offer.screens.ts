import type { TextSpec } from '@bazaar/core/i18n'
import type { ButtonSpec, KeyboardSpec, MessageContent } from '@bazaar/core/notifications'
import { danger, homeButton, primary, success } from '@bazaar/core/screens'
import { newOfferOpened, offerOpened } from '../../callbacks.ts'
import { type OfferState, type OfferView, offerCard, pickupWindow } from '../../catalog/index.ts'
import { shownId } from '../../shown-id.ts'
import { key } from '../../text.ts'
import { stateAt, stateText } from '../changes/transitions.ts'
import { quickUnits } from '../limits.ts'
import { backButton, button, myOffersButton, transitionButton, viewButton } from './buttons.ts'
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

function manageScreen(offer: OfferView, now: Date): MessageContent {
  const state = stateAt(offer, now)
  return {
    text: managedText(offer, now),
    keyboard: [...mainRows(offer, state), [myOffersButton, homeButton]],
  }
}

/** What is done less often. */
export function manageMoreScreen(offer: OfferView, now: Date): MessageContent {
  const { id } = offer
  const state = stateAt(offer, now)
  const pause = state === 'ACTIVE' ? [transitionButton(id, 'pause')] : []
  const view = button('view', offerOpened.pack({ offer: id }))
  return {
    text: managedText(offer, now),
    keyboard: [
      [view, ...(isOver(state) ? [] : [viewButton(id, 'share')])],
      ...(isOver(state) ? [] : [[...pause, danger(viewButton(id, 'end'))]]),
      [backButton(id)],
    ],
  }
}

function managedText(offer: OfferView, now: Date): TextSpec {
  const { id, business } = offer
  return key('offer-managed', {
    ...{ id: shownId('O', id), title: offer.title, venue: business.name },
    state: { text: stateLine(offer, stateAt(offer, now)) },
    items: { lines: offer.items.map((item) => itemLine(offer, item)) },
    window: { text: pickupWindow(offer, now) },
  })
}

const isOver = (state: OfferState): boolean =>
  state === 'EXPIRED' || state === 'ENDED' || state === 'CANCELLED_BY_VENUE'

/** What a venue does while it sells: one main action, the others beside it. */
function mainRows(offer: OfferView, state: OfferState): KeyboardSpec {
  const { id } = offer
  const rest = viewButton(id, 'rest')
  if (isOver(state)) {
    const post = button('post', newOfferOpened.pack({ business: offer.business.id }))
    return [[primary(post)], [rest]]
  }
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

function stateLine(offer: OfferView, state: OfferState): TextSpec {
  if (state === 'SOLD_OUT' && offer.forcedSoldOut) return key('offer-state-sold-out-by-hand')
  if (state === 'CANCELLED_BY_VENUE') return key('offer-state-cancelled-because', { reason: offer.endReason ?? '' })
  return stateText(state)
}
