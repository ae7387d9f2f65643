import type { Tx, VoucherDenomination, VoucherSource } from '@bazaar/core/db'
import type { Offer } from '../sources/index.ts'
import type { StockState, Transition } from './transitions.ts'

/** Creates the source's row at first sight and locks it until the transaction ends: readings are applied one after another. */
export async function lockSource(tx: Tx, sourceId: string): Promise<VoucherSource> {
  await tx.$executeRaw`INSERT INTO voucher_tracker_source (id) VALUES (${sourceId}) ON CONFLICT DO NOTHING`
  await tx.$queryRaw`SELECT 1 FROM voucher_tracker_source WHERE id = ${sourceId} FOR UPDATE`
  return tx.voucherSource.findUniqueOrThrow({ where: { id: sourceId } })
}

/**
 * Arming somebody waits for a reading that is just being applied. Otherwise the person would be told "sold out" while the
 * reading that brings the restock commits without seeing them, and no alert would ever come.
 */
export async function holdReadings(tx: Tx, sourceId: string): Promise<void> {
  await tx.$executeRaw`INSERT INTO voucher_tracker_source (id) VALUES (${sourceId}) ON CONFLICT DO NOTHING`
  await tx.$queryRaw`SELECT 1 FROM voucher_tracker_source WHERE id = ${sourceId} FOR SHARE`
}

/** The state machine's view of a row; unknown denominations are out of stock. */
export function toStockState(row: VoucherDenomination | undefined): StockState {
  if (row === undefined || row.stock !== 'in' || row.lastInAt === null) {
    return { stock: 'out', closedAt: row?.closedAt ?? undefined }
  }
  return { stock: 'in', lastInAt: row.lastInAt, pendingOutAt: row.pendingOutAt ?? undefined }
}

function toColumns(next: StockState) {
  return next.stock === 'in'
    ? { stock: 'in', lastInAt: next.lastInAt, pendingOutAt: next.pendingOutAt ?? null }
    : { stock: 'out', pendingOutAt: null, closedAt: next.closedAt ?? null }
}

export interface DenominationKey {
  readonly sourceId: string
  readonly faceValueMinor: bigint
  readonly currency: string
}

/** Not an upsert: its insert half would have to satisfy the CHECKs although the row is only updated. */
export function saveDenomination(
  tx: Tx,
  row: VoucherDenomination | undefined,
  key: DenominationKey,
  next: StockState,
  offer: Offer | undefined,
): Promise<VoucherDenomination> {
  const shown = {
    ...toColumns(next),
    ...(offer?.priceMinor !== undefined && { priceMinor: offer.priceMinor }),
    quantity: offer?.quantity ?? null,
  }
  if (row === undefined) return tx.voucherDenomination.create({ data: { ...key, ...shown } })
  return tx.voucherDenomination.update({ where: { id: row.id }, data: shown })
}

/** Writes what a transition means for the denomination's episode. Returns the episode that it touched. */
export async function saveEpisode(
  tx: Tx,
  denominationId: bigint,
  change: Transition,
  priceMinor: bigint,
  at: Date,
): Promise<bigint | undefined> {
  if (change.kind === 'opened') {
    const created = await tx.voucherEpisode.create({
      data: { denominationId, startedAt: at, bestPriceMinor: priceMinor },
    })
    return created.id
  }
  if (change.kind === 'stayed-out' || change.kind === 'missing') return undefined
  const latest = await tx.voucherEpisode.findFirstOrThrow({ where: { denominationId }, orderBy: { id: 'desc' } })
  const where = { id: latest.id }
  if (change.kind === 'closed') {
    const { goneAfter, goneBefore } = change
    await tx.voucherEpisode.update({ where, data: { closedAt: at, goneAfter, goneBefore } })
    return latest.id
  }
  const bestPriceMinor = priceMinor < latest.bestPriceMinor ? priceMinor : latest.bestPriceMinor
  const reopened = { closedAt: null, goneAfter: null, goneBefore: null, reopenings: { increment: 1 } }
  await tx.voucherEpisode.update({ where, data: { bestPriceMinor, ...(change.kind === 'reopened' && reopened) } })
  return latest.id
}
