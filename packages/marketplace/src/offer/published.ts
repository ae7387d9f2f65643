import type { Core } from '@bazaar/core/feature'
import type { Counter } from '@bazaar/core/metrics'

/**
 * Published offers: `offers_published_total` counts this process's, and the gauge `offers_published` all that there ever were, by the
 * column that is set once.
 */
export function countPublished({ metrics, db }: Pick<Core, 'metrics' | 'db'>): Counter {
  metrics.gauge('offers_published', 'Offers that were ever published', [], () =>
    db.prisma.marketplaceOffer.count({ where: { publishedAt: { not: null } } }),
  )
  return metrics.counter('offers_published_total', 'Offers published by this process')
}
