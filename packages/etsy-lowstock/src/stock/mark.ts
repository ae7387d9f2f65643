import type { EtsyShop } from '@bazaar/core/db'
import type { Decision } from './decide.ts'

/** Whoever counts in days has none: the same stock is low one day and fine on another. */
export const markFor = (digest: string, { threshold, thresholdBy }: EtsyShop): string | null =>
  thresholdBy === 'units' ? `${digest}:${threshold}` : null

/**
 * What a listing is remembered by, so that the same again needs no comparing: all that a page said of it, and what low meant when it was compared.
 * Nothing for what has thresholds of its own, or is owed an alert.
 */
export function markOf(digest: string | undefined, { known, variations }: Decision, shop: EtsyShop): string | null {
  const isOwn = known?.threshold != null || variations.some((plan) => plan.known?.threshold != null)
  const isOwed = variations.some((plan) => plan.row.lowOwed)
  return digest === undefined || isOwn || isOwed ? null : markFor(digest, shop)
}
