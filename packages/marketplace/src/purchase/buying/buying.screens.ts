import { money, type TextSpec } from '@bazaar/core/i18n'
import type { ButtonSpec, KeyboardSpec, MessageContent } from '@bazaar/core/notifications'
import { homeButton, primary, success } from '@bazaar/core/screens'
import { offerOpened } from '../../callbacks.ts'
import { foodLines, type OfferView, pickupWindow } from '../../catalog/index.ts'
import { key } from '../../text.ts'
import { instantAt, soonAt } from '../pickup-times.ts'
import { appealOpened, buyPressed, itemPicked, quantityPicked } from '../purchase.callbacks.ts'
import { amountText } from '../purchase.lines.ts'
import { browseButton, button, mineButton } from '../screen.ts'
import type { Deal } from './deal.repository.ts'
import { mostOf, type Refusal } from './deal.ts'

const backButton = (offer: bigint): ButtonSpec => button('offer', offerOpened.pack({ offer }))

/** An offer with several items: first which one. */
export function itemsScreen({ id, title, currency, items, business }: OfferView): MessageContent {
  const price = (minor: bigint) => money(minor, currency)
  const lines = items.map((item) =>
    key(item.left > 0 ? 'purchase-item' : 'purchase-item-gone', {
      title: item.title,
      price: price(item.priceMinor),
      left: item.left,
    }),
  )
  const there = items.filter(({ left }) => left > 0)
  return {
    text: key('purchase-items', { title, venue: business.name, lines: { lines } }),
    keyboard: [
      ...there.map((item) => [
        button('item', itemPicked.pack({ item: item.id }), { title: item.title, price: price(item.priceMinor) }),
      ]),
      [backButton(id), homeButton],
    ],
  }
}

/** The card that is confirmed, with its quantity. @param freeUntil until when it could be cancelled for free, reserved now */
export function dealScreen(
  deal: Deal,
  quantity: number,
  token: string,
  { freeUntil, now }: { readonly freeUntil: Date; readonly now: Date },
): MessageContent {
  const { item, offer, terms, avoid } = deal
  const { business } = offer
  const total = money(BigInt(quantity) * item.priceMinor, offer.currency)
  const pick = (label: TextSpec, wanted: number): ButtonSpec => ({
    text: label,
    data: quantityPicked.pack({ item: item.id, quantity: wanted, token }),
  })
  const most = mostOf(deal)
  const shown: ButtonSpec = { text: key('purchase-button-quantity', { quantity }), disabled: true }
  const least: ButtonSpec = { text: key('purchase-button-least'), disabled: true }
  const limit: ButtonSpec = { text: key('purchase-button-most', { most }), disabled: true }
  const quantities: KeyboardSpec =
    most > 1
      ? [
          [
            quantity > 1 ? pick(key('purchase-button-less'), quantity - 1) : least,
            shown,
            quantity < most ? pick(key('purchase-button-more'), quantity + 1) : limit,
          ],
        ]
      : []
  return {
    text: key('purchase-card', {
      amount: { text: amountText(quantity, item.title) },
      quantity,
      price: money(item.priceMinor, offer.currency),
      total,
      venue: business.name,
      address: `${business.street}, ${business.city}`,
      window: { text: pickupWindow(offer, now) },
      food: { lines: foodLines(offer, avoid) },
      freeUntil: soonAt(freeUntil, business.timeZone, now),
    }),
    keyboard: [
      ...quantities,
      [success(button('confirm', buyPressed.pack({ item: item.id, quantity, terms, token }), { total }))],
      [backButton(offer.id), homeButton],
    ],
  }
}

export function refusalText(refusal: Refusal, zone: string): TextSpec {
  switch (refusal.outcome) {
    case 'too-few':
      return refusal.left > 0 ? key('purchase-refused-few', { left: refusal.left }) : key('purchase-refused-gone')
    case 'expired':
      return key('purchase-refused-expired', { at: instantAt(refusal.at, zone) })
    case 'limit':
      return key(refusal.taken < refusal.limit ? 'purchase-refused-limit-left' : 'purchase-refused-limit', {
        limit: refusal.limit,
        taken: refusal.taken,
        left: refusal.limit - refusal.taken,
      })
    case 'often':
      return key('purchase-refused-often', { times: refusal.times })
    case 'blocked':
      return key('purchase-refused-blocked', { until: instantAt(refusal.until, zone) })
    default:
      return key(`purchase-refused-${refusal.outcome}`)
  }
}

/** In place of the card, with what can be done about it. */
export function refusalScreen(refusal: Refusal, deal: Deal, token: string): MessageContent {
  const { offer, item } = deal
  const take = (quantity: number): KeyboardSpec => [
    [success(button('take', buyPressed.pack({ item: item.id, quantity, terms: deal.terms, token }), { quantity }))],
  ]
  const keyboards: Partial<Record<Refusal['outcome'], KeyboardSpec>> = {
    blocked: [[primary(button('appeal', appealOpened.pack({})))]],
    ...(refusal.outcome === 'too-few' && refusal.left > 0 ? { 'too-few': take(refusal.left) } : {}),
    ...(refusal.outcome === 'limit' && {
      limit:
        refusal.taken < refusal.limit
          ? [...take(refusal.limit - refusal.taken), [mineButton]]
          : [[primary(mineButton)]],
    }),
  }
  const rows = keyboards[refusal.outcome]
  return {
    text: refusalText(refusal, offer.business.timeZone),
    keyboard: rows ? [...rows, [browseButton, homeButton]] : [[primary(browseButton), homeButton]],
  }
}
