import type { Account, AccountSpec, Listing, ListingSpec, ListingState, Product, ProductSpec, Shop } from './types.ts'
import { quantityOf } from './wire.ts'

/** Which product of a listing: its place, its id, its SKU or one of its values, e.g. `L`. */
export type ProductChoice = number | string

export interface Change {
  readonly title?: string | undefined
  /** Of the product, or of each one when none is named. */
  readonly quantity?: number | undefined
  /** Minor units, likewise. */
  readonly price?: number | undefined
  readonly sku?: string | undefined
  readonly product?: ProductChoice | undefined
}

/** Of a sale or a restock: which product (any, or all, unless told). */
export interface What {
  readonly product?: ProductChoice | undefined
}

export type World = ReturnType<typeof createWorld>

const day = 86_400

function choose(listing: Listing, choice: ProductChoice): Product {
  const { products } = listing
  const found =
    typeof choice === 'number'
      ? (products.find(({ id }) => id === choice) ?? products[choice])
      : (products.find(({ sku }) => sku === choice) ??
        products.find(({ values }) => Object.values(values).includes(choice)))
  if (!found) throw new Error(`Listing ${listing.id} has no product "${choice}".`)
  return found
}

const chosen = (listing: Listing, choice: ProductChoice | undefined): readonly Product[] =>
  choice === undefined ? listing.products : [choose(listing, choice)]

