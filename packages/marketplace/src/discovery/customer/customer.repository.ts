import type { Keyring } from '@bazaar/core/crypto'
import type { Tx } from '@bazaar/core/db'
import type { Point } from '../../cell.ts'
import { sealPlace } from './sealed-place.ts'

export const radii = [1, 3, 5, 10] as const
export type Radius = (typeof radii)[number]

/** How long a place is kept that the person let us keep. */
export const placeKeptMs = 30 * 24 * 3_600_000
export const usualRadius: Radius = 5

/** What a customer set for looking through offers. */
export interface Customer {
  readonly userId: bigint
  readonly place: Point | undefined
  readonly cityKey: string | undefined
  readonly radiusKm: Radius
  /** Allergens that must not be in it. */
  readonly exclusions: readonly string[]
  readonly hideUnstated: boolean
  /** Venues that the person follows. */
  readonly follows: readonly bigint[]
}

interface Choice {
  readonly radiusKm?: Radius
  readonly exclusions?: string[]
  readonly hideUnstated?: boolean
  readonly cityKey?: string | null
}

export async function updateCustomer(tx: Tx, userId: bigint, choice: Choice): Promise<void> {
  await tx.marketplaceCustomer.upsert({ where: { userId }, create: { userId, ...choice }, update: choice })
}

/** Keeps the place for 30 days. A city that was chosen before, and a place that was lent for a list, count no more. */
export async function keepPlace(tx: Tx, keyring: Keyring, userId: bigint, place: Point, now: Date): Promise<void> {
  const kept = { place: sealPlace(keyring, place, 'marketplace_customer.place'), placeAt: now, cityKey: null }
  await tx.marketplaceCustomer.upsert({ where: { userId }, create: { userId, ...kept }, update: kept })
  await tx.marketplaceBrowse.deleteMany({ where: { userId } })
}

/** Forgets the place everywhere but in searches that the person saved. Returns how many of those there are. */
export async function forgetPlace(tx: Tx, userId: bigint): Promise<number> {
  await tx.marketplaceCustomer.updateMany({ where: { userId }, data: { place: null, placeAt: null } })
  await tx.marketplaceBrowse.deleteMany({ where: { userId } })
  return tx.marketplaceSavedSearch.count({ where: { userId, place: { not: null } } })
}

/** Forgets every place that was kept long enough. */
export async function forgetOldPlaces(tx: Tx, now: Date): Promise<number> {
  const { count } = await tx.marketplaceCustomer.updateMany({
    where: { placeAt: { lte: new Date(now.getTime() - placeKeptMs) } },
    data: { place: null, placeAt: null },
  })
  return count
}
