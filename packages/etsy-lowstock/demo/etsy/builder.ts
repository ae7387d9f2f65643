import type { Listing, ListingSpec, Product, ProductSpec, Shop, ShopSpec } from './types.ts'
import { quantityOf } from './wire.ts'

const day = 86_400

/** Makes what the specs describe, and gives ids to it. */
export function createBuilder() {
  let lastListing = 1_600_000_000
  let lastProduct = 20_000_000_000

  /** Ids of a product and of its one offering, used by none before. */
  function productIds(): Pick<Product, 'id' | 'offeringId'> {
    lastProduct += 2
    return { id: lastProduct, offeringId: lastProduct + 1 }
  }

  const product = (spec: ProductSpec, ofListing: { readonly price: number; readonly sku?: string }): Product => ({
    ...productIds(),
    sku: spec.sku ?? ofListing.sku ?? '',
    values: spec.values ?? {},
    quantity: spec.quantity,
    price: spec.price ?? ofListing.price,
    isEnabled: spec.isEnabled ?? true,
  })

  function listing(shop: Shop, spec: ListingSpec, createdAt: number): Listing {
    const made: Listing = {
      id: spec.id ?? ++lastListing,
      shop,
      title: spec.title,
      state: spec.state ?? 'active',
      products: (spec.products ?? [{ quantity: spec.quantity ?? 1 }]).map((one) => product(one, spec)),
      hasInventory: spec.hasInventory ?? true,
      sharesQuantity: spec.sharesQuantity ?? false,
      createdAt,
      updatedAt: createdAt,
      bare: undefined,
      whole: undefined,
    }
    if (made.state === 'active' && quantityOf(made) === 0) made.state = 'sold_out'
    return made
  }

  /** A shop whose listings came one a day, the first of the list last. */
  function shop(userId: number, login: string, spec: ShopSpec, now: number): Shop {
    const made: Shop = {
      id: spec.id,
      userId,
      name: spec.name,
      url: `https://www.etsy.com/shop/${login}`,
      currency: spec.currency,
      createdAt: now - 400 * day,
      listings: [],
      byState: new Map(),
    }
    made.listings.push(...spec.listings.map((one, index) => listing(made, one, now - (index + 1) * day)))
    return made
  }

  return { productIds, product, listing, shop }
}

/** One of many listings, every third with four variations. */
export const thing = (index: number): ListingSpec => ({
  title: `Hand-made thing no. ${index + 1}`,
  price: 1_000 + (index % 90) * 100,
  sku: `THING-${index + 1}`,
  quantity: 5 + (index % 20),
  ...(index % 3 === 0
    ? {
        products: ['S', 'M', 'L', 'XL'].map((size, place) => ({
          values: { Size: size },
          sku: `THING-${index + 1}-${size}`,
          quantity: 5 + place,
        })),
      }
    : {}),
})
