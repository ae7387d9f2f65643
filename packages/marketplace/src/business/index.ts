import type { Core } from '@bazaar/core/feature'
import type { RetentionRule, SealedColumn } from '@bazaar/core/privacy'
import type { Settings } from '../env.ts'
import type { Part } from '../part.ts'
import { createBusinesses } from './businesses.service.ts'
import type { Businesses } from './types.ts'

export const businessSealed: readonly SealedColumn[] = []
export const businessRetention: readonly RetentionRule[] = []

export interface Business {
  readonly part: Part
  readonly businesses: Businesses
}

/** Venues: registering, deciding, staff. */
export function createBusiness({ db }: Core, _settings: Settings): Business {
  return { part: {}, businesses: createBusinesses(db) }
}
