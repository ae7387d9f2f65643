import type { Keyring } from '@bazaar/core/crypto'
import { Prisma, type Tx } from '@bazaar/core/db'
import { type BusinessState, businessStateOf } from '../../business/index.ts'
import { type Food, type OfferState, offerStateOf } from '../../catalog/index.ts'
import { blockedUntilOf, isKeptOf, sanctionKeysOf } from '../../sanctions.ts'
import type { ReceiptOffer } from '../types.ts'

/** An item as one person may reserve it now. */
export interface Deal {
  readonly offer: ReceiptOffer & Food & { readonly state: OfferState; readonly perPersonLimit: number }
  readonly venueState: BusinessState
  readonly item: { readonly id: bigint; readonly title: string; readonly priceMinor: bigint; readonly left: number }
  /** Stands for everything that the person is shown of it (`marketplace_terms`): a card with other terms is drawn again instead of acting. */
  readonly terms: string
  /** Allergens that the person does not want. */
  readonly avoid: readonly string[]
  /** Units of the offer that count against the person's limit: reserved, collected, or sent to a friend. */
  readonly taken: number
  /** How often the person has reserved and cancelled of the offer, once that is too often. */
  readonly often: number | undefined
  readonly blockedUntil: Date | undefined
  /** What this very card has reserved already. */
  readonly bought: bigint | undefined
}

interface Row {
  readonly offer_id: bigint
  readonly offer_title: string
  readonly state: string
  readonly currency: string
  readonly pickup_start: Date
  readonly pickup_end: Date
  readonly latitude: number
  readonly longitude: number
  readonly per_person_limit: number
  readonly description: string | null
  readonly contains: readonly string[]
  readonly may_contain: readonly string[]
  readonly allergens_stated: boolean
  readonly diets: readonly string[]
  readonly terms: string
  readonly avoid: readonly string[]
  readonly item_title: string
  readonly price_minor: bigint
  readonly left: number
  readonly business_id: bigint
  readonly venue_state: string
  readonly owner_id: bigint
  readonly name: string
  readonly street: string
  readonly city: string
  readonly time_zone: string
  readonly taken: number
  readonly often: number | null
  readonly blocked_until: Date | null
  readonly bought: bigint | null
}

function toDeal(itemId: bigint, row: Row): Deal {
  return {
    offer: {
      id: row.offer_id,
      title: row.offer_title,
      state: offerStateOf(row.state),
      currency: row.currency,
      pickupStart: row.pickup_start,
      pickupEnd: row.pickup_end,
      latitude: row.latitude,
      longitude: row.longitude,
      perPersonLimit: row.per_person_limit,
      description: row.description ?? undefined,
      contains: row.contains,
      mayContain: row.may_contain,
      allergensStated: row.allergens_stated,
      diets: row.diets,
      items: [{ id: itemId, title: row.item_title }],
      business: {
        id: row.business_id,
        ownerId: row.owner_id,
        name: row.name,
        street: row.street,
        city: row.city,
        timeZone: row.time_zone,
      },
    },
    venueState: businessStateOf(row.venue_state),
    item: { id: itemId, title: row.item_title, priceMinor: row.price_minor, left: row.left },
    terms: row.terms,
    avoid: row.avoid,
    taken: row.taken,
    often: row.often ?? undefined,
    blockedUntil: row.blocked_until ?? undefined,
    bought: row.bought ?? undefined,
  }
}

/** Of the offer `o`. Who sent a reservation to a friend has used up their own limit all the same, and so has the friend. */
const takenOf = (userId: bigint, persons: readonly string[]) => Prisma.sql`
  (SELECT coalesce(sum(p.quantity), 0)::int FROM marketplace_purchase p
    WHERE p.offer_id = o.id AND p.user_id = ${userId} AND p.state IN ('HELD', 'CONFIRMED', 'COLLECTED'))
  + (SELECT coalesce(sum(p.quantity), 0)::int FROM marketplace_purchase p
    WHERE p.offer_id = o.id AND p.sent_by = ${userId} AND p.state IN ('HELD', 'CONFIRMED', 'COLLECTED'))
  + ${keptCount(persons, 'taken')}`

/** How often the person has reserved and cancelled of the offer `o`; NULL while that is not too often. */
const oftenOf = (userId: bigint, persons: readonly string[]) => Prisma.sql`
  (SELECT cancelled.times FROM (SELECT
    (SELECT count(*)::int FROM marketplace_purchase p
      WHERE p.offer_id = o.id AND p.user_id = ${userId} AND p.state = 'CANCELLED_BY_CUSTOMER')
    + ${keptCount(persons, 'cancelled')} AS times) cancelled WHERE cancelled.times >= marketplace_most_cancelled())`

/** What /delete did not lift, of the offer `o`. */
const keptCount = (persons: readonly string[], kind: 'taken' | 'cancelled') => Prisma.sql`
  (SELECT coalesce(sum(k.count), 0)::int FROM marketplace_sanction k
    WHERE ${isKeptOf(persons)} AND k.kind = ${kind} AND k.offer_id = o.id)`

export interface Allowance extends Pick<Deal, 'taken' | 'often' | 'blockedUntil'> {
  readonly limit: number
}

/** What one person may still reserve of an offer. */
export async function readAllowance(tx: Tx, keyring: Keyring, offerId: bigint, userId: bigint): Promise<Allowance> {
  const persons = sanctionKeysOf(keyring, userId)
  const [row] = await tx.$queryRaw<(Pick<Row, 'taken' | 'often' | 'blocked_until'> & { limit: number })[]>`
    SELECT o.per_person_limit AS limit, ${takenOf(userId, persons)} AS taken, ${oftenOf(userId, persons)} AS often,
      ${blockedUntilOf(userId, persons)} AS blocked_until
    FROM marketplace_offer o WHERE o.id = ${offerId}`
  return {
    limit: row?.limit ?? 0,
    taken: row?.taken ?? 0,
    often: row?.often ?? undefined,
    blockedUntil: row?.blocked_until ?? undefined,
  }
}

/** One round trip: it stands before every reservation. Offers that were never published are unknown. */
export async function readDeal(
  tx: Tx,
  keyring: Keyring,
  itemId: bigint,
  userId: bigint,
  token: string,
): Promise<Deal | undefined> {
  const persons = sanctionKeysOf(keyring, userId)
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT o.id AS offer_id, o.title AS offer_title, o.state, o.currency, o.pickup_start, o.pickup_end, o.latitude, o.longitude,
      o.per_person_limit, o.description, o.allergens_stated,
      coalesce(o.contains, '{}') AS contains, coalesce(o.may_contain, '{}') AS may_contain, coalesce(o.diets, '{}') AS diets,
      i.title AS item_title, i.price_minor, i.quantity - i.committed AS left, marketplace_terms(o, i, b) AS terms,
      b.id AS business_id, b.state AS venue_state, b.owner_id, b.name, b.street, b.city, b.time_zone,
      ${takenOf(userId, persons)} AS taken, ${oftenOf(userId, persons)} AS often,
      ${blockedUntilOf(userId, persons)} AS blocked_until,
      coalesce((SELECT c.exclusions FROM marketplace_customer c WHERE c.user_id = ${userId}), '{}') AS avoid,
      (SELECT p.id FROM marketplace_purchase p WHERE p.request_key = ${token}) AS bought
    FROM marketplace_item i JOIN marketplace_offer o ON o.id = i.offer_id JOIN marketplace_business b ON b.id = o.business_id
    WHERE i.id = ${itemId} AND o.published_at IS NOT NULL`
  return row && toDeal(itemId, row)
}
