import type { Listing, Product, Receipt, Shop } from './types.ts'

/** Ids of properties as Etsy numbers them: two of its own, custom ones from 513 on. */
const knownProperties: Readonly<Record<string, number>> = { Size: 100, Colour: 200 }

/** How long the seller needs to make it: each offering says so. */
export const readinessStateId = 1_390_000_001

export function propertyId(name: string, names: readonly string[]): number {
  return knownProperties[name] ?? 513 + names.indexOf(name)
}

const price = (amount: number, currency: string) => ({ amount, divisor: 100, currency_code: currency })

/** What buyers can have of it. */
export const quantityOf = ({ products }: Pick<Listing, 'products'>): number =>
  products.reduce((sum, { isEnabled, quantity }) => sum + (isEnabled ? quantity : 0), 0)

const differs = (products: readonly Product[], of: (product: Product) => unknown) => new Set(products.map(of)).size > 1

function productJson(product: Product, names: readonly string[], currency: string): object {
  return {
    product_id: product.id,
    sku: product.sku,
    is_deleted: false,
    offerings: [
      {
        offering_id: product.offeringId,
        quantity: product.quantity,
        is_enabled: product.isEnabled,
        is_deleted: false,
        price: price(product.price, currency),
        readiness_state_id: readinessStateId,
      },
    ],
    property_values: Object.entries(product.values).map(([name, value]) => ({
      property_id: propertyId(name, names),
      property_name: name,
      scale_id: null,
      scale_name: null,
      value_ids: [[...`${name}${value}`].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1e9, 7)],
      values: [value],
    })),
  }
}

/** The inventory record of a listing. */
export function inventoryJson({ products, shop, sharesQuantity }: Listing): object {
  const names = [...new Set(products.flatMap(({ values }) => Object.keys(values)))]
  const ids = names.map((name) => propertyId(name, names))
  return {
    products: products.map((product) => productJson(product, names, shop.currency)),
    price_on_property: differs(products, (product) => product.price) ? ids : [],
    quantity_on_property: sharesQuantity ? [] : ids,
    sku_on_property: differs(products, (product) => product.sku) ? ids : [],
    readiness_state_on_property: [],
  }
}

function bareJson(listing: Listing): object {
  const { id, shop, products, createdAt, updatedAt } = listing
  const offered = products.filter(({ isEnabled }) => isEnabled)
  return {
    listing_id: id,
    user_id: shop.userId,
    shop_id: shop.id,
    title: listing.title,
    description: `${listing.title}. Made by hand, in small numbers.`,
    state: listing.state,
    creation_timestamp: createdAt,
    created_timestamp: createdAt,
    ending_timestamp: createdAt + 120 * 86_400,
    original_creation_timestamp: createdAt,
    last_modified_timestamp: updatedAt,
    updated_timestamp: updatedAt,
    state_timestamp: createdAt,
    quantity: quantityOf(listing),
    shop_section_id: null,
    url: `https://www.etsy.com/listing/${id}/${listing.title
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')}`,
    non_taxable: false,
    is_customizable: false,
    is_personalizable: false,
    listing_type: 'physical',
    tags: [],
    materials: [],
    skus: [...new Set(products.map(({ sku }) => sku).filter((sku) => sku !== ''))],
    has_variations: products.some(({ values }) => Object.keys(values).length > 0),
    language: 'en-US',
    price: price(Math.min(...(offered.length > 0 ? offered : products).map((one) => one.price)), shop.currency),
  }
}

/** Kept until the listing changes: a page of a hundred costs one joining of texts. */
export function listingText(listing: Listing, withInventory: boolean): string {
  listing.bare ??= JSON.stringify(bareJson(listing))
  if (!withInventory) return listing.bare
  listing.whole ??= `${listing.bare.slice(0, -1)},"inventory":${
    listing.hasInventory ? JSON.stringify(inventoryJson(listing)) : 'null'
  }}`
  return listing.whole
}

/** For apps that may see sales. */
export const receiptJson = ({ id, shop, listing, sold, paidAt }: Receipt): object => ({
  receipt_id: id,
  seller_user_id: shop.userId,
  status: 'Paid',
  is_paid: true,
  created_timestamp: paidAt,
  updated_timestamp: paidAt,
  transactions: sold.map(({ product, quantity }, index) => ({
    transaction_id: id * 10 + index,
    receipt_id: id,
    listing_id: listing.id,
    product_id: product.id,
    sku: product.sku,
    title: listing.title,
    quantity,
    price: price(product.price, shop.currency),
    paid_timestamp: paidAt,
  })),
})

export function shopJson({ id, userId, name, url, currency, createdAt, listings }: Shop): object {
  return {
    shop_id: id,
    user_id: userId,
    shop_name: name,
    create_date: createdAt,
    created_timestamp: createdAt,
    title: null,
    announcement: null,
    currency_code: currency,
    is_vacation: false,
    vacation_message: null,
    listing_active_count: listings.filter(({ state }) => state === 'active').length,
    digital_listing_count: 0,
    login_name: url.split('/').at(-1) ?? '',
    url,
    num_favorers: 0,
    languages: ['en-US'],
  }
}
