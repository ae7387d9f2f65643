import { money, shorten } from '@bazaar/core/i18n'
import type { ButtonSpec, KeyboardSpec, MessageContent } from '@bazaar/core/notifications'
import { homeButton, primary } from '@bazaar/core/screens'
import { browseOpened, offerOpened } from '../../callbacks.ts'
import { availabilityOf, type OfferView, offerCard } from '../../catalog/index.ts'
import { key } from '../../text.ts'
import { followedOn, offerMoreOpened, pageTurned, venueOpened } from '../discovery.callbacks.ts'
import { button, reserveButton } from '../screen.ts'
import type { OfferPage } from './offer-page.service.ts'

/** One offer outside of a list. What cannot be had says so, and offers what is near. */
export function offerScreen({ offer, customer, distance, others, inList }: OfferPage, now: Date): MessageContent {
  const card = offerCard(offer, { now, distance, avoid: customer.exclusions, isShort: true })
  const isOpen = availabilityOf(offer, now) === 'open'
  const onward = inList ? button('list', pageTurned.pack(inList)) : button('browse', browseOpened.pack({}))
  return {
    ...card,
    text: others.length === 0 ? card.text : key('discovery-offer-others', { card: { text: card.text } }),
    keyboard: [
      ...(isOpen ? [[reserveButton(offer.id)]] : offerRows(others)),
      [
        isOpen || others.length > 0 ? onward : primary(onward),
        button('more', offerMoreOpened.pack({ offer: offer.id })),
      ],
      [homeButton],
    ],
  }
}

/** The whole card, and everything else that can be done. */
export function offerMoreScreen(page: OfferPage, share: ButtonSpec, now: Date): MessageContent {
  const { offer, customer, distance, isFollowing } = page
  const follow = followedOn.pack({
    business: offer.business.id,
    screen: 'offer',
    ref: offer.id,
    at: 0,
    follow: isFollowing ? 'no' : 'yes',
  })
  return {
    ...offerCard(offer, { now, distance, avoid: customer.exclusions }),
    keyboard: [
      [button('venue', venueOpened.pack({ business: offer.business.id }))],
      [button(isFollowing ? 'unfollow' : 'follow', follow), share],
      [button('to-offer', offerOpened.pack({ offer: offer.id })), homeButton],
    ],
  }
}

/** A button for each offer; `offer-here` where the venue is known. */
export const offerRows = (offers: readonly OfferView[], label: 'offer' | 'offer-here' = 'offer'): KeyboardSpec =>
  offers.map((offer) => [
    button(label, offerOpened.pack({ offer: offer.id }), {
      title: shorten(offer.title, label === 'offer' ? 14 : 22),
      price: money(cheapest(offer), offer.currency),
      venue: shorten(offer.business.name, 10),
    }),
  ])

function cheapest({ items }: OfferView): bigint {
  const [first = 0n] = items.map(({ priceMinor }) => priceMinor).toSorted((a, b) => (a < b ? -1 : 1))
  return first
}
