import type { Tx } from '@bazaar/core/db'

/** Offers that one message can tell of, with room for its words. */
const mostTogether = 50

/** When the venue's followers were told of anything last. */
export async function readRound(tx: Tx, businessId: bigint): Promise<Date | undefined> {
  const last = await tx.marketplaceOffer.aggregate({ where: { businessId }, _max: { announcedAt: true } })
  return last._max.announcedAt ?? undefined
}

/** Takes what was published and nobody was told of, in the order of publishing. `isMore`: some are left for the next round. */
export async function beginRound(
  tx: Tx,
  businessId: bigint,
  now: Date,
): Promise<{ readonly offerIds: readonly bigint[]; readonly isMore: boolean }> {
  const rows = await tx.marketplaceOffer.findMany({
    where: { businessId, announcedAt: null, publishedAt: { not: null } },
    orderBy: [{ publishedAt: 'asc' }, { id: 'asc' }],
    select: { id: true },
    take: mostTogether + 1,
  })
  const offerIds = rows.slice(0, mostTogether).map(({ id }) => id)
  await tx.marketplaceOffer.updateMany({ where: { id: { in: offerIds } }, data: { announcedAt: now } })
  return { offerIds, isMore: rows.length > mostTogether }
}

/** There was nobody to tell: what is published next need not wait. */
export async function forgetRound(tx: Tx, offerIds: readonly bigint[]): Promise<void> {
  await tx.marketplaceOffer.updateMany({ where: { id: { in: [...offerIds] } }, data: { announcedAt: new Date(0) } })
}
