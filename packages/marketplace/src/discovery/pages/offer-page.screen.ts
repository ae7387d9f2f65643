import type { ButtonSpec, KeyboardSpec, MessageContent } from '@bazaar/core/notifications'
import { browseOpened, offerOpened, reserveOpened } from '../../callbacks.ts'
import { availabilityOf, type OfferView, offerCard } from '../../catalog/index.ts'
import { key, money } from '../../text.ts'
import { followedOn, pageTurned, venueOpened } from '../discovery.callbacks.ts'
import { button, lastRow } from '../screen.ts'
import type { OfferPage } from './offer-page.service.ts'

/** One offer outside of a list. What cannot be had says so, and offers what is near. */
export function offerScreen(page: OfferPage, share: ButtonSpec, now: Date): MessageContent {
  const { offer, customer, distance, others, isFollowing, inList } = page
  const card = offerCard(offer, { now, distance, avoid: customer.exclusions })
  const isOpen = availabilityOf(offer, now) === 'open'
  const follow = followedOn.pack({
    business: offer.business.id,
    screen: 'offer',
    ref: offer.id,
    at: 0,
    follow: isFollowing ? 'no' : 'yes',
  })
  return {
    ...card,
    text: others.length === 0 ? card.text : key('discovery-offer-others', { card: { text: card.text } }),
    keyboard: [
      ...(isOpen ? [[button('reserve', reserveOpened.pack({ offer: offer.id }))]] : offerRows(others)),
      [button(isFollowing ? 'unfollow' : 'follow', follow), share],
      [
        button('venue', venueOpened.pack({ business: offer.business.id })),
        inList ? button('list', pageTurned.pack(inList)) : button('browse', browseOpened.pack({})),
      ],
      lastRow(),
    ],
  }
}

/** A button for each offer; `offer-here` where the venue is known. */
export const offerRows = (offers: readonly OfferView[], label: 'offer' | 'offer-here' = 'offer'): KeyboardSpec =>
  offers.map((offer) => [
    button(label, offerOpened.pack({ offer: offer.id }), {
      title: offer.title,
      price: money(cheapest(offer), offer.currency),
      venue: offer.business.name,
    }),
  ])

function cheapest({ items }: OfferView): bigint {
  const [first = 0n] = items.map(({ priceMinor }) => priceMinor).toSorted((a, b) => (a < b ? -1 : 1))
  return first
}
