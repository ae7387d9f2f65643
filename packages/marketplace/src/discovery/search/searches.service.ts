import { AppError } from '@bazaar/core/errors'
import type { Core } from '@bazaar/core/feature'
import { whereaboutsOf } from '../browse/browse.service.ts'
import { readBrowseContext } from '../browse/browse-context.repository.ts'
import { distanceBetween } from '../map/distance.ts'
import {
  findSearch,
  insertSearch,
  listSearches,
  removeSearch,
  type SavedSearch,
  type SearchArea,
} from './search.repository.ts'

const searchesAtMost = 10
/** Two places closer than this are one. */
const samePlaceMetres = 200

/** Who is told when something new is offered somewhere. */
export function createSearches({ db, clock, keyring }: Pick<Core, 'db' | 'clock' | 'keyring'>, currency: string) {
  const { prisma } = db

  /** What is looked at now. */
  async function areaOf(userId: bigint): Promise<SearchArea> {
    const { customer, session } = await readBrowseContext(prisma, keyring, userId, clock.now())
    const { place, cityKey } = whereaboutsOf(customer, session)
    if (place && (cityKey === undefined || session?.filter === 'nearby'))
      return { kind: 'place', place, radiusKm: customer.radiusKm }
    if (cityKey !== undefined) return { kind: 'city', cityKey }
    throw new AppError('marketplace-discovery-search-nowhere')
  }

  return {
    /** Tells from now on about what is new where the person looks. The same search is saved once. */
    async save(userId: bigint): Promise<SavedSearch> {
      const area = await areaOf(userId)
      const known = await listSearches(prisma, keyring, userId)
      const same = known.find((search) => isSame(search.area, area))
      if (same) return same
      if (known.length >= searchesAtMost)
        throw new AppError('marketplace-discovery-search-many', { max: searchesAtMost })
      return insertSearch(prisma, keyring, userId, area, clock.now())
    },
    list: (userId: bigint): Promise<readonly SavedSearch[]> => listSearches(prisma, keyring, userId),
    /** False = it was stopped before. */
    stop: (userId: bigint, id: bigint): Promise<boolean> => removeSearch(prisma, userId, id),
    async get(userId: bigint, id: bigint): Promise<SavedSearch> {
      const found = await findSearch(prisma, keyring, userId, id)
      if (!found) throw new AppError('marketplace-discovery-search-unknown', {}, 404)
      return found
    },
    /** What prices are in where the person looks: the currency of the offers there. */
    async currencyFor(userId: bigint): Promise<string> {
      const { session } = await readBrowseContext(prisma, keyring, userId, clock.now())
      const id = session?.offerIds[0]
      const offer =
        id === undefined
          ? null
          : await prisma.marketplaceOffer.findUnique({ where: { id }, select: { currency: true } })
      return offer?.currency ?? currency
    },
  }
}

export type Searches = ReturnType<typeof createSearches>

function isSame(one: SearchArea, other: SearchArea): boolean {
  if (one.kind === 'city') return other.kind === 'city' && one.cityKey === other.cityKey
  return (
    other.kind === 'place' &&
    one.radiusKm === other.radiusKm &&
    distanceBetween(one.place, other.place) < samePlaceMetres
  )
}
