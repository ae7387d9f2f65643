import type { Tx } from '@bazaar/core/db'
import type { StockSource } from '../sources/index.ts'
import { byDiscount, type StockLine } from '../stock-lines.ts'
import { confirmOutAfterMs } from './transitions.ts'

/** What people see of a shop. */
export interface StockView {
  readonly shop: string
  readonly shopUrl: string
  readonly currency: string
  /** The last good reading; `undefined` = never read. */
  readonly readAt: Date | undefined
  readonly ageSeconds: number
  /** The last look failed: what is shown may be old. */
  readonly isFailing: boolean
  /** Looks in a row that failed. */
  readonly failures: number
  /** Best discount first. */
  readonly inStock: readonly StockLine[]
  /** Face values that the shop lists without having them. */
  readonly soldOut: readonly bigint[]
  /** In stock too, but of amounts that the reader does not follow. Best discount first. */
  readonly others: readonly StockLine[]
  readonly lastLookAt: Date | undefined
  /** A planned look, earlier than the regular one. */
  readonly recheckAt: Date | undefined
}

function earliest(dates: readonly (Date | null)[]): Date | undefined {
  return dates.flatMap((date) => date ?? []).toSorted((a, b) => a.getTime() - b.getTime())[0]
}

/** The stored picture of a shop; nothing is fetched. */
export async function viewStock(
  tx: Pick<Tx, 'voucherSource' | 'voucherDenomination'>,
  source: StockSource,
  now: Date,
): Promise<StockView> {
  const row = await tx.voucherSource.findUnique({ where: { id: source.id } })
  const rows = await tx.voucherDenomination.findMany({
    where: { sourceId: source.id },
    orderBy: { faceValueMinor: 'asc' },
  })
  const inStock: StockLine[] = []
  const soldOut: bigint[] = []
  for (const { faceValueMinor, priceMinor, quantity, currency, stock, pendingOutAt } of rows) {
    // A first OUT reading is shown as it is, although the episode stays open until it is confirmed.
    if (stock !== 'in' || pendingOutAt !== null || priceMinor === null) soldOut.push(faceValueMinor)
    else inStock.push({ faceValueMinor, priceMinor, quantity: quantity ?? undefined, currency })
  }
  const readAt = row?.lastGoodAt ?? undefined
  const pendingOutAt = earliest(rows.map((one) => one.pendingOutAt))
  return {
    shop: source.name,
    shopUrl: source.shopUrl,
    currency: source.currency,
    readAt,
    ageSeconds: readAt ? Math.max(0, (now.getTime() - readAt.getTime()) / 1000) : 0,
    isFailing: (row?.failures ?? 0) > 0,
    failures: row?.failures ?? 0,
    inStock: byDiscount(inStock),
    soldOut,
    others: [],
    lastLookAt: row?.lastAttemptAt ?? undefined,
    recheckAt: row?.retryAt ?? (pendingOutAt && new Date(pendingOutAt.getTime() + confirmOutAfterMs)),
  }
}

/** About when the shop is looked at next; `soon` = overdue, `undefined` = it was never looked at. */
export function nextLook(
  { lastLookAt, recheckAt }: Pick<StockView, 'lastLookAt' | 'recheckAt'>,
  checkIntervalMs: number,
  now: Date,
): Date | 'soon' | undefined {
  const regular = lastLookAt && new Date(lastLookAt.getTime() + checkIntervalMs)
  const next = recheckAt && regular && recheckAt < regular ? recheckAt : regular
  return next && next <= now ? 'soon' : next
}

/** The denominations that somebody follows apart from the others; an empty list follows all. */
export function onlyFaces(view: StockView, faces: readonly bigint[]): StockView {
  if (faces.length === 0) return view
  const isFollowed = ({ faceValueMinor }: StockLine) => faces.includes(faceValueMinor)
  return {
    ...view,
    inStock: view.inStock.filter(isFollowed),
    others: view.inStock.filter((line) => !isFollowed(line)),
    soldOut: view.soldOut.filter((face) => faces.includes(face)),
  }
}
