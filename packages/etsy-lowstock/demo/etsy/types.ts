/** As Etsy's API names them; a removed listing is nowhere any more. */
export type ListingState = 'active' | 'inactive' | 'sold_out' | 'draft' | 'expired'

export interface ProductSpec {
  /** Value by property, e.g. `{ Size: 'L' }`. */
  readonly values?: Readonly<Record<string, string>>
  readonly sku?: string
  readonly quantity: number
  /** Minor units; the listing's unless told. */
  readonly price?: number
  /** Hidden from buyers when false; its stock does not count. */
  readonly isEnabled?: boolean
}

export interface ListingSpec {
  readonly id?: number
  readonly title: string
  /** Minor units of the shop's currency. */
  readonly price: number
  /** Of a listing without variations; 1 unless told. */
  readonly quantity?: number
  readonly sku?: string
  /** Variations. */
  readonly products?: readonly ProductSpec[]
  /** `active` unless told; what has nothing left is `sold_out`. */
  readonly state?: ListingState
  /** False = never edited with Etsy's inventory tools: there is no inventory record. */
  readonly hasInventory?: boolean
  /** Its variations share one stock: each of them says the same number. */
  readonly sharesQuantity?: boolean
}

export interface ShopSpec {
  readonly id: number
  readonly name: string
  readonly currency: string
  readonly listings: readonly ListingSpec[]
}

/** Somebody with a login at Etsy; buyers have no shop. */
export interface AccountSpec {
  readonly userId: number
  readonly login: string
  readonly shop?: ShopSpec
}

export interface Product {
  id: number
  offeringId: number
  sku: string
  readonly values: Readonly<Record<string, string>>
  quantity: number
  price: number
  isEnabled: boolean
}

export interface Listing {
  readonly id: number
  readonly shop: Shop
  title: string
  state: ListingState | 'removed'
  products: Product[]
  readonly hasInventory: boolean
  readonly sharesQuantity: boolean
  /** Seconds. */
  readonly createdAt: number
  updatedAt: number
  /** Its JSON until it changes, without and with the inventory. */
  bare: string | undefined
  whole: string | undefined
}

export interface Shop {
  readonly id: number
  readonly userId: number
  readonly name: string
  readonly url: string
  readonly currency: string
  readonly createdAt: number
  /** Newest first. */
  readonly listings: Listing[]
  /** Those of one state, until a listing changes its state. */
  readonly byState: Map<ListingState, readonly Listing[]>
}

/** What a buyer paid for. */
export interface Receipt {
  readonly id: number
  readonly shop: Shop
  readonly listing: Listing
  /** How many of which product. */
  readonly sold: readonly { readonly product: Product; readonly quantity: number }[]
  /** Seconds. */
  readonly paidAt: number
}

export interface Account {
  readonly userId: number
  readonly login: string
  readonly shop: Shop | undefined
}

/** An answer before it is sent. */
export interface Answer {
  readonly status: number
  readonly type: 'application/json' | 'text/html; charset=utf-8'
  readonly body: string
  readonly headers?: Readonly<Record<string, string>>
}

export const json = (status: number, body: object, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  type: 'application/json',
  body: JSON.stringify(body),
  headers,
})
