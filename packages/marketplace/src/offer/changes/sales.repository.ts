import type { Tx } from '@bazaar/core/db'

/** What became of the units that were reserved of an offer. */
export interface Sales {
  readonly collected: number
  /** Reserved, and not collected yet. */
  readonly open: number
  /** Nobody has collected them. */
  readonly missed: number
  /** Cancelled with the offer. */
  readonly cancelled: number
}

const none: Sales = { collected: 0, open: 0, missed: 0, cancelled: 0 }

/** What a customer cancelled went back on sale: it is no part of this. */
const countedAs: Readonly<Record<string, keyof Sales>> = {
  COLLECTED: 'collected',
  HELD: 'open',
  CONFIRMED: 'open',
  UNCONFIRMED: 'missed',
  NO_SHOW: 'missed',
  CANCELLED_BY_VENUE: 'cancelled',
}

/** @returns also offers of which nothing was reserved */
export async function readSales(tx: Tx, offerIds: readonly bigint[]): Promise<ReadonlyMap<bigint, Sales>> {
  const rows = await tx.marketplacePurchase.groupBy({
    by: ['offerId', 'state'],
    where: { offerId: { in: [...offerIds] } },
    _sum: { quantity: true },
  })
  const sales = new Map(offerIds.map((id) => [id, none]))
  for (const { offerId, state, _sum } of rows) {
    const [before, name] = [sales.get(offerId), countedAs[state]]
    if (before && name) sales.set(offerId, { ...before, [name]: before[name] + (_sum.quantity ?? 0) })
  }
  return sales
}
