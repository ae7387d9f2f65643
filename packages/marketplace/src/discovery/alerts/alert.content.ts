import { money, type TextSpec } from '@bazaar/core/i18n'
import type { ButtonSpec, MessageContent } from '@bazaar/core/notifications'
import { primary } from '@bazaar/core/screens'
import { offerOpened } from '../../callbacks.ts'
import { type OfferView, offerCard, pickupWindow } from '../../catalog/index.ts'
import { key } from '../../text.ts'
import { searchStopped, unfollowPressed, venueOpened } from '../discovery.callbacks.ts'
import { button, reserveButton } from '../screen.ts'

/** Why somebody is told about an offer. */
export type Reason = { readonly kind: 'follow' } | { readonly kind: 'search'; readonly searchId: bigint }

const shownOffers = 10

/** The news of one offer or more of a venue, with the way to stop such news. */
export function alertContent(offers: readonly OfferView[], reason: Reason, now: Date): MessageContent {
  const [offer] = offers
  if (!offer) throw new Error('There is news of at least one offer.')
  const { business } = offer
  const stop: ButtonSpec =
    reason.kind === 'follow'
      ? { text: key('discovery-button-unfollow'), data: unfollowPressed.pack({ business: business.id }) }
      : { text: key('discovery-button-stop-search'), data: searchStopped.pack({ search: reason.searchId }) }
  if (offers.length > 1) {
    const venue: ButtonSpec = {
      text: key('discovery-button-venue-offers'),
      data: venueOpened.pack({ business: business.id }),
    }
    return { text: manyText(offers, business.name, reason, now), keyboard: [[primary(venue)], [stop]] }
  }
  const card = offerCard(offer, { now, isShort: true })
  const open = button('more', offerOpened.pack({ offer: offer.id }))
  return {
    ...card,
    text: key(`discovery-alert-${reason.kind}`, { venue: business.name, card: { text: card.text } }),
    keyboard: [[reserveButton(offer.id)], [open, stop]],
  }
}

function manyText(offers: readonly OfferView[], venue: string, { kind }: Reason, now: Date): TextSpec {
  const lines = offers.slice(0, shownOffers).map((offer) => {
    const [cheapest] = offer.items.toSorted((a, b) => Number(a.priceMinor - b.priceMinor))
    return key('discovery-alert-line', {
      title: offer.title,
      price: money(cheapest?.priceMinor ?? 0n, offer.currency),
      window: { text: pickupWindow(offer, now) },
    })
  })
  const more = offers.length - lines.length
  return key(`discovery-alert-${kind}-many`, {
    venue,
    count: offers.length,
    lines: { lines: more > 0 ? [...lines, key('discovery-alert-others', { count: more })] : lines },
  })
}
