import type { ButtonSpec, MessageContent } from '@bazaar/core/notifications'
import { offerOpened } from '../../callbacks.ts'
import { offerCard } from '../../offer/offer-card.ts'
import type { OfferView } from '../../offer/types.ts'
import { key } from '../../text.ts'
import { searchStopped, unfollowPressed } from '../discovery.callbacks.ts'

/** Why somebody is told about an offer. */
export type Reason = { readonly kind: 'follow' } | { readonly kind: 'search'; readonly searchId: bigint }

/** The news of an offer, with the way to stop such news. */
export function alertContent(offer: OfferView, reason: Reason, now: Date): MessageContent {
  const card = offerCard(offer, { now })
  const stop: ButtonSpec =
    reason.kind === 'follow'
      ? { text: key('discovery-button-unfollow'), data: unfollowPressed.pack({ business: offer.business.id }) }
      : { text: key('discovery-button-stop-search'), data: searchStopped.pack({ search: reason.searchId }) }
  const open: ButtonSpec = { text: key('discovery-button-open'), data: offerOpened.pack({ offer: offer.id }) }
  return {
    ...card,
    text: key(`discovery-alert-${reason.kind}`, { venue: offer.business.name, card: { text: card.text } }),
    keyboard: [[open], [stop]],
  }
}
