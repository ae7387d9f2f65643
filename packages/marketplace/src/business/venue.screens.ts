import type { TextSpec } from '@bazaar/core/i18n'
import type { ButtonSpec, KeyboardSpec, MessageContent } from '@bazaar/core/notifications'
import { homeButton } from '@bazaar/core/screens'
import { collectOpened, listenPressed, myOffersOpened } from '../callbacks.ts'
import { openingHours } from '../opening-hours-text.ts'
import { shownId } from '../shown-id.ts'
import { key } from '../text.ts'
import { stateText } from './business-state.ts'
import { backToVenue, button, fixButton, postButton, venuesButton } from './buttons.ts'
import {
  detailsOpened,
  editOpened,
  leaveAsked,
  registerPressed,
  shareOpened,
  staffOpened,
  venueOpened,
} from './callbacks.ts'
import { phoneText } from './fields/phone.ts'
import type { BusinessView } from './types.ts'
import type { Role, VenueView } from './venues.service.ts'

/** More are reached by `/venue B12`. */
const listedAtOnce = 20

const registerButton: ButtonSpec = button('register', registerPressed.pack({}))

/** All venues of a person who has none, or several. */
export function venuesScreen(venues: readonly BusinessView[]): MessageContent {
  if (venues.length === 0) return { text: key('business-none'), keyboard: [[registerButton], [homeButton]] }
  const rows = venues
    .slice(0, listedAtOnce)
    .map(({ id, name, state }) => [
      button('one', venueOpened.pack({ business: id }), { name, state: { text: stateText(state) } }),
    ])
  return {
    text: key('business-list', { count: venues.length }),
    keyboard: [...rows, [button('register-more', registerPressed.pack({}))], [homeButton]],
  }
}

export function venueScreen(view: VenueView, now: Date): MessageContent {
  const { venue, role, listens, hasOthers } = view
  const isWorking = venue.state === 'VERIFIED' || venue.state === 'SUSPENDED'
  const elsewhere = [
    ...(hasOthers ? [venuesButton] : []),
    ...(role === 'owner' ? [button('register-more', registerPressed.pack({}))] : []),
  ]
  return {
    text: venueText(view, now),
    keyboard: [
      ...(isWorking ? [...workRows(venue, role), [listenButton(venue.id, listens)]] : []),
      ...(venue.state === 'REJECTED' && role === 'owner' ? [[fixButton(venue.id)]] : []),
      ...(role === 'owner' ? [] : [[button('leave', leaveAsked.pack({ business: venue.id }))]]),
      ...(elsewhere.length > 0 ? [elsewhere] : []),
      [homeButton],
    ],
  }
}

/** What the person may do there; a suspended venue still hands out what was reserved. */
function workRows({ id, state }: BusinessView, role: Role): KeyboardSpec {
  const isOpen = state === 'VERIFIED'
  const collect = button('collect', collectOpened.pack({}))
  if (role === 'collect') return [[collect]]
  return [
    ...(isOpen ? [[postButton(id)]] : []),
    [button('offers', myOffersOpened.pack({})), collect],
    ...(isOpen
      ? [
          [
            ...(role === 'owner' ? [button('edit', editOpened.pack({ business: id }))] : []),
            button('share', shareOpened.pack({ business: id })),
          ],
        ]
      : []),
    ...(role === 'owner' ? [[button('staff', staffOpened.pack({ business: id }))]] : []),
  ]
}

function listenButton(business: bigint, listens: boolean): ButtonSpec {
  const turn = listens ? 'off' : 'on'
  return button(`listen-${turn}`, listenPressed.pack({ business, turn, at: 'card' }))
}

function venueText({ venue, role, phone }: VenueView, now: Date): TextSpec {
  return key('business-venue', {
    id: shownId('B', venue.id),
    name: venue.name,
    state: { text: stateLine(venue) },
    street: venue.street,
    postal: venue.postalCode,
    city: venue.city,
    hours: openingHours(venue.openingHours),
    phone: phone === undefined ? '–' : phoneText(phone),
    currency: venue.currency,
    zone: { clockOf: venue.timeZone },
    now: { time: now.toISOString(), style: 'clock', zone: venue.timeZone },
    role: { text: key(`business-role-${role}`) },
  })
}

function stateLine({ state, rejectReason, suspendReason }: BusinessView): TextSpec {
  const reason = state === 'SUSPENDED' ? suspendReason : rejectReason
  return key(`business-now-${state.toLowerCase()}`, { reason: reason ?? '–' })
}

export function editScreen(venue: BusinessView): MessageContent {
  return {
    text: key('business-edit', { name: venue.name }),
    keyboard: [[button('details', detailsOpened.pack({ business: venue.id }))], [backToVenue(venue.id)]],
  }
}

/** @param link opens the bot with the venue as customers see it */
export function shareScreen(venue: BusinessView, link: string): MessageContent {
  const share = `https://t.me/share/url?url=${encodeURIComponent(link)}`
  return {
    text: key('business-share', { name: venue.name, link }),
    photo: { qrStart: `venue_${venue.id}` },
    keyboard: [[{ text: key('business-button-send-link'), url: share }], [backToVenue(venue.id)]],
  }
}
