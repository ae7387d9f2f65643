import type { Db } from '@bazaar/core/db'
import type { TextSpec } from '@bazaar/core/i18n'
import { key } from '../text.ts'
import { readDetails } from './details.repository.ts'
import { purchaseParams } from './purchase.lines.ts'

/** A line for /status_all: how many reservations are open, and which comes next. */
export async function reservationsLine({ prisma }: Db, userId: bigint): Promise<TextSpec | undefined> {
  const open = await readDetails(prisma, { userId, state: 'CONFIRMED' })
  const [next] = open.toSorted((a, b) => a.offer.pickupStart.getTime() - b.offer.pickupStart.getTime())
  return next && key('purchase-status', { count: open.length, ...purchaseParams(next.purchase, next.offer) })
}
