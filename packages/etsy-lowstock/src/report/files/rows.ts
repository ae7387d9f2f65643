import type { Db, EtsyShop } from '@bazaar/core/db'
import { paceOf, readPace, thresholdFor, watchedDays } from '../../stock/index.ts'
import { shortest } from '../items.ts'
import { decimal } from './decimal.ts'

export const stockColumns = [
  'listing_id',
  'title',
  'state',
  'variation',
  'sku',
  'quantity',
  'price',
  'currency',
  'threshold',
  'threshold_by',
  'threshold_from',
  'days_left',
  'url',
] as const
export const historyColumns = ['at', 'listing_id', 'title', 'variation', 'sku', 'before', 'after', 'cause'] as const

type Rows = AsyncGenerator<readonly (readonly string[])[]>

/** More of them no spreadsheet opens in time, nor may a file that Telegram takes be much larger. */
export const mostRows = 100_000
const listingsAtOnce = 500
const changesAtOnce = 2000

/** Every variation on sale, the newest listings first. */
export async function* stockRows({ prisma }: Db, shop: EtsyShop, now: Date, most = mostRows): Rows {
  let before: bigint | undefined
  for (let written = 0; written < most; ) {
    const listings = await prisma.etsyListing.findMany({
      where: { shopId: shop.id, ...(before === undefined ? {} : { id: { lt: before } }) },
      include: { variations: { where: { isEnabled: true }, orderBy: { id: 'asc' } } },
      orderBy: { id: 'desc' },
      take: listingsAtOnce,
    })
    before = listings.at(-1)?.id
    if (before === undefined) return
    const ids = listings.flatMap(({ variations }) => variations.map(({ id }) => id))
    const paces = await readPace(prisma, ids, now)
    const rows = listings.flatMap((listing) =>
      listing.variations.map((one) => {
        const { value, by, from } = thresholdFor(shop, listing, one)
        const pace = paces.get(one.id) ?? { sold14: 0, sold30: 0 }
        const days = shortest(paceOf(pace, watchedDays(listing.firstSeenAt, now), one.quantity))
        return [
          ...[String(listing.etsyListingId), listing.title, listing.state, one.name, one.sku, String(one.quantity)],
          ...[decimal(one.priceMinor, one.currency), one.currency, String(value), by, from],
          ...[days === undefined ? '' : days.toFixed(1), listing.url],
        ]
      }),
    )
    yield rows.slice(0, most - written)
    written += rows.length
  }
}

/** What changed, newest first. The ids are read at once, so that what changes meanwhile moves nothing. */
export async function* historyRows({ prisma }: Db, shopId: bigint, most = mostRows): Rows {
  const ids = await prisma.$queryRaw<{ id: bigint }[]>`
    SELECT c.id FROM etsy_lowstock_change c JOIN etsy_lowstock_listing l ON l.id = c.listing_id
    WHERE l.shop_id = ${shopId} ORDER BY c.at DESC, c.id DESC LIMIT ${most}`
  for (let from = 0; from < ids.length; from += changesAtOnce) {
    const changes = await prisma.etsyChange.findMany({
      where: { id: { in: ids.slice(from, from + changesAtOnce).map(({ id }) => id) } },
      include: {
        listing: { select: { etsyListingId: true, title: true } },
        variation: { select: { name: true, sku: true } },
      },
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
    })
    yield changes.map(({ at, listing, variation, before, after, cause }) => [
      ...[at.toISOString(), String(listing.etsyListingId), listing.title, variation?.name ?? '', variation?.sku ?? ''],
      ...[String(before), String(after), cause],
    ])
  }
}
