import type { Keyring } from '@bazaar/core/crypto'
import type { Prisma, Tx } from '@bazaar/core/db'
import type { Point } from '../../cell.ts'
import { findPlace, openPlace, sealPlace } from '../customer/sealed-place.ts'
import { areaOf } from '../map/areas.ts'
import { findCityName } from '../where/cities.repository.ts'

/** Where a search looks: around a place, or in a city. */
export type SearchArea =
  | { readonly kind: 'place'; readonly place: Point; readonly radiusKm: number }
  | { readonly kind: 'city'; readonly cityKey: string }

export interface SavedSearch {
  readonly id: bigint
  readonly area: SearchArea
  /** As it is written, for cities. */
  readonly city: string | undefined
  readonly limit: { readonly minor: bigint; readonly currency: string } | undefined
  readonly createdAt: Date
}

type Row = Prisma.MarketplaceSavedSearchGetPayload<object>

async function toSearch(tx: Tx, keyring: Keyring, row: Row): Promise<SavedSearch> {
  const { id, createdAt, maxPriceMinor, currency } = row
  const area = areaOfRow(keyring, row)
  return {
    id,
    createdAt,
    area,
    city: area.kind === 'city' ? ((await findCityName(tx, area.cityKey)) ?? area.cityKey) : undefined,
    limit: maxPriceMinor !== null && currency !== null ? { minor: maxPriceMinor, currency } : undefined,
  }
}

function areaOfRow(keyring: Keyring, { id, place, cityKey, radiusKm }: Row): SearchArea {
  if (place) return { kind: 'place', radiusKm, place: openPlace(keyring, place, 'marketplace_saved_search.place') }
  if (cityKey !== null) return { kind: 'city', cityKey }
  throw new Error(`The saved search ${id} has neither a place nor a city, which a CHECK forbids.`)
}

export async function listSearches(tx: Tx, keyring: Keyring, userId: bigint): Promise<readonly SavedSearch[]> {
  const rows = await tx.marketplaceSavedSearch.findMany({ where: { userId }, orderBy: { id: 'asc' } })
  // One whose place cannot be opened any more must not hide the others.
  const readable = rows.filter(({ place }) => !place || findPlace(keyring, place, 'marketplace_saved_search.place'))
  return Promise.all(readable.map((row) => toSearch(tx, keyring, row)))
}

export async function findSearch(
  tx: Tx,
  keyring: Keyring,
  userId: bigint,
  id: bigint,
): Promise<SavedSearch | undefined> {
  const row = await tx.marketplaceSavedSearch.findUnique({ where: { id, userId } })
  return row ? toSearch(tx, keyring, row) : undefined
}

export async function insertSearch(
  tx: Tx,
  keyring: Keyring,
  userId: bigint,
  area: SearchArea,
  now: Date,
): Promise<SavedSearch> {
  const where =
    area.kind === 'city'
      ? { cityKey: area.cityKey }
      : {
          place: sealPlace(keyring, area.place, 'marketplace_saved_search.place'),
          area: areaOf(area.place),
          radiusKm: area.radiusKm,
        }
  return toSearch(tx, keyring, await tx.marketplaceSavedSearch.create({ data: { userId, createdAt: now, ...where } }))
}

/** False = there was none, or it is somebody else's. */
export async function removeSearch(tx: Tx, userId: bigint, id: bigint): Promise<boolean> {
  return (await tx.marketplaceSavedSearch.deleteMany({ where: { id, userId } })).count > 0
}
