import type { ButtonSpec, MessageContent } from '@bazaar/core/notifications'
import { menuButton } from '@bazaar/core/screens'
import type { BusinessView } from '../business/types.ts'
import { browseOpened, myOffersOpened, newOfferOpened, reservationsOpened, venuesOpened } from '../callbacks.ts'
import { followingOpened } from '../discovery/discovery.callbacks.ts'
import { key } from '../text.ts'

/** What the first screen depends on. */
export interface HomeFacts {
  /** Reservations that wait to be collected. */
  readonly reservations: number
  /** Venues that the person may manage. */
  readonly venues: readonly BusinessView[]
}

const button = (name: string, data: string, params: ButtonSpec['text']['params'] = {}): ButtonSpec => ({
  text: key(`home-${name}`, params),
  data,
})

/** The feature's first screen: whoever has a venue sees it first. */
export function homeScreen({ reservations, venues }: HomeFacts): MessageContent {
  const [first] = venues
  return {
    text: first ? key('home-venue', { venue: first.name, more: venues.length - 1 }) : key('welcome'),
    keyboard: [
      ...venueRows(venues),
      [button('browse', browseOpened.pack({}))],
      [
        reservations === 0
          ? button('mine', reservationsOpened.pack({}))
          : button('mine-some', reservationsOpened.pack({}), { count: reservations }),
      ],
      [button('following', followingOpened.pack({})), button(first ? 'venues' : 'for-venues', venuesOpened.pack({}))],
      [menuButton],
    ],
  }
}

function venueRows(venues: readonly BusinessView[]): readonly (readonly ButtonSpec[])[] {
  const verified = venues.find(({ state }) => state === 'VERIFIED')
  return verified
    ? [
        [
          button('new-offer', newOfferOpened.pack({ business: verified.id })),
          button('my-offers', myOffersOpened.pack({})),
        ],
      ]
    : []
}
