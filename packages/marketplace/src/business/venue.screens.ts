import type { TextSpec } from '@bazaar/core/i18n'
import type { ButtonSpec, KeyboardSpec, MessageContent } from '@bazaar/core/notifications'
import { danger, homeButton, primary } from '@bazaar/core/screens'
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
  moreOpened,
  registerPressed,
  shareOpened,
  staffOpened,
  venueOpened,
} from './callbacks.ts'
import { phoneText } from './fields/phone.ts'
import type { BusinessView } from './types.ts'
import type { VenueView } from './venues.service.ts'

/** More are reached by `/venue B12`. */
const listedAtOnce = 20

const registerButton: ButtonSpec = primary(button('register', registerPressed.pack({})))
const registerMoreButton: ButtonSpec = button('register-more', registerPressed.pack({}))
const collectButton: ButtonSpec = button('collect', collectOpened.pack({}))
const leaveButton = (business: bigint): ButtonSpec => danger(button('leave', leaveAsked.pack({ business })))

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
    keyboard: [...rows, [registerMoreButton], [homeButton]],
  }
}

export function venueScreen(view: VenueView, now: Date): MessageContent {
  return { text: venueText(view, now), keyboard: [...cardRows(view), [homeButton]] }
}

/** What is done less often; for whoever has more than the counter to do. */
export function venueMoreScreen(view: VenueView, now: Date): MessageContent {
  const { venue, role, listens } = view
  const { id } = venue
  const isOwner = role === 'owner'
  const edit = button('edit', editOpened.pack({ business: id }))
  const share = button('share', shareOpened.pack({ business: id }))
  return {
    text: venueText(view, now),
    keyboard: [
      ...(venue.state === 'VERIFIED' ? [isOwner ? [edit, share] : [share]] : []),
      [listenButton(id, listens)],
      ...(isOwner
        ? [[button('staff', staffOpened.pack({ business: id }))], [registerMoreButton]]
        : [[leaveButton(id)]]),
      [backToVenue(id), homeButton],
    ],
  }
}

/** Where it is chosen whether to be told of reservations. */
export const listenScreen = (view: VenueView, now: Date): MessageContent =>
  view.role === 'collect' ? venueScreen(view, now) : venueMoreScreen(view, now)

function cardRows({ venue, role, listens, hasOthers }: VenueView): KeyboardSpec {
  const { id, state } = venue
  const others = hasOthers ? [venuesButton] : []
  if (isWorking(venue)) {
    if (role !== 'collect')
      return [...sellingRows(venue), [...others, button('more', moreOpened.pack({ business: id }))]]
    const rows = [[primary(collectButton)], [listenButton(id, listens)], [leaveButton(id)]]
    return hasOthers ? [...rows, others] : rows
  }
  const elsewhere = [...others, ...(role === 'owner' ? [registerMoreButton] : [])]
  return [
    ...(state === 'REJECTED' && role === 'owner' ? [[fixButton(id)]] : []),
    ...(role === 'owner' ? [] : [[leaveButton(id)]]),
    ...(elsewhere.length > 0 ? [elsewhere] : []),
  ]
}

const isWorking = ({ state }: BusinessView): boolean => state === 'VERIFIED' || state === 'SUSPENDED'

/** A suspended venue still hands out what was reserved. */
function sellingRows({ id, state }: BusinessView): KeyboardSpec {
  const offers = button('offers', myOffersOpened.pack({}))
  if (state === 'VERIFIED') return [[postButton(id)], [offers, collectButton]]
  return [[primary(collectButton)], [offers]]
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
    keyboard: [[primary(button('details', detailsOpened.pack({ business: venue.id })))], [backToVenue(venue.id)]],
  }
}

/** @param link opens the bot with the venue as customers see it */
export function shareScreen(venue: BusinessView, link: string): MessageContent {
  const share = `https://t.me/share/url?url=${encodeURIComponent(link)}`
  return {
    text: key('business-share', { name: venue.name, link }),
    photo: { qrStart: `venue_${venue.id}` },
    keyboard: [
      [primary({ text: key('business-button-send-link'), url: share })],
      [{ text: key('business-button-copy-link'), copy: link }],
      [backToVenue(venue.id)],
    ],
  }
}
