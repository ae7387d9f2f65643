import { createBuilder, thing } from './builder.ts'
import type {
  Account,
  AccountSpec,
  Listing,
  ListingSpec,
  ListingState,
  Product,
  ProductSpec,
  Receipt,
  Shop,
} from './types.ts'
import { quantityOf } from './wire.ts'

/** Which product of a listing: its id or its place from 0 on; its SKU or one of its values, e.g. `L`. */
export type ProductChoice = number | string

export interface Change {
  readonly title?: string | undefined
  /** Of the product, or of each one when none is named. */
  readonly quantity?: number | undefined
  /** Minor units, likewise. */
  readonly price?: number | undefined
  readonly sku?: string | undefined
  readonly isEnabled?: boolean | undefined
  readonly product?: ProductChoice | undefined
  /** Other variations instead of all that there are. */
  readonly products?: readonly ProductSpec[] | undefined
}

/** Of a sale or a restock: which product (any, or all, unless told). */
export interface What {
  readonly product?: ProductChoice | undefined
}

export type World = ReturnType<typeof createWorld>

function choose({ id, products }: Listing, choice: ProductChoice): Product {
  const found =
    typeof choice === 'number'
      ? (products.find((one) => one.id === choice) ?? products[choice])
      : (products.find(({ sku }) => sku === choice) ??
        products.find(({ values }) => Object.values(values).includes(choice)))
  if (!found) throw new Error(`Listing ${id} has no product "${choice}".`)
  return found
}

const chosen = (listing: Listing, choice: ProductChoice | undefined): readonly Product[] =>
  choice === undefined ? listing.products : [choose(listing, choice)]

/** Whatever changed, it is said anew from here on. */
function changed(listing: Listing, at: number): void {
  listing.updatedAt = at
  listing.bare = undefined
  listing.whole = undefined
  listing.shop.byState.clear()
}

/** On sale, if there is anything left. */
function offer(listing: Listing, at: number): void {
  listing.state = quantityOf(listing) > 0 ? 'active' : 'sold_out'
  changed(listing, at)
}

/**
 * The sellers of the stand-in, their shops and what is in them, in memory.
 * @param onSold told of each sale
 */
