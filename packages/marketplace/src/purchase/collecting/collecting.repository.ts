import type { Tx } from '@bazaar/core/db'
import { type PurchaseDetails, readDetails } from '../details.repository.ts'
import type { PickupCodes } from '../types.ts'

const codeColumns = { id: true, codeVersion: true, codeKeyId: true } as const
/** A code that was of use within this time is answered with what became of it. */
const rememberedMs = 24 * 3_600_000

/** Codes are stored nowhere: those of the venues' open reservations are derived and compared. */
async function matching(
  rows: Promise<readonly { readonly id: bigint; readonly codeVersion: number; readonly codeKeyId: string }[]>,
  codes: PickupCodes,
  code: string,
): Promise<bigint[]> {
  return (await rows).filter((row) => codes.code(row) === code).map(({ id }) => id)
}

export async function findOpenByCode(
  tx: Tx,
  businessIds: readonly bigint[],
  codes: PickupCodes,
  code: string,
): Promise<readonly PurchaseDetails[]> {
  const where = { businessId: { in: [...businessIds] }, state: 'CONFIRMED' }
  const ids = await matching(tx.marketplacePurchase.findMany({ where, select: codeColumns }), codes, code)
  return ids.length === 0 ? [] : readDetails(tx, { id: { in: ids } }, { order: 'asc' })
}

/** The newest one that is over, of windows that ended a short while ago or have not ended yet. */
export async function findClosedByCode(
  tx: Tx,
  businessIds: readonly bigint[],
  codes: PickupCodes,
  { code, now }: { readonly code: string; readonly now: Date },
): Promise<PurchaseDetails | undefined> {
  const where = {
    state: { notIn: ['CONFIRMED', 'HELD'] },
    offer: {
      businessId: { in: [...businessIds] },
      pickupEnd: { gt: new Date(now.getTime() - rememberedMs) },
    },
  }
  const rows = tx.marketplacePurchase.findMany({ where, select: codeColumns, orderBy: { id: 'desc' } })
  const [id] = await matching(rows, codes, code)
  if (id === undefined) return undefined
  const [found] = await readDetails(tx, { id })
  return found
}
