import type { EndedBy } from '../types.ts'
import type { EndPlan, KnownListing, ListingRow, NewsPlan, Settled, StockOf } from './plans.ts'

/** What was told before and holds no more. What is told now says so itself. */
export function endedOf(
  known: KnownListing,
  row: ListingRow,
  settled: readonly Settled[],
  news: readonly NewsPlan[],
): readonly EndPlan[] {
  const told = new Set(news.map(({ variation }) => variation))
  const whole = wholeEnd(known.stock, row.stock)
  const pieces = settled.flatMap(({ plan }): readonly EndPlan[] => {
    const by = plan.known && !told.has(plan) ? pieceEnd(plan.known.stock, plan.row.stock) : undefined
    return by ? [{ by, variation: plan }] : []
  })
  return [...(whole ? [{ by: whole, variation: undefined }] : []), ...pieces]
}

/** What was sold out and is there again is news. */
function wholeEnd(was: string, stock: ListingRow['stock']): EndedBy | undefined {
  if (was === stock) return undefined
  if (stock === 'HIDDEN') return 'off'
  return was === 'HIDDEN' && stock === 'OK' ? 'back' : undefined
}

function pieceEnd(was: string, stock: StockOf): EndedBy | undefined {
  if (was === stock || stock === 'OUT') return undefined
  if (stock === 'HIDDEN') return 'off'
  if (was === 'OUT') return 'back'
  return stock === 'OK' ? 'enough' : undefined
}
