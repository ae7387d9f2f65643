import type { MarketplacePurchase } from '@bazaar/core/db'
import { stateOf } from '../state-of.ts'
import type { PurchaseState, PurchaseView } from './types.ts'

const states: readonly PurchaseState[] = [
  'HELD',
  'CONFIRMED',
  'COLLECTED',
  'CANCELLED_BY_CUSTOMER',
  'CANCELLED_BY_VENUE',
  'UNCONFIRMED',
  'NO_SHOW',
  'EXPIRED',
]

/** A row as everybody else knows it. */
export function toPurchaseView(row: MarketplacePurchase): PurchaseView {
  return {
    id: row.id,
    offerId: row.offerId,
    itemId: row.itemId,
    businessId: row.businessId,
    userId: row.userId,
    sentBy: row.sentBy ?? undefined,
    state: stateOf(states, row.state),
    quantity: row.quantity,
    unitPriceMinor: row.unitPriceMinor,
    currency: row.currency,
    codeVersion: row.codeVersion,
    codeKeyId: row.codeKeyId,
    reservedAt: row.reservedAt,
    collectedAt: row.collectedAt ?? undefined,
    cancelledAt: row.cancelledAt ?? undefined,
    late: row.late,
    missedAt: row.missedAt ?? undefined,
    claimedAt: row.claimedAt ?? undefined,
    reconfirmBy: row.reconfirmBy ?? undefined,
    reconfirmedAt: row.reconfirmedAt ?? undefined,
    receiptId: row.receiptId ?? undefined,
  }
}
