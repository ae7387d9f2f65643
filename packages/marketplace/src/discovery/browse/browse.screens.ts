import type { TextSpec } from '@bazaar/core/i18n'
import type { ButtonSpec, KeyboardSpec, MessageContent } from '@bazaar/core/notifications'
import { homeButton, primary } from '@bazaar/core/screens'
import { availabilityOf, offerCard } from '../../catalog/index.ts'
import { key } from '../../text.ts'
import {
  filterChosen,
  followedOn,
  listMoreOpened,
  pageTurned,
  searchSaved,
  settingsOpened,
  whereOpened,
  widened,
} from '../discovery.callbacks.ts'
import { button, lastRow, reserveButton } from '../screen.ts'
import { filters, idsFrozen, type Session } from './browse.repository.ts'
import type { Card, Look } from './browse.service.ts'
import { endingHours } from './offer-ranking.ts'

type Shown<Kind extends Look['kind']> = Extract<Look, { readonly kind: Kind }>

/** One card of the list, small enough for a phone: the offer, the one thing to do, and the way on. */
export function cardScreen({ session, customer, card }: Shown<'card'>, now: Date): MessageContent {
  const { offer, distance } = card
  const shown = offer
    ? offerCard(offer, { now, distance, avoid: customer.exclusions, isShort: true })
    : { text: key('discovery-card-gone') }
  return {
    ...shown,
    text: key('discovery-list', {
      list: { text: listName(session, offer?.business.city) },
      card: { text: shown.text },
    }),
    keyboard: [
      ...(offer && availabilityOf(offer, now) === 'open' ? [[reserveButton(offer.id)]] : []),
      turns(session, card),
      [button('more', listMoreOpened.pack({ session: session.id, at: card.at })), homeButton],
    ],
  }
}

/** The whole card, and everything else that can be done. @param share the button that shares the offer */
export function cardMoreScreen(
  { session, customer, card }: Shown<'card'>,
  share: ButtonSpec | undefined,
  now: Date,
): MessageContent {
  const { offer, distance, at } = card
  const shown = offer
    ? offerCard(offer, { now, distance, avoid: customer.exclusions })
    : { text: key('discovery-card-gone') }
  return {
    ...shown,
    keyboard: [
      filterRow(session),
      ...followRow(session, card, share),
      whereRow(),
      [button('list', pageTurned.pack({ session: session.id, at })), homeButton],
    ],
  }
}

/** @param city its name, when the list is of one */
export function emptyScreen({ session, customer, wider }: Shown<'empty'>, city: string | undefined): MessageContent {
  const isHiding = customer.exclusions.length > 0
  const save = button('save', searchSaved.pack({}))
  return {
    text: key('discovery-empty', {
      list: { text: listName(session, city) },
      nothing: {
        text: key(`discovery-empty-${session.filter}`, {
          where: { text: whereOf(session, city) },
          km: customer.radiusKm,
          hours: endingHours,
        }),
      },
      hidden: isHiding ? { text: key('discovery-empty-hidden') } : '',
    }),
    keyboard: [
      ...(wider === undefined ? [] : [[primary(button('wider', widened.pack({}), { km: wider }))]]),
      [wider === undefined ? primary(save) : save],
      filterRow(session),
      whereRow(),
      lastRow(),
    ],
  }
}

function listName(session: Session, city: string | undefined): TextSpec {
  const { filter } = session
  const where = { text: whereOf(session, city) }
  return filter === 'nearby' ? key('discovery-nearby') : key(`discovery-list-${filter}`, { where })
}

function whereOf({ cityKey }: Session, city: string | undefined): TextSpec {
  return cityKey === undefined ? key('discovery-around') : key('discovery-in-city', { city: city ?? cityKey })
}

/** ‹ 1 of 10 ›, always in the same places; what leads nowhere cannot be pressed. */
function turns({ id, offerIds }: Session, { at }: Card): readonly ButtonSpec[] {
  const total = offerIds.length
  const turn = (name: string, to: number): ButtonSpec => {
    const text = key(`discovery-button-${name}`)
    return to < 0 || to >= total ? { text, disabled: true } : { text, data: pageTurned.pack({ session: id, at: to }) }
  }
  const name = total < idsFrozen ? 'position' : 'position-best'
  const position: ButtonSpec = { text: key(`discovery-button-${name}`, { at: at + 1, total }), disabled: true }
  return total > 1 ? [turn('previous', at - 1), position, turn('next', at + 1)] : [position]
}

function filterRow(session: Session): readonly ButtonSpec[] {
  return filters.map((filter) =>
    button(filter === session.filter ? `filter-${filter}-on` : `filter-${filter}`, filterChosen.pack({ filter })),
  )
}

function followRow(session: Session, { offer, at, isFollowing }: Card, share: ButtonSpec | undefined): KeyboardSpec {
  if (!offer) return []
  const data = followedOn.pack({
    business: offer.business.id,
    screen: 'list',
    ref: session.id,
    at,
    follow: isFollowing ? 'no' : 'yes',
  })
  return [[button(isFollowing ? 'unfollow' : 'follow', data), ...(share ? [share] : [])]]
}

const whereRow = (): readonly ButtonSpec[] => [
  button('where', whereOpened.pack({ page: 0 })),
  button('settings', settingsOpened.pack({})),
]
