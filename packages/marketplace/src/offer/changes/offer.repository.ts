import type { Tx } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import type { BusinessView } from '../../business/index.ts'
import { cellOf } from '../../cell.ts'
import { shownId } from '../../shown-id.ts'

/** Whoever tries numbers learns nothing: an offer of somebody else is answered like one that does not exist. */
export const unknownOffer = (id: bigint) => new AppError('marketplace-offer-unknown', { id: shownId('O', id) }, 404)

export async function findVenueOf(tx: Tx, offerId: bigint): Promise<bigint | undefined> {
  const row = await tx.marketplaceOffer.findUnique({ where: { id: offerId }, select: { businessId: true } })
  return row?.businessId
}

/** Locks the offer's row before anything of it is read: everything that changes stock or state does. */
export async function lockOffer(tx: Tx, id: bigint): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM marketplace_offer WHERE id = ${id} FOR UPDATE`
}

/** What browsing needs to know of the venue without a join. */
export const placeOf = ({ latitude, longitude, cityKey }: BusinessView) => ({
  latitude,
  longitude,
  cityKey,
  cell: cellOf({ latitude, longitude }),
})

/** Lowest price and best discount of the items, beside the offer, so that browsing reads one table. */
export async function copyPrices(tx: Tx, offerId: bigint): Promise<void> {
  await tx.$executeRaw`
    UPDATE marketplace_offer o SET min_price_minor = i.lowest, discount = i.best
    FROM (SELECT min(price_minor) AS lowest,
                 coalesce(max((original_price_minor - price_minor) * 100 / original_price_minor), 0) AS best
          FROM marketplace_item WHERE offer_id = ${offerId}) i
    WHERE o.id = ${offerId} AND i.lowest IS NOT NULL`
}

/** Sets how many units are left; what is committed stays. False = the offer has no such item. */
export async function setUnitsLeft(tx: Tx, offerId: bigint, itemId: bigint, left: number): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE marketplace_item SET quantity = committed + ${left} WHERE id = ${itemId} AND offer_id = ${offerId}`
  return changed > 0
}

/** False = the offer has no such item. */
export async function addUnits(tx: Tx, offerId: bigint, itemId: bigint, count: number): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE marketplace_item SET quantity = quantity + ${count} WHERE id = ${itemId} AND offer_id = ${offerId}`
  return changed > 0
}

/** After stock changed: an offer on sale without any is sold out, and one that sold out by itself is on sale again when there is some. */
export async function settleStock(tx: Tx, offerId: bigint): Promise<void> {
  await tx.$executeRaw`
    UPDATE marketplace_offer o SET state = CASE WHEN i.remaining > 0 THEN 'ACTIVE' ELSE 'SOLD_OUT' END
    FROM (SELECT sum(quantity - committed) AS remaining FROM marketplace_item WHERE offer_id = ${offerId}) i
    WHERE o.id = ${offerId}
      AND (o.state = 'ACTIVE' AND i.remaining = 0 OR o.state = 'SOLD_OUT' AND NOT o.forced_sold_out AND i.remaining > 0)`
}

export const countOpenReservations = (tx: Tx, offerId: bigint): Promise<number> =>
  tx.marketplacePurchase.count({ where: { offerId, state: { in: ['HELD', 'CONFIRMED'] } } })
