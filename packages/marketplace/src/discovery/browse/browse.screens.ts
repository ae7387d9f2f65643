import type { TextSpec } from '@bazaar/core/i18n'
import type { ButtonSpec, KeyboardSpec, MessageContent } from '@bazaar/core/notifications'
import { reserveOpened } from '../../callbacks.ts'
import { availabilityOf, offerCard } from '../../catalog/index.ts'
import { key } from '../../text.ts'
import {
  filterChosen,
  followedOn,
  pageTurned,
  searchSaved,
  settingsOpened,
  whereOpened,
  widened,
} from '../discovery.callbacks.ts'
import { button, lastRow } from '../screen.ts'
import { filters, idsFrozen, type Session } from './browse.repository.ts'
import type { Card, Look } from './browse.service.ts'
import { endingHours } from './offer-ranking.ts'

type Shown<Kind extends Look['kind']> = Extract<Look, { readonly kind: Kind }>

/** @param share the button that shares the offer */
export function cardScreen(
  { session, customer, card }: Shown<'card'>,
  share: ButtonSpec | undefined,
  now: Date,
): MessageContent {
  const { offer, distance } = card
  const shown = offer
    ? offerCard(offer, { now, distance, avoid: customer.exclusions })
    : { text: key('discovery-card-gone') }
  return {
    ...shown,
    text: key('discovery-list', {
      list: { text: listName(session, offer?.business.city) },
      position: { text: position(session, card) },
      card: { text: shown.text },
    }),
    keyboard: [
      ...(offer && availabilityOf(offer, now) === 'open'
        ? [[button('reserve', reserveOpened.pack({ offer: offer.id }))]]
        : []),
      turns(session, card),
      filterRow(session),
      ...followRow(session, card, share),
      whereRow(),
      lastRow(),
    ].filter((row) => row.length > 0),
  }
}

/** @param city its name, when the list is of one */
export function emptyScreen({ session, customer, wider }: Shown<'empty'>, city: string | undefined): MessageContent {
  const isHiding = customer.exclusions.length > 0
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
      ...(wider === undefined ? [] : [[button('wider', widened.pack({}), { km: wider })]]),
      [button('save', searchSaved.pack({}))],
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

function position({ offerIds }: Session, { at }: Card): TextSpec {
  const total = offerIds.length
  return key(total < idsFrozen ? 'discovery-position' : 'discovery-position-best', { at: at + 1, total })
}

function turns({ id, offerIds }: Session, { at }: Card): readonly ButtonSpec[] {
  const turn = (name: string, to: number) => button(name, pageTurned.pack({ session: id, at: to }))
  return [...(at > 0 ? [turn('previous', at - 1)] : []), ...(at < offerIds.length - 1 ? [turn('next', at + 1)] : [])]
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
