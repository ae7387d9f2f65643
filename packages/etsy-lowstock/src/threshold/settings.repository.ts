import type { EtsyListing, EtsyVariation, Tx } from '@bazaar/core/db'
import { pageAt } from '../pages.ts'
import { type ThresholdRow, thresholdFor } from '../stock/index.ts'
import type { Settings, Target, VariationSetting, VariationsPage } from './types.ts'

type Reader = Pick<Tx, 'etsyShop' | 'etsyListing' | 'etsyVariation'>

const nothing: ThresholdRow = { threshold: null, thresholdBy: null }
/** As buttons beside the listing's own: more have a list. */
const fewVariations = 3
/** With the text and its title a page of the list fits a phone. */
const pageSize = 7

const onSale = {
  where: { isEnabled: true },
  orderBy: [{ quantity: 'asc' }, { id: 'asc' }],
} satisfies Parameters<Reader['etsyVariation']['findMany']>[0]
const withAll = { shop: true, variations: onSale } as const

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
    ...{ target: { level: 'shop', id }, shop, listing: undefined, variation: undefined, listedOn: undefined },
    inForce: thresholdFor(shop, nothing, nothing),
    below: { few: [], total: 0 },
  }
}

async function ofListing(db: Reader, ownerId: bigint, id: bigint): Promise<Settings | undefined> {
  const listing = await db.etsyListing.findFirst({ where: { id, shop: { ownerId } }, include: withAll })
  if (!listing) return undefined
  const { shop, variations } = listing
  const total = variations.length > 1 ? variations.length : 0
  const isFew = total <= fewVariations
  return {
    ...{ target: { level: 'listing', id }, shop, listing, variation: undefined, listedOn: undefined },
    inForce: thresholdFor(shop, listing, nothing),
    below: { few: total > 0 && isFew ? variations.map((one) => settingOf(shop, listing, one)) : [], total },
  }
}

async function ofVariation(db: Reader, ownerId: bigint, id: bigint): Promise<Settings | undefined> {
  const found = await db.etsyVariation.findFirst({
    where: { id, listing: { shop: { ownerId } } },
    include: { listing: { include: withAll } },
  })
  if (!found) return undefined
  const { listing } = found
  const { shop, variations } = listing
  const place = variations.findIndex((one) => one.id === id)
  return {
    ...{ target: { level: 'variation', id }, shop, listing, variation: found.name },
    listedOn: variations.length > fewVariations ? Math.floor(Math.max(0, place) / pageSize) : undefined,
    inForce: thresholdFor(shop, listing, found),
    below: { few: [], total: 0 },
  }
}

/** One page of a listing's variations. Nothing where it is not this person's. */
export async function readVariations(
  db: Reader,
  ownerId: bigint,
  id: bigint,
  wanted: number,
): Promise<VariationsPage | undefined> {
  const listing = await db.etsyListing.findFirst({ where: { id, shop: { ownerId } }, include: withAll })
  if (!listing) return undefined
  const { shop, variations } = listing
  const at = pageAt(wanted, variations.length, pageSize)
  const shown = variations.slice(at.before, at.before + pageSize)
  return { shop, listing, at, variations: shown.map((one) => settingOf(shop, listing, one)) }
}

const settingOf = (
  shop: Parameters<typeof thresholdFor>[0],
  listing: EtsyListing,
  one: EtsyVariation,
): VariationSetting => ({ id: one.id, name: one.name, inForce: thresholdFor(shop, listing, one) })