export function createWorld(now: () => Date, specs: readonly AccountSpec[], onSold: (receipt: Receipt) => void) {
  const accounts = new Map<number, Account>()
  const shops = new Map<number, Shop>()
  const listings = new Map<number, Listing>()
  const receipts = new Map<number, Receipt>()
  const build = createBuilder()
  let lastReceipt = 3_000_000_000

  const seconds = () => Math.floor(now().getTime() / 1000)

  function addAccount({ userId, login, shop: spec }: AccountSpec): Account {
    const shop = spec && build.shop(userId, login, spec, seconds())
    for (const listing of shop?.listings ?? []) listings.set(listing.id, listing)
    if (shop) shops.set(shop.id, shop)
    const account = { userId, login, shop }
    accounts.set(userId, account)
    return account
  }

  function find(id: number): Listing {
    const listing = listings.get(id)
    if (!listing) throw new Error(`There is no listing ${id}.`)
    return listing
  }

  function addNewest(shopId: number, newest: readonly ListingSpec[]): readonly Listing[] {
    const shop = shops.get(shopId)
    if (!shop) throw new Error(`There is no shop ${shopId}.`)
    const added = newest.map((spec) => build.listing(shop, spec, seconds()))
    for (const listing of added) listings.set(listing.id, listing)
    shop.listings.unshift(...added.toReversed())
    shop.byState.clear()
    return added
  }

  function setState(id: number, state: ListingState | 'removed'): void {
    const listing = find(id)
    listing.state = state
    changed(listing, seconds())
  }

  function fill(listing: Listing, quantity: number, choice?: ProductChoice): void {
    for (const one of chosen(listing, choice)) one.quantity = quantity
    offer(listing, seconds())
  }

  for (const spec of specs) addAccount(spec)

  return {
    addAccount,
    accounts: (): readonly Account[] => [...accounts.values()],
    account: (userId: number) => accounts.get(userId),
    shop: (id: number) => shops.get(id),
    listing: (id: number) => listings.get(id),
    receipt: (id: number) => receipts.get(id),

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
      const [added] = addNewest(shopId, [spec])
      if (!added) throw new Error('Nothing was added.')
      return added
    },

    /** So many listings, every third with four variations; the last one is the newest. */
    addListings: (shopId: number, count: number): readonly Listing[] =>
      addNewest(
        shopId,
        Array.from({ length: count }, (_, index) => thing(index)),
      ),

    /** A buyer takes some, as many as there are at most. @returns how many were sold */
    sell(id: number, { product, count = 1 }: What & { readonly count?: number } = {}): number {
      const listing = find(id)
      if (listing.state !== 'active') return 0
      let total = 0
      const sold: Receipt['sold'][number][] = []
      for (const one of chosen(listing, product).filter(({ isEnabled }) => isEnabled)) {
        const quantity = Math.min(count - total, one.quantity)
        if (quantity === 0) continue
        one.quantity -= quantity
        total += quantity
        sold.push({ product: { ...one }, quantity })
      }
      if (total === 0) return 0
      offer(listing, seconds())
      const receipt = { id: ++lastReceipt, shop: listing.shop, listing, sold, paidAt: seconds() }
      receipts.set(receipt.id, receipt)
      onSold(receipt)
      return total
    },

    /** The seller saves the listing's form, and all its products get new ids. @throws when nothing would be left: Etsy refuses that */
    edit(id: number, change: Change): void {
      const listing = find(id)
      const [first] = listing.products
      const before = change.products?.map((one) => build.product(one, first ?? { price: 100 })) ?? listing.products
      const edited = chosen({ ...listing, products: before }, change.product)
      const { title = listing.title, quantity, price, sku, isEnabled } = change
      const products = before.map((one) => ({
        ...one,
        ...build.productIds(),
        ...(edited.includes(one)
          ? {
              quantity: quantity ?? one.quantity,
              price: price ?? one.price,
              sku: sku ?? one.sku,
              isEnabled: isEnabled ?? one.isEnabled,
            }
          : {}),
      }))
      const changesStock = [quantity, isEnabled, change.products].some((one) => one !== undefined)
      if (changesStock && quantityOf({ products }) === 0) {
        throw new Error('Etsy refuses an inventory in which nothing is left.')
      }
      listing.title = title
      listing.products = products
      if (listing.state === 'active' || listing.state === 'sold_out') offer(listing, seconds())
      else changed(listing, seconds())
    },

    /** An app replaces the whole inventory: all products are new ones. What is sold out stays so until its seller renews it. */
    putInventory(id: number, products: readonly Omit<Product, 'id' | 'offeringId'>[]): void {
      const listing = find(id)
      listing.products = products.map((one) => ({ ...one, ...build.productIds() }))
      changed(listing, seconds())
    },

    /** So many of each product, or of the one named, are on sale from now on. */
    restock: (id: number, quantity: number, { product }: What = {}) => fill(find(id), quantity, product),

    /** So many of everything that is on sale or sold out. */
    restockAll(quantity: number): void {
      for (const listing of listings.values()) {
        if (listing.state === 'active' || listing.state === 'sold_out') fill(listing, quantity)
      }
    },

    expire: (id: number) => setState(id, 'expired'),
    deactivate: (id: number) => setState(id, 'inactive'),
    remove: (id: number) => setState(id, 'removed'),

    /** Puts an inactive, expired, draft or sold out listing on sale: the seller renews it. */
    activate: (id: number) => offer(find(id), seconds()),

    /** Shops and listings as at the start, whatever was added. */
    reset(): void {
      for (const all of [accounts, shops, listings, receipts]) all.clear()
      for (const spec of specs) addAccount(spec)
    },
  }
}