/** The sellers of the stand-in, their shops and what is in them, in memory. */
export function createWorld(now: () => Date, specs: readonly AccountSpec[]) {
  const accounts = new Map<number, Account>()
  const shops = new Map<number, Shop>()
  const listings = new Map<number, Listing>()
  let lastListing = 1_600_000_000
  let lastProduct = 20_000_000_000

  const seconds = () => Math.floor(now().getTime() / 1000)

  function createProduct(spec: ProductSpec, ofListing: { readonly price: number; readonly sku?: string }): Product {
    lastProduct += 2
    return {
      id: lastProduct,
      offeringId: lastProduct + 1,
      sku: spec.sku ?? ofListing.sku ?? '',
      values: spec.values ?? {},
      quantity: spec.quantity,
      price: spec.price ?? ofListing.price,
      isEnabled: spec.isEnabled ?? true,
    }
  }

  function createListing(shop: Shop, spec: ListingSpec, createdAt: number): Listing {
    const listing: Listing = {
      id: spec.id ?? ++lastListing,
      shop,
      title: spec.title,
      state: spec.state ?? 'active',
      products: (spec.products ?? [{ quantity: spec.quantity ?? 1 }]).map((product) => createProduct(product, spec)),
      hasInventory: spec.hasInventory ?? true,
      createdAt,
      updatedAt: createdAt,
      bare: undefined,
      whole: undefined,
    }
    if (listing.state === 'active' && quantityOf(listing) === 0) listing.state = 'sold_out'
    listings.set(listing.id, listing)
    return listing
  }

  function addAccount(spec: AccountSpec): Account {
    const start = seconds()
    const { userId, login } = spec
    const shop: Shop | undefined = spec.shop && {
      id: spec.shop.id,
      userId,
      name: spec.shop.name,
      url: `https://www.etsy.com/shop/${login}`,
      currency: spec.shop.currency,
      createdAt: start - 400 * day,
      listings: [],
      byState: new Map(),
    }
    if (shop && spec.shop) {
      shop.listings.push(...spec.shop.listings.map((one, index) => createListing(shop, one, start - (index + 1) * day)))
      shops.set(shop.id, shop)
    }
    const account = { userId, login, shop }
    accounts.set(userId, account)
    return account
  }

  function find(id: number): Listing {
    const listing = listings.get(id)
    if (!listing) throw new Error(`There is no listing ${id}.`)
    return listing
  }

  function shopOf(id: number): Shop {
    const shop = shops.get(id)
    if (!shop) throw new Error(`There is no shop ${id}.`)
    return shop
  }

  /** Whatever changed, it is said anew from here on. */
  function changed(listing: Listing): void {
    listing.updatedAt = seconds()
    listing.bare = undefined
    listing.whole = undefined
    listing.shop.byState.clear()
  }

  function setState(id: number, state: ListingState | 'removed'): void {
    const listing = find(id)
    listing.state = state
    changed(listing)
  }

  /** On sale, if there is anything left. */
  function offer(listing: Listing): void {
    listing.state = quantityOf(listing) > 0 ? 'active' : 'sold_out'
    changed(listing)
  }

  for (const spec of specs) addAccount(spec)

  return {
    addAccount,
    accounts: (): readonly Account[] => [...accounts.values()],
    account: (userId: number) => accounts.get(userId),
    shop: (id: number) => shops.get(id),
    listing: (id: number) => listings.get(id),

    /** What a shop has in a state, newest first. */
    list(shop: Shop, state: ListingState): readonly Listing[] {
      const known = shop.byState.get(state)
      if (known) return known
      const found = shop.listings.filter((listing) => listing.state === state)
      shop.byState.set(state, found)
      return found
    },

    /** The newest of the shop. */
    addListing(shopId: number, spec: ListingSpec): Listing {
      const shop = shopOf(shopId)
      const listing = createListing(shop, spec, seconds())
      shop.listings.unshift(listing)
      shop.byState.clear()
      return listing
    },

    /** So many listings, every third with four variations. */
    addListings(shopId: number, count: number): readonly Listing[] {
      const shop = shopOf(shopId)
      const added = Array.from({ length: count }, (_, index) =>
        createListing(
          shop,
          {
            title: `Hand-made thing no. ${index + 1}`,
            price: 1_000 + (index % 90) * 100,
            sku: `THING-${index + 1}`,
            ...(index % 3 === 0
              ? {
                  products: ['S', 'M', 'L', 'XL'].map((size, place) => ({
                    values: { Size: size },
                    sku: `THING-${index + 1}-${size}`,
                    quantity: 5 + place,
                  })),
                }
              : { quantity: 5 + (index % 20) }),
          },
          seconds(),
        ),
      )
      shop.listings.unshift(...added.toReversed())
      shop.byState.clear()
      return added
    },

    /** A buyer takes some, as many as there are at most. @returns how many were sold */
    sell(id: number, { product, count = 1 }: What & { readonly count?: number } = {}): number {
      const listing = find(id)
      if (listing.state !== 'active') return 0
      let sold = 0
      for (const one of chosen(listing, product).filter(({ isEnabled }) => isEnabled)) {
        const taken = Math.min(count - sold, one.quantity)
        one.quantity -= taken
        sold += taken
      }
      if (sold > 0) offer(listing)
      return sold
    },

    /** The seller saves the listing's form, and all its products get new ids. @throws when nothing would be left: Etsy refuses that */
    edit(id: number, change: Change): void {
      const listing = find(id)
      const products = chosen(listing, change.product)
      const after = listing.products.map((one) =>
        products.includes(one) ? (change.quantity ?? one.quantity) : one.quantity,
      )
      const isOnSale = listing.state === 'active' || listing.state === 'sold_out'
      if (change.quantity !== undefined && !listing.products.some(({ isEnabled }, at) => isEnabled && after[at])) {
        throw new Error('Etsy refuses an inventory in which nothing is left.')
      }
      listing.title = change.title ?? listing.title
      for (const one of products) {
        one.quantity = change.quantity ?? one.quantity
        one.price = change.price ?? one.price
        one.sku = change.sku ?? one.sku
      }
      for (const one of listing.products) {
        lastProduct += 2
        one.id = lastProduct
        one.offeringId = lastProduct + 1
      }
      if (isOnSale) offer(listing)
      else changed(listing)
    },

    /** So many of each product, or of the one named, are on sale from now on. */
    restock(id: number, quantity: number, { product }: What = {}): void {
      const listing = find(id)
      for (const one of chosen(listing, product)) one.quantity = quantity
      offer(listing)
    },

    /** So many of everything that is on sale or sold out. */
    restockAll(quantity: number): void {
      for (const listing of listings.values()) {
        if (listing.state !== 'active' && listing.state !== 'sold_out') continue
        for (const one of listing.products) one.quantity = quantity
        offer(listing)
      }
    },

    /** Shops and listings as at the start, whatever was added. */
    reset(): void {
      for (const all of [accounts, shops, listings]) all.clear()
      for (const spec of specs) addAccount(spec)
    },

    expire: (id: number) => setState(id, 'expired'),
    deactivate: (id: number) => setState(id, 'inactive'),
    remove: (id: number) => setState(id, 'removed'),

    /** Puts an inactive, expired or draft listing on sale. */
    activate: (id: number) => offer(find(id)),
  }
}
