import type { TextSpec } from '@bazaar/core/i18n'
import type { ButtonSpec, KeyboardSpec, MessageContent } from '@bazaar/core/notifications'
import { menuButton, primary } from '@bazaar/core/screens'
import type { BusinessView } from '../business/index.ts'
import {
  browseOpened,
  collectOpened,
  followingOpened,
  myOffersOpened,
  newOfferOpened,
  newStarted,
  reservationsOpened,
  venuesOpened,
} from '../callbacks.ts'
import { key } from '../text.ts'

/** What the first screen depends on. */
export interface HomeFacts {
  /** Reservations that wait to be collected. */
  readonly reservations: number
  /** Venues that the person works for. */
  readonly venues: readonly BusinessView[]
  /** Those that the person may manage. */
  readonly managed: readonly BusinessView[]
}

const button = (name: string, data: string, params: TextSpec['params'] = {}): ButtonSpec => ({
  text: key(`home-${name}`, params),
  data,
})

/** The feature's first screen: whoever has a venue sees it first. */
export function homeScreen({ reservations, ...facts }: HomeFacts): MessageContent {
  const mine = reservationsOpened.pack({})
  const browse = button('browse', browseOpened.pack({}))
  const isSelling = facts.managed.some(({ state }) => state === 'VERIFIED')
  return {
    text: welcome(facts),
    keyboard: [
      ...venueRows(facts),
      [isSelling ? browse : primary(browse)],
      [reservations === 0 ? button('mine', mine) : button('mine-some', mine, { count: reservations })],
      [
        button('following', followingOpened.pack({})),
        button(facts.venues.length > 0 ? 'venues' : 'for-venues', venuesOpened.pack({})),
      ],
      [menuButton],
    ],
  }
}

function welcome({ venues, managed }: Omit<HomeFacts, 'reservations'>): TextSpec {
  const [first] = managed.length > 0 ? managed : venues
  if (!first) return key('welcome')
  const params = { venue: first.name, more: venues.length - 1 }
  return key(managed.length > 0 ? 'home-venue' : 'home-counter', params)
}

/** Posting for managers of a verified venue; codes for everybody at the counter, also while what was reserved is all that it hands out. */
function venueRows({ venues, managed }: Omit<HomeFacts, 'reservations'>): KeyboardSpec {
  const [first, ...more] = managed.filter(({ state }) => state === 'VERIFIED')
  const handsOut = venues.some(({ state }) => state === 'VERIFIED' || state === 'SUSPENDED')
  return [
    ...(first
      ? [[primary(button('new-offer', postAt(first, more))), button('my-offers', myOffersOpened.pack({}))]]
      : []),
    ...(handsOut ? [[button('collect', collectOpened.pack({}))]] : []),
  ]
}

/** With several venues it is asked for which one. */
const postAt = ({ id }: BusinessView, more: readonly BusinessView[]): string =>
  more.length > 0 ? newStarted.pack({}) : newOfferOpened.pack({ business: id })
