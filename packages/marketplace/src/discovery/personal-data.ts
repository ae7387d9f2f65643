import type { Tx } from '@bazaar/core/db'
import type { Core } from '@bazaar/core/feature'
import type { RetentionRule, SealedColumn } from '@bazaar/core/privacy'
import { sessionMs } from './browse/browse.repository.ts'
import { readBrowseContext } from './browse/browse-context.repository.ts'
import { listFollowed } from './follow/follow.repository.ts'
import { listSearches } from './search/search.repository.ts'

export const sealed: readonly SealedColumn[] = [
  { table: 'marketplace_customer', column: 'place', key: ['user_id'] },
  { table: 'marketplace_saved_search', column: 'place', key: ['id'] },
  { table: 'marketplace_browse', column: 'place', key: ['id'] },
]

export const retention: readonly RetentionRule[] = [
  { id: 'browse', table: 'marketplace_browse', ageColumn: 'at', keepMs: sessionMs, time: 'business', personal: true },
]

export async function eraseCustomer(tx: Tx, userId: bigint): Promise<void> {
  await tx.marketplaceBrowse.deleteMany({ where: { userId } })
  await tx.marketplaceFollow.deleteMany({ where: { userId } })
  await tx.marketplaceSavedSearch.deleteMany({ where: { userId } })
  // The customer's own row goes last, with what they reserved: whether they are blocked stands in it.
}

export async function exportCustomer(
  { db, clock, keyring }: Pick<Core, 'db' | 'clock' | 'keyring'>,
  userId: bigint,
): Promise<object> {
  const { customer } = await readBrowseContext(db.prisma, keyring, userId, clock.now())
  const { place, cityKey, radiusKm, exclusions, hideUnstated } = customer
  const searches = await listSearches(db.prisma, keyring, userId)
  return {
    looksForOffers: { place: place ?? null, city: cityKey ?? null, radiusKm, avoids: exclusions, hideUnstated },
    follows: (await listFollowed(db.prisma, userId)).map(({ name, city }) => ({ venue: name, city })),
    savedSearches: searches.map(({ area, limit, createdAt }) => ({
      ...area,
      upTo: limit ? { minorUnits: String(limit.minor), currency: limit.currency } : null,
      createdAt,
    })),
  }
}
