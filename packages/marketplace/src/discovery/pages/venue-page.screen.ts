import type { ButtonSpec, MessageContent } from '@bazaar/core/notifications'
import { homeButton, primary } from '@bazaar/core/screens'
import { browseOpened } from '../../callbacks.ts'
import { ratingOf } from '../../catalog/index.ts'
import { openingHours } from '../../opening-hours-text.ts'
import { key } from '../../text.ts'
import { followedOn } from '../discovery.callbacks.ts'
import { button } from '../screen.ts'
import { offerRows } from './offer-page.screen.ts'
import type { VenuePage } from './venue-page.service.ts'

export function venueScreen(page: VenuePage, share: ButtonSpec): MessageContent {
  const rating = ratingOf(page)
  const follow = followedOn.pack({
    business: page.id,
    screen: 'venue',
    ref: page.id,
    at: 0,
    follow: page.isFollowing ? 'no' : 'yes',
  })
  return {
    text: key('discovery-venue', {
      venue: page.name,
      street: page.street,
      postal: page.postalCode,
      city: page.city,
      hours: openingHours(page.openingHours),
      rating: rating ? { text: key('discovery-venue-rating', { rating: { text: rating } }) } : '',
      offers: { text: key('discovery-venue-offers', { count: page.offers.length }) },
    }),
    ...(page.photo !== undefined && { photo: { stored: page.photo } }),
    keyboard: [
      ...offerRows(page.offers, 'offer-here'),
      [page.isFollowing ? button('unfollow', follow) : primary(button('follow', follow)), share],
      [button('browse', browseOpened.pack({})), homeButton],
    ],
  }
}
