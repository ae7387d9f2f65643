import type { Tx } from '@bazaar/core/db'
import { type ThresholdRow, thresholdFor } from '../stock/index.ts'
import type { OwnSetting, OwnSettings, Settings, Target } from './types.ts'

type Reader = Pick<Tx, 'etsyShop' | 'etsyListing' | 'etsyVariation'>

const nothing: ThresholdRow = { threshold: null, thresholdBy: null }
/** As buttons on one screen: variations of a listing. */
const variationsAtOnce = 6
/** The same, each with its line in the text: more were higher than a phone. */
const ownAtOnce = 3

/** Nothing where it is not this person's. */
export function readSettings(db: Reader, userId: bigint, target: Target): Promise<Settings | undefined> {
  const { level, id } = target
  if (level === 'listing') return ofListing(db, userId, id)
  return level === 'variation' ? ofVariation(db, userId, id) : ofShop(db, userId, id)
}

async function ofShop(db: Reader, ownerId: bigint, id: bigint): Promise<Settings | undefined> {
  const shop = await db.etsyShop.findFirst({ where: { id, ownerId } })
  if (!shop) return undefined
  return {
    target: { level: 'shop', id },
    shop,
    listing: undefined,
    variation: undefined,
    inForce: thresholdFor(shop, nothing, nothing),
    below: [],
  }
}

async function ofListing(db: Reader, ownerId: bigint, id: bigint): Promise<Settings | undefined> {
  const listing = await db.etsyListing.findFirst({
    where: { id, shop: { ownerId } },
    include: { shop: true, variations: { where: { isEnabled: true }, orderBy: [{ quantity: 'asc' }, { id: 'asc' }] } },
  })
  if (!listing) return undefined
  const { shop, variations } = listing
  return {
    ...{ target: { level: 'listing', id }, shop, listing, variation: undefined },
    inForce: thresholdFor(shop, listing, nothing),
    below: (variations.length > 1 ? variations.slice(0, variationsAtOnce) : []).map((one) => ({
      id: one.id,
      name: one.name,
      inForce: thresholdFor(shop, listing, one),
    })),
  }
}

async function ofVariation(db: Reader, ownerId: bigint, id: bigint): Promise<Settings | undefined> {
  const found = await db.etsyVariation.findFirst({
    where: { id, listing: { shop: { ownerId } } },
    include: { listing: { include: { shop: true } } },
  })
  if (!found) return undefined
  const { listing } = found
  return {
    ...{ target: { level: 'variation', id }, shop: listing.shop, listing, variation: found.name },
    inForce: thresholdFor(listing.shop, listing, found),
    below: [],
  }
}

/** Listings first, then variations, each by name. */
export async function readOwn(db: Reader, shopId: bigint): Promise<OwnSettings> {
  const differs = { threshold: { not: null } }
  const ofListings = { shopId, ...differs }
  const ofVariations = { listing: { shopId }, ...differs }
  const [listings, variations, listingCount, variationCount] = await Promise.all([
    db.etsyListing.findMany({ where: ofListings, orderBy: [{ title: 'asc' }, { id: 'asc' }], take: ownAtOnce }),
    db.etsyVariation.findMany({
      where: ofVariations,
      include: { listing: { select: { title: true } } },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      take: ownAtOnce,
    }),
    db.etsyListing.count({ where: ofListings }),
    db.etsyVariation.count({ where: ofVariations }),
  ])
  const all: readonly OwnSetting[] = [
    ...listings.map((row) => ({ title: row.title, variation: undefined, ...settingOf('listing', row) })),
    ...variations.map((row) => ({ title: row.listing.title, variation: row.name, ...settingOf('variation', row) })),
  ]
  return { shown: all.slice(0, ownAtOnce), total: listingCount + variationCount }
}

function settingOf(level: 'listing' | 'variation', row: ThresholdRow & { readonly id: bigint }) {
  const { value, by } = thresholdFor(nothing, nothing, row)
  return { target: { level, id: row.id }, threshold: { value, by } }
}
