import type { Clock } from '@bazaar/core/clock'
import type { Db, EtsyShop } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import type { Place } from '../place.ts'
import type { Item } from './items.ts'
import type { Seat, Seats } from './seats.ts'
import { rankListings, readItems, readTotals, type Totals } from './stock.repository.ts'

/** One page of a shop's stock, what needs attention first. */
export interface StockPage {
  readonly seat: Seat
  readonly totals: Totals
  /** From 0. */
  readonly page: number
  readonly pages: number
  /** How many listings stand before this page. */
  readonly before: number
  readonly items: readonly Item[]
  /** For the picture of the first page. */
  readonly first: readonly Item[]
  /** Seconds between two looks, as things are now. */
  readonly interval: number
}

export interface ItemCard {
  readonly seat: Seat
  readonly item: Item
}

export interface Stock {
  page(place: Place, shopId: bigint, page: number): Promise<StockPage>
  /** @throws AppError `etsy-lowstock-stock-listing-gone` */
  card(place: Place, listingId: bigint): Promise<ItemCard>
}

export interface StockDeps {
  readonly db: Db
  readonly clock: Pick<Clock, 'now'>
  readonly seats: Seats
  intervalOf(shop: EtsyShop): Promise<number>
}

/** With a picture, a page and its buttons fit a phone. */
const pageSize = 5
const barsShown = 8

export function createStock({ db, clock, seats, intervalOf }: StockDeps): Stock {
  return {
    async page(place, shopId, wanted) {
      const seat = await seats.find(place, shopId)
      const { shop, chatRef } = seat
      const totals = await readTotals(db, shopId)
      const listed = totals.onSale + totals.out
      const pages = Math.max(1, Math.ceil(listed / pageSize))
      const page = Math.max(0, Math.min(wanted, pages - 1))
      const before = page * pageSize
      const take = page === 0 ? Math.max(pageSize, barsShown) : pageSize
      const ids = await rankListings(db, shopId, { from: before, take })
      const found = await readItems(db, ids, { shop, chatRef, now: clock.now() })
      return {
        ...{ seat, totals, page, pages, before, items: found.slice(0, pageSize) },
        first: page === 0 ? found : [],
        interval: await intervalOf(shop),
      }
    },
    async card(place, listingId) {
      const listing = await db.prisma.etsyListing.findUnique({ where: { id: listingId }, select: { shopId: true } })
      if (!listing) throw new AppError('etsy-lowstock-stock-listing-gone', {}, 404)
      const seat = await seats.find(place, listing.shopId)
      const [item] = await readItems(db, [listingId], { ...seat, now: clock.now() })
      if (!item) throw new AppError('etsy-lowstock-stock-listing-gone', {}, 404)
      return { seat, item }
    },
  }
}
