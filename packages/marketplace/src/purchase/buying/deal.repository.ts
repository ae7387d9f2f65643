import { Prisma, type Tx } from '@bazaar/core/db'
import { businessStateOf } from '../../business/business-state.ts'
import type { BusinessState } from '../../business/types.ts'
import { offerStateOf } from '../../offer/offer.repository.ts'
import type { OfferState } from '../../offer/types.ts'
import type { ReceiptOffer } from '../types.ts'

/** An item as one person may reserve it now. */
export interface Deal {
  readonly offer: ReceiptOffer & { readonly state: OfferState; readonly perPersonLimit: number }
  readonly venueState: BusinessState
  readonly item: { readonly id: bigint; readonly title: string; readonly priceMinor: bigint; readonly left: number }
  /** Units of the offer that count against the person's limit: reserved, collected, or sent to a friend. */
  readonly taken: number
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
    taken: row.taken,
    blockedUntil: row.blocked_until ?? undefined,
    bought: row.bought ?? undefined,
  }
}

/** Of the offer `o`. Who sent a reservation to a friend has used up their own limit all the same, and so has the friend. */
const takenOf = (userId: bigint) => Prisma.sql`
  (SELECT coalesce(sum(p.quantity), 0)::int FROM marketplace_purchase p
    WHERE p.offer_id = o.id AND p.user_id = ${userId} AND p.state IN ('HELD', 'CONFIRMED', 'COLLECTED'))
  + (SELECT coalesce(sum(p.quantity), 0)::int FROM marketplace_purchase p
    WHERE p.offer_id = o.id AND p.sent_by = ${userId} AND p.state IN ('HELD', 'CONFIRMED', 'COLLECTED'))`

export interface Allowance {
  readonly limit: number
  readonly taken: number
  readonly blockedUntil: Date | undefined
}

/** What one person may still reserve of an offer. */
export async function readAllowance(tx: Tx, offerId: bigint, userId: bigint): Promise<Allowance> {
  const [row] = await tx.$queryRaw<{ limit: number; taken: number; blocked_until: Date | null }[]>`
    SELECT o.per_person_limit AS limit, ${takenOf(userId)} AS taken,
      (SELECT c.blocked_until FROM marketplace_customer c WHERE c.user_id = ${userId}) AS blocked_until
    FROM marketplace_offer o WHERE o.id = ${offerId}`
  return { limit: row?.limit ?? 0, taken: row?.taken ?? 0, blockedUntil: row?.blocked_until ?? undefined }
}

/** One round trip: it stands before every reservation. Offers that were never published are unknown. */
export async function readDeal(tx: Tx, itemId: bigint, userId: bigint, token: string): Promise<Deal | undefined> {
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT o.id AS offer_id, o.title AS offer_title, o.state, o.currency, o.pickup_start, o.pickup_end, o.latitude, o.longitude,
      o.per_person_limit, i.title AS item_title, i.price_minor, i.quantity - i.committed AS left,
      b.id AS business_id, b.state AS venue_state, b.owner_id, b.name, b.street, b.city, b.time_zone,
      ${takenOf(userId)} AS taken,
      (SELECT c.blocked_until FROM marketplace_customer c WHERE c.user_id = ${userId}) AS blocked_until,
      (SELECT p.id FROM marketplace_purchase p WHERE p.request_key = ${token}) AS bought
    FROM marketplace_item i JOIN marketplace_offer o ON o.id = i.offer_id JOIN marketplace_business b ON b.id = o.business_id
    WHERE i.id = ${itemId} AND o.published_at IS NOT NULL`
  return row && toDeal(itemId, row)
}
