import type { Tx } from '@bazaar/core/db'
import type { Core } from '@bazaar/core/feature'
import { type OfferView, readOffer } from '../../catalog/index.ts'
import type { Point } from '../../cell.ts'
import { type Customer, type Radius, radii, updateCustomer } from '../customer/customer.repository.ts'
import { distanceBetween } from '../map/distance.ts'
import { type Filter, insertSession, type Session } from './browse.repository.ts'
import { readBrowseContext } from './browse-context.repository.ts'
import type { Region } from './offer-ranking.ts'

/** With a place and no radius: so far around it. */
const aroundMetres = 30_000

/** What somebody who looks through offers is shown. */
export type Look =
  /** Neither a place nor a city is known. */
  | { readonly kind: 'nowhere' }
  /** "Nearby", but near what? */
  | { readonly kind: 'placeless' }
  | {
      readonly kind: 'empty'
      readonly session: Session
      readonly customer: Customer
      readonly wider: Radius | undefined
    }
  | { readonly kind: 'card'; readonly session: Session; readonly customer: Customer; readonly card: Card }

export interface Card {
  /** From 0. */
  readonly at: number
  /** Nothing: it was removed meanwhile. */
  readonly offer: OfferView | undefined
  readonly isFollowing: boolean
  /** Metres, when the person's place is known. */
  readonly distance: number | undefined
}

interface Wish {
  readonly filter?: Filter
  /** Shared for this look only. */
  readonly place?: Point
  /** Chosen just now. */
  readonly cityKey?: string
}

type Deps = Pick<Core, 'db' | 'clock' | 'keyring'>

/** Where somebody looks: a place shared for the list on show comes before what is kept. */
export interface Whereabouts {
  readonly place: Point | undefined
  /** Whether the place is only lent for the list. */
  readonly isLent: boolean
  readonly cityKey: string | undefined
}

export function whereaboutsOf(customer: Customer, session: Session | undefined): Whereabouts {
  return session?.place
    ? { place: session.place, isLent: true, cityKey: session.cityKey }
    : { place: customer.place, isLent: false, cityKey: customer.cityKey }
}

function regionOf({ place, cityKey }: Whereabouts, filter: Filter, { radiusKm }: Customer): Region | undefined {
  if (filter === 'nearby') return place && { kind: 'around', place, metres: radiusKm * 1000 }
  if (cityKey !== undefined) return { kind: 'city', cityKey, place }
  return place && { kind: 'around', place, metres: aroundMetres }
}

/** Looks through offers: a list is found once, frozen, and turned page by page. */
export function createBrowse({ db, clock, keyring }: Deps) {
  /** A new list and its first card. */
  async function begin(tx: Tx, userId: bigint, wish: Wish = {}): Promise<Look> {
    const now = clock.now()
    const { customer, session: before } = await readBrowseContext(tx, keyring, userId, now)
    const known = whereaboutsOf(customer, before)
    const where: Whereabouts = wish.place
      ? { place: wish.place, isLent: true, cityKey: undefined }
      : { ...known, cityKey: wish.cityKey ?? known.cityKey }
    const filter = wish.filter ?? (where.place && where.cityKey === undefined ? 'nearby' : 'all')
    const region = regionOf(where, filter, customer)
    if (!region) return { kind: where.cityKey === undefined ? 'nowhere' : 'placeless' }
    const { exclusions, hideUnstated, follows } = customer
    const session = await insertSession(tx, keyring, {
      userId,
      filter,
      place: where.isLent ? where.place : undefined,
      cityKey: where.cityKey,
      query: { region, at: now, exclusions, hideUnstated, favourites: follows },
    })
    return look(tx, session, customer, 0)
  }

  async function look(tx: Tx, session: Session, customer: Customer, wanted: number): Promise<Look> {
    const at = Math.min(Math.max(0, wanted), session.offerIds.length - 1)
    const id = session.offerIds[at]
    if (id === undefined) {
      const wider = session.filter === 'nearby' ? radii.find((radius) => radius > customer.radiusKm) : undefined
      return { kind: 'empty', session, customer, wider }
    }
    const offer = await readOffer(tx, id)
    const { place } = whereaboutsOf(customer, session)
    return {
      kind: 'card',
      session,
      customer,
      card: {
        at,
        offer,
        isFollowing: offer !== undefined && customer.follows.includes(offer.business.id),
        distance: place && offer && distanceBetween(place, offer),
      },
    }
  }

  return {
    begin: (userId: bigint, wish?: Wish) => begin(db.prisma, userId, wish),
    /** In the transaction that learns where somebody is. */
    beginIn: begin,
    /** A card of the list; a list that is over or belongs to an older message begins anew, with `isRenewed`. */
    async turn(
      userId: bigint,
      sessionId: bigint,
      at: number,
    ): Promise<{ readonly look: Look; readonly isRenewed: boolean }> {
      const { customer, session } = await readBrowseContext(db.prisma, keyring, userId, clock.now())
      if (session?.id !== sessionId)
        return { isRenewed: true, look: await begin(db.prisma, userId, session ? { filter: session.filter } : {}) }
      return { isRenewed: false, look: await look(db.prisma, session, customer, at) }
    },
    /** The next wider radius, from now on. */
    async widen(userId: bigint): Promise<Look> {
      const { customer } = await readBrowseContext(db.prisma, keyring, userId, clock.now())
      const wider = radii.find((radius) => radius > customer.radiusKm)
      if (wider !== undefined) await updateCustomer(db.prisma, userId, { radiusKm: wider })
      return begin(db.prisma, userId, { filter: 'nearby' })
    },
  }
}

export type Browse = ReturnType<typeof createBrowse>
