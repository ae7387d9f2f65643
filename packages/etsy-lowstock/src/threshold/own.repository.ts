import type { Tx } from '@bazaar/core/db'
import { pageAt } from '../pages.ts'
import { type ThresholdRow, thresholdFor } from '../stock/index.ts'
import type { OwnSettings } from './types.ts'

type Reader = Pick<Tx, 'etsyListing' | 'etsyVariation'>

const nothing: ThresholdRow = { threshold: null, thresholdBy: null }

/** One page of what differs in a shop. */
export async function readOwn(db: Reader, shopId: bigint, size: number, wanted = 0): Promise<OwnSettings> {
  const differs = { threshold: { not: null } }
  const ofListings = { shopId, ...differs }
  const ofVariations = { listing: { shopId }, ...differs }
  const [listingCount, variationCount] = await Promise.all([
    db.etsyListing.count({ where: ofListings }),
    db.etsyVariation.count({ where: ofVariations }),
  ])
  const total = listingCount + variationCount
  const at = pageAt(wanted, total, size)
  const listings = await db.etsyListing.findMany({
    where: ofListings,
    orderBy: [{ title: 'asc' }, { id: 'asc' }],
    skip: at.before,
    take: size,
  })
  const variations = await db.etsyVariation.findMany({
    where: ofVariations,
    include: { listing: { select: { title: true } } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    skip: Math.max(0, at.before - listingCount),
    take: size - listings.length,
  })
  const shown = [
    ...listings.map((row) => ({ title: row.title, variation: undefined, ...settingOf('listing', row) })),
    ...variations.map((row) => ({ title: row.listing.title, variation: row.name, ...settingOf('variation', row) })),
  ]
  return { shown, total, at }
}

function settingOf(level: 'listing' | 'variation', row: ThresholdRow & { readonly id: bigint }) {
  const { value, by } = thresholdFor(nothing, nothing, row)
  return { target: { level, id: row.id }, threshold: { value, by } }
}
