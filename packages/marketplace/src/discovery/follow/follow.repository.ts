import type { Tx } from '@bazaar/core/db'

export async function isFollowing(tx: Tx, userId: bigint, businessId: bigint): Promise<boolean> {
  return (await tx.marketplaceFollow.count({ where: { userId, businessId } })) > 0
}

export interface FollowedVenue {
  readonly id: bigint
  readonly name: string
  readonly city: string
}

export async function listFollowed(tx: Tx, userId: bigint): Promise<readonly FollowedVenue[]> {
  const rows = await tx.marketplaceFollow.findMany({
    where: { userId, business: { state: { not: 'CLOSED' } } },
    select: { business: { select: { id: true, name: true, city: true } } },
    orderBy: [{ createdAt: 'asc' }, { businessId: 'asc' }],
  })
  return rows.map(({ business }) => business)
}

/** False = nobody followed. */
export async function removeFollow(tx: Tx, userId: bigint, businessId: bigint): Promise<boolean> {
  return (await tx.marketplaceFollow.deleteMany({ where: { userId, businessId } })).count > 0
}

/** What would be sent to somebody who blocked the bot waits until the person comes back. */
export async function pauseAlerts(tx: Tx, userId: bigint, paused: boolean): Promise<void> {
  await tx.marketplaceFollow.updateMany({ where: { userId }, data: { paused } })
  await tx.marketplaceSavedSearch.updateMany({ where: { userId }, data: { paused } })
}

/** How much somebody is told about. */
export async function countFollowed(
  tx: Tx,
  userId: bigint,
): Promise<{ readonly venues: number; readonly searches: number }> {
  const venues = await tx.marketplaceFollow.count({ where: { userId, business: { state: { not: 'CLOSED' } } } })
  return { venues, searches: await tx.marketplaceSavedSearch.count({ where: { userId } }) }
}
