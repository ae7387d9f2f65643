import { Prisma, type Tx } from '@bazaar/core/db'
import { businessStateOf } from '../business/index.ts'
import { stateOf } from '../state-of.ts'
import type { ItemView, OfferState, OfferView } from './types.ts'

const offerStates: readonly OfferState[] = [
  'DRAFT',
  'ACTIVE',
  'PAUSED',
  'SOLD_OUT',
  'EXPIRED',
  'ENDED',
  'CANCELLED_BY_VENUE',
]

export const offerStateOf = (stored: string): OfferState => stateOf(offerStates, stored)

/** An item inside JSON, which knows no bigints. */
interface ItemRow {
  readonly id: string
  readonly title: string
  readonly price: string
  readonly original: string | null
  readonly quantity: number
  readonly committed: number
}

interface OfferRow {
  readonly id: bigint
  readonly state: string
  readonly title: string
  readonly description: string | null
  readonly currency: string
  readonly pickup_start: Date
  readonly pickup_end: Date
  readonly per_person_limit: number
  readonly forced_sold_out: boolean
  readonly contains: string[]
  readonly may_contain: string[]
  readonly allergens_stated: boolean
  readonly diets: string[]
  readonly published_at: Date | null
  readonly ended_at: Date | null
  readonly end_reason: string | null
  readonly latitude: number
  readonly longitude: number
  readonly photo_key: string | null
  readonly photo_thumb_key: string | null
  readonly items: ItemRow[]
  readonly business_id: bigint
  readonly owner_id: bigint
  readonly business_state: string
  readonly name: string
  readonly street: string
  readonly city: string
  readonly time_zone: string
  readonly rating_count: number
  readonly rating_sum: number
  readonly business_photo_key: string | null
  readonly business_photo_thumb_key: string | null
}

function toItem({ id, title, price, original, quantity, committed }: ItemRow): ItemView {
  return {
    id: BigInt(id),
    title,
    priceMinor: BigInt(price),
    originalPriceMinor: original === null ? undefined : BigInt(original),
    quantity,
    committed,
    left: quantity - committed,
  }
}

const toPicture = (key: string | null, thumbKey: string | null) =>
  key !== null && thumbKey !== null ? { key, thumbKey } : undefined

function toView(row: OfferRow): OfferView {
  return {
    id: row.id,
    state: offerStateOf(row.state),
    title: row.title,
    description: row.description ?? undefined,
    currency: row.currency,
    pickupStart: row.pickup_start,
    pickupEnd: row.pickup_end,
    perPersonLimit: row.per_person_limit,
    forcedSoldOut: row.forced_sold_out,
    contains: row.contains,
    mayContain: row.may_contain,
    allergensStated: row.allergens_stated,
    diets: row.diets,
    publishedAt: row.published_at ?? undefined,
    endedAt: row.ended_at ?? undefined,
    endReason: row.end_reason ?? undefined,
    latitude: row.latitude,
    longitude: row.longitude,
    photo: toPicture(row.photo_key, row.photo_thumb_key),
    items: row.items.map(toItem),
    business: toBusiness(row),
  }
}

function toBusiness(row: OfferRow): OfferView['business'] {
  return {
    id: row.business_id,
    ownerId: row.owner_id,
    state: businessStateOf(row.business_state),
    name: row.name,
    street: row.street,
    city: row.city,
    timeZone: row.time_zone,
    ratingCount: row.rating_count,
    ratingSum: row.rating_sum,
    photo: toPicture(row.business_photo_key, row.business_photo_thumb_key),
  }
}

/** Offers with items, venue and picture, in the order of `ids`; unknown ones are left out. One statement: its parts fit together. */
export async function readOffers(tx: Tx, ids: readonly bigint[]): Promise<readonly OfferView[]> {
  if (ids.length === 0) return []
  const firstPhoto = (owner: Prisma.Sql) => Prisma.sql`
    LATERAL (SELECT key, thumb_key FROM marketplace_photo WHERE ${owner} ORDER BY position, id LIMIT 1)`
  const rows = await tx.$queryRaw<OfferRow[]>`
    SELECT o.id, o.state, o.title, o.description, o.currency, o.pickup_start, o.pickup_end, o.per_person_limit, o.forced_sold_out,
      coalesce(o.contains, '{}') AS contains, coalesce(o.may_contain, '{}') AS may_contain, o.allergens_stated,
      coalesce(o.diets, '{}') AS diets, o.published_at, o.ended_at, o.end_reason, o.latitude, o.longitude,
      op.key AS photo_key, op.thumb_key AS photo_thumb_key, i.items, b.id AS business_id, b.owner_id, b.state AS business_state,
      b.name, b.street, b.city, b.time_zone, b.rating_count, b.rating_sum, bp.key AS business_photo_key,
      bp.thumb_key AS business_photo_thumb_key
    FROM unnest(${[...ids]}::bigint[]) WITH ORDINALITY AS wanted (id, place)
    JOIN marketplace_offer o ON o.id = wanted.id
    JOIN marketplace_business b ON b.id = o.business_id
    LEFT JOIN ${firstPhoto(Prisma.sql`offer_id = o.id`)} op ON true
    LEFT JOIN ${firstPhoto(Prisma.sql`business_id = b.id`)} bp ON true
    CROSS JOIN LATERAL (
      SELECT coalesce(json_agg(json_build_object('id', id::text, 'title', title, 'price', price_minor::text, 'original',
        original_price_minor::text, 'quantity', quantity, 'committed', committed) ORDER BY position), '[]') AS items
      FROM marketplace_item WHERE offer_id = o.id) i
    ORDER BY wanted.place`
  return rows.map(toView)
}

export async function readOffer(tx: Tx, id: bigint): Promise<OfferView | undefined> {
  const [offer] = await readOffers(tx, [id])
  return offer
}
