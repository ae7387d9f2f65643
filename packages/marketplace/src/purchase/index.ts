import type { Core } from '@bazaar/core/feature'
import type { RetentionRule, SealedColumn } from '@bazaar/core/privacy'
import type { Settings } from '../env.ts'
import type { Part } from '../part.ts'

export const purchaseSealed: readonly SealedColumn[] = []
export const purchaseRetention: readonly RetentionRule[] = []

/** Reserving, cancelling, collecting; what happens when nobody comes. */
export function createPurchase(_core: Core, _settings: Settings, _others: object): { readonly part: Part } {
  return { part: {} }
}
