import type { Threshold, ThresholdInForce } from '../stock/index.ts'

/** What a threshold is of. */
export interface Target {
  readonly level: 'shop' | 'listing' | 'variation'
  readonly id: bigint
}

/** What is in force for a shop, a listing or a variation. */
export interface Settings {
  readonly target: Target
  readonly shop: { readonly id: bigint; readonly name: string }
  /** Nothing: it is the shop's. */
  readonly listing: { readonly id: bigint; readonly title: string } | undefined
  /** Its name, for a variation. */
  readonly variation: string | undefined
  readonly inForce: ThresholdInForce
  /** Of a listing: its variations that are on sale, where it has several. */
  readonly below: readonly VariationSetting[]
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

export interface OwnSettings {
  /** Some of them. */
  readonly shown: readonly OwnSetting[]
  readonly total: number
}
