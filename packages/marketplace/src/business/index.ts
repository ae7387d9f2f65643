import type { Core } from '@bazaar/core/feature'
import type { RetentionRule, SealedColumn } from '@bazaar/core/privacy'
import type { Settings } from '../env.ts'
import type { Part } from '../part.ts'

export const businessSealed: readonly SealedColumn[] = []
export const businessRetention: readonly RetentionRule[] = []

/** Venues: registering, deciding, staff. */
export function createBusiness(_core: Core, _settings: Settings): { readonly part: Part } {
  return { part: {} }
}
