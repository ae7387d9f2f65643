import type { PageAt } from '../pages.ts'
import type { Threshold, ThresholdInForce } from '../stock/index.ts'

/** What a threshold is of. */
export interface Target {
  readonly level: 'shop' | 'listing' | 'variation'
  readonly id: bigint
}

/** What is in force for a shop, a listing or a variation. */
export interface Settings {
  readonly target: Target
  readonly shop: NamedShop
  /** Nothing: it is the shop's. */
  readonly listing: { readonly id: bigint; readonly title: string } | undefined
  /** Its name, for a variation. */
  readonly variation: string | undefined
  readonly inForce: ThresholdInForce
  /** Of a listing with several variations on sale: how many, and all of them where they are few. */
  readonly below: { readonly few: readonly VariationSetting[]; readonly total: number }
  /** Of a variation among many: the page of their list that it stands on. */
  readonly listedOn: number | undefined
}

/** A shop by its name. */
export interface NamedShop {
  readonly id: bigint
  readonly name: string
}

/** Some of the shops that somebody may set something for. */
export interface ShopsPage {
  readonly shops: readonly NamedShop[]
  readonly total: number
  readonly at: PageAt
}

/** Some of a listing's variations that are on sale, those with the fewest pieces first. */
export interface VariationsPage {
  readonly shop: NamedShop
  readonly listing: { readonly id: bigint; readonly title: string }
  readonly variations: readonly VariationSetting[]
  readonly at: PageAt
}

export interface VariationSetting {
  readonly id: bigint
  readonly name: string
  readonly inForce: ThresholdInForce
}

/** One listing or variation that differs from its shop. */
export interface OwnSetting {
  readonly target: Target
  readonly title: string
  readonly variation: string | undefined
  readonly threshold: Threshold
}

/** What differs in a shop: listings first, then variations, each by name. */
export interface OwnSettings {
  readonly shown: readonly OwnSetting[]
  readonly total: number
  readonly at: PageAt
}
