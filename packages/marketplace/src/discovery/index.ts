import type { Core } from '@bazaar/core/feature'
import type { RetentionRule, SealedColumn } from '@bazaar/core/privacy'
import type { Settings } from '../env.ts'
import type { Part } from '../part.ts'

export const discoverySealed: readonly SealedColumn[] = []
export const discoveryRetention: readonly RetentionRule[] = []

/** Browsing, following, alerts about new offers. */
export function createDiscovery(_core: Core, _settings: Settings): { readonly part: Part } {
  return { part: {} }
}
