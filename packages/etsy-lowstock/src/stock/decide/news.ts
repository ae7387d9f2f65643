import type { Cause } from '../types.ts'
import type { KnownListing, ListingRow, NewsPlan, Settled } from './plans.ts'

/** What is told: of the whole listing, or else of each variation. */
export function newsOf(
  known: KnownListing,
  row: ListingRow,
  settled: readonly Settled[],
  cause: Cause | undefined,
): readonly NewsPlan[] {
  const whole = (kind: 'out' | 'back', about: readonly Settled[]): NewsPlan => ({
    kind,
    episode: row.episode,
    variation: undefined,
    sku: skusOf(about),
    quantity: row.quantity,
    cause: kind === 'out' && known.quantity > 0 ? cause : undefined,
    threshold: undefined,
    daysLeft: undefined,
  })
  const enabled = settled.filter(({ plan }) => plan.row.isEnabled)
  // Also what was hidden meanwhile: whoever puts a listing up again and finds it sold out wants to know.
  if (row.stock === 'OUT' && known.stock !== 'OUT') return [whole('out', enabled)]
  if (row.stock === 'OK' && known.stock === 'OUT') return [whole('back', enabled)]
  if (row.stock !== 'OK' || known.stock !== 'OK') return []
  return settled.flatMap(({ plan, news, threshold, daysLeft }): readonly NewsPlan[] => {
    if (news === undefined) return []
    const isWhole = !row.hasVariations && news !== 'low'
    if (isWhole) return []
    return [
      {
        kind: news,
        episode: plan.row.episode,
        variation: plan,
        sku: plan.row.sku,
        quantity: plan.row.quantity,
        // A threshold that was raised, or a pace that grew, makes low as well.
        cause: news !== 'back' && plan.row.quantity < (plan.known?.quantity ?? 0) ? cause : undefined,
        threshold: news === 'low' ? threshold : undefined,
        daysLeft: news === 'low' ? daysLeft : undefined,
      },
    ]
  })
}

const skusOf = (about: readonly Settled[]): string =>
  [...new Set(about.map(({ plan }) => plan.row.sku).filter((sku) => sku !== ''))].slice(0, 3).join(', ')
