import type { Tx } from '@bazaar/core/db'
import { paceOf, readPace, watchedDays } from './pace.ts'
import { thresholdFor } from './threshold.ts'
import type { StockNews } from './types.ts'

/** A listing, or one of its variations, as it is now. */
export interface ItemNow {
  readonly shopId: bigint
  readonly stock: string
  /** What news about it would say. */
  readonly news: Omit<StockNews, 'kind' | 'at' | 'episode'>
}

export async function readItem(
  tx: Tx,
  listingId: bigint,
  variationId: bigint | null,
  now: Date,
): Promise<ItemNow | undefined> {
  const listing = await tx.etsyListing.findUnique({
    where: { id: listingId },
    include: { variations: true, shop: true },
  })
  if (!listing) return undefined
  const { id, etsyListingId, title, url, variations, shop } = listing
  const one = variations.find((row) => row.id === variationId) ?? (variations.length === 1 ? variations[0] : undefined)
  const priced = one ?? variations[0]
  const pace = one && (await readPace(tx, [one.id], now)).get(one.id)
  const isWhole = variationId === null
  return {
    shopId: listing.shopId,
    stock: isWhole ? listing.stock : listing.stock === 'OK' ? (one?.stock ?? 'HIDDEN') : listing.stock,
    news: {
      listing: { id, etsyListingId, title, url },
      variation: one && !isWhole ? { id: one.id, name: one.name } : undefined,
      sku: one?.sku ?? '',
      quantity: isWhole ? listing.quantity : (one?.quantity ?? 0),
      price: { minor: priced?.priceMinor ?? 0n, currency: priced?.currency ?? shop.currency },
      cause: undefined,
      threshold: one && !isWhole ? thresholdFor(shop, listing, one) : undefined,
      daysLeft: one && pace ? paceOf(pace, watchedDays(listing.firstSeenAt, now), one.quantity) : undefined,
    },
  }
}
