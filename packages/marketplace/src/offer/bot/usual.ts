import { instantsOf, wallClockAt } from '@bazaar/core/calendar'
import type { Db } from '@bazaar/core/db'
import { type Businesses, closingTime } from '../../business/index.ts'

/** What a venue usually answers. */
export interface Usual {
  /** Prices of its last offers in a currency, the newest first: minor units, four at most. */
  listPrices(businessId: bigint, currency: string): Promise<readonly bigint[]>
  /** When it closes today; nothing when its opening hours do not say so for certain. */
  findClosing(businessId: bigint, now: Date): Promise<Date | undefined>
}

/** Of a venue that has answered nothing yet. */
export const nothingUsual: Usual = { listPrices: async () => [], findClosing: async () => undefined }

const lastOffers = 10
const mostPrices = 4

export function createUsual({ prisma }: Pick<Db, 'prisma'>, businesses: Businesses): Usual {
  return {
    async listPrices(businessId, currency) {
      const offers = await prisma.marketplaceOffer.findMany({
        where: { businessId, currency, publishedAt: { not: null } },
        orderBy: [{ publishedAt: 'desc' }, { id: 'desc' }],
        take: lastOffers,
        select: { items: { select: { priceMinor: true }, orderBy: { position: 'asc' } } },
      })
      const prices = new Set(offers.flatMap(({ items }) => items.map(({ priceMinor }) => priceMinor)))
      return [...prices].slice(0, mostPrices)
    },
    async findClosing(businessId, now) {
      const venue = await businesses.find(businessId)
      if (!venue) return undefined
      const today = wallClockAt(now, venue.timeZone)
      const weekday = (new Date(Date.UTC(today.year, today.month - 1, today.day)).getUTCDay() + 6) % 7
      const closes = closingTime(venue.openingHours, weekday)
      return closes && instantsOf({ ...today, ...closes }, venue.timeZone).at(0)
    },
  }
}
