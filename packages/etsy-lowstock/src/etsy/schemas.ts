import { hash } from 'node:crypto'
import { currencyDigits } from '@bazaar/core/numbers'
import { z } from 'zod'
import { decodeEntities } from './entities.ts'
import {
  type ListingLine,
  type ListingPage,
  type ListingReading,
  listingStates,
  type ShopFacts,
  type VariationReading,
} from './types.ts'
import { keyOf } from './variation-key.ts'

const id = z.number().int().positive().transform(BigInt)
const text = z.string().transform(decodeEntities)
/** More of one thing is told as so many: the sum over all variations has to fit into its column. */
const mostPieces = 1_000_000
const quantity = z
  .number()
  .int()
  .transform((pieces) => Math.min(Math.max(0, pieces), mostPieces))

const money = z
  .object({
    amount: z.number().int(),
    divisor: z.number().int().positive(),
    currency_code: z.string().regex(/^[A-Z]{3}$/),
  })
  .transform(({ amount, divisor, currency_code: currency }) => ({
    minor: BigInt(Math.round((amount * 10 ** currencyDigits(currency)) / divisor)),
    currency,
  }))

const offering = z.object({
  quantity,
  is_enabled: z.boolean().default(true),
  is_deleted: z.boolean().default(false),
  price: money,
})

const product = z.object({
  product_id: z.number().int(),
  sku: text.nullish(),
  is_deleted: z.boolean().default(false),
  offerings: z.array(offering),
  property_values: z
    .array(z.object({ property_id: z.number().int(), values: z.array(text).default([]) }))
    .nullish()
    .transform((values) => values ?? []),
})

const listing = z.object({
  listing_id: id,
  title: text.nullish(),
  state: z.string(),
  quantity,
  url: z.url(),
  skus: z.array(text).nullish(),
  has_variations: z.boolean().nullish(),
  // Nothing depends on it but the order of what was sold out before.
  updated_timestamp: z.number().int().positive().max(4_000_000_000).optional().catch(undefined),
  price: money,
  inventory: z.object({ products: z.array(product) }).nullish(),
})

const shop = z
  .object({ shop_id: id, shop_name: text, url: z.url(), currency_code: z.string().regex(/^[A-Z]{3}$/) })
  .transform(
    (one): ShopFacts => ({
      etsyShopId: one.shop_id,
      name: one.shop_name,
      url: one.url,
      currency: one.currency_code,
    }),
  )

/** Etsy answers one shop; older answers were lists. */
export const shopAnswer = z.union([
  shop,
  z.object({ results: z.array(shop).min(1) }).transform(({ results }) => results[0]),
])

/** A listing without its inventory. */
export const bareAnswer = listing.omit({ inventory: true })
/** What is read of an inventory. */
export const piecesAnswer = z.object({ products: z.array(product) })
export const withInventory = (
  one: z.output<typeof bareAnswer>,
  inventory: z.output<typeof piecesAnswer> | undefined,
): ListingReading => readListing({ ...one, inventory })

/** On a page. Variations without an inventory make no sense: a single thing would be read, and the variations be given up. */
const lineAnswer = listing.refine((one) => !one.has_variations || one.inventory).transform(readListing)
/** Listings are read one by one, when somebody wants to know more of them than whether they changed. */
export const pageAnswer = z
  .object({ count: z.number().int().min(0), results: z.array(z.unknown().transform(toLine)) })
  .transform(({ count, results }): ListingPage => ({ count, listings: results }))

/** What is read of a listing. Etsy says more, which changes all the time: how often it was looked at, who likes it. */
const parts = Object.keys(listing.shape)

function toLine(raw: unknown, context: z.RefinementCtx): ListingLine {
  const said = parts.map((part): unknown => (typeof raw === 'object' && raw ? Reflect.get(raw, part) : undefined))
  const { success, data } = id.safeParse(said[parts.indexOf('listing_id')])
  if (!success) {
    context.addIssue({ code: 'custom', message: 'no listing' })
    return z.NEVER
  }
  return {
    etsyListingId: data,
    digest: digestOf(JSON.stringify(said)),
    read: () => lineAnswer.safeParse(raw).data,
  }
}

const digestOf = (text: string): string => hash('sha256', text, 'base64url').slice(0, 22)

type Listing = z.output<typeof listing>
type Product = z.output<typeof product>

function readProduct(one: Product, fallback: Listing['price']): VariationReading {
  const offerings = one.offerings.filter((offered) => !offered.is_deleted)
  const enabled = offerings.filter((offered) => offered.is_enabled)
  const price = (enabled[0] ?? offerings[0])?.price ?? fallback
  return {
    key: keyOf(one.property_values),
    name: one.property_values.flatMap(({ values }) => values).join(', '),
    sku: one.sku ?? '',
    quantity: enabled.reduce((sum, offered) => sum + offered.quantity, 0),
    isEnabled: enabled.length > 0,
    priceMinor: price.minor,
    currency: price.currency,
  }
}

/** A listing that was never edited with Etsy's inventory tools has no inventory record: it is one thing with the listing's own quantity. */
function variationsOf(one: Listing): readonly VariationReading[] {
  const products = one.inventory?.products.filter((entry) => !entry.is_deleted) ?? []
  const read = products.map((entry) => readProduct(entry, one.price))
  // Two products with the same properties cannot be told apart from one look to the next: they count as one.
  const merged = new Map<string, VariationReading>()
  for (const variation of read) {
    const before = merged.get(variation.key)
    const both = before && {
      ...before,
      quantity: before.quantity + variation.quantity,
      isEnabled: before.isEnabled || variation.isEnabled,
    }
    merged.set(variation.key, both ?? variation)
  }
  if (merged.size > 0) return [...merged.values()]
  const { minor: priceMinor, currency } = one.price
  return [
    { key: '', name: '', sku: one.skus?.[0] ?? '', quantity: one.quantity, isEnabled: true, priceMinor, currency },
  ]
}

function readListing(one: Listing): ListingReading {
  const state = listingStates.find((known) => known === one.state) ?? 'inactive'
  const all = variationsOf(one)
  // Etsy keeps the pieces of a listing that is sold out at what they were in some of its answers.
  const variations = state === 'sold_out' ? all.map((variation) => ({ ...variation, quantity: 0 })) : all
  const title = one.title ?? ''
  return {
    etsyListingId: one.listing_id,
    title,
    url: one.url,
    state,
    hasVariations: variations.length > 1 || variations[0]?.key !== '',
    variations,
    changedAt: one.updated_timestamp === undefined ? undefined : new Date(one.updated_timestamp * 1000),
    fingerprint: fingerprintOf(title, all, one.inventory?.products ?? []),
  }
}

/** Etsy gives every product a new id whenever somebody saves the inventory, and none when something is bought. */
function fingerprintOf(title: string, variations: readonly VariationReading[], products: readonly Product[]): string {
  const facts = [
    title,
    products.map((entry) => entry.product_id),
    variations.map(({ key, sku, isEnabled, priceMinor, currency }) => [
      key,
      sku,
      isEnabled,
      String(priceMinor),
      currency,
    ]),
  ]
  return digestOf(JSON.stringify(facts))
}
