import type { Clock } from '@bazaar/core/clock'
import type { Db, EtsyShop } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import { type PageAt, pageAt } from '../pages.ts'
import type { Place } from '../place.ts'
import type { Item, Piece } from './items.ts'
import type { Seat, Seats } from './seats.ts'
import { placeOfListing, rankListings, readItems, readTotals, type Totals } from './stock.repository.ts'

/** One page of a shop's stock, what needs attention first. */
export interface StockPage {
  readonly seat: Seat
  readonly totals: Totals
  readonly at: PageAt
  readonly items: readonly Item[]
  /** Seconds between two looks, as things are now. */
  readonly interval: number
}

export interface ItemCard {
  readonly seat: Seat
  readonly item: Item
  /** Which of its variations are shown. */
  readonly at: PageAt
  readonly pieces: readonly Piece[]
  /** The page of the stock that it stands on. */
  readonly listedOn: number
  /** Whoever looks may restock it from here. */
  readonly mayRestock: boolean
}

export interface Stock {
  page(place: Place, shopId: bigint, page: number): Promise<StockPage>
  /** @throws AppError `etsy-lowstock-stock-listing-gone` */
  card(place: Place, listingId: bigint, page?: number): Promise<ItemCard>
}

export interface StockDeps {
  readonly db: Db
  readonly clock: Pick<Clock, 'now'>
  readonly seats: Seats
  intervalOf(shop: EtsyShop): Promise<number>
  mayRestock(shopId: bigint): Promise<boolean>
}

/** A page and its buttons fit a phone: as words, and as a picture. */
const pageSize = 7
/** Variations on a card, with all that is known about each. */
const piecesShown = 4

export function createStock({ db, clock, seats, intervalOf, mayRestock }: StockDeps): Stock {
  return {
    async page(place, shopId, wanted) {
      const seat = await seats.find(place, shopId)
      const { shop, chatRef } = seat
      const totals = await readTotals(db, shopId)
      const at = pageAt(wanted, totals.onSale + totals.out, pageSize)
      const ids = await rankListings(db, shopId, { from: at.before, take: pageSize })
      const items = await readItems(db, ids, { shop, chatRef, now: clock.now() })
      return { seat, totals, at, items, interval: await intervalOf(shop) }
    },
    async card(place, listingId, wanted = 0) {
      const listing = await db.prisma.etsyListing.findUnique({ where: { id: listingId }, select: { shopId: true } })
      if (!listing) throw new AppError('etsy-lowstock-stock-listing-gone', {}, 404)
      const seat = await seats.find(place, listing.shopId)
      const [item] = await readItems(db, [listingId], { ...seat, now: clock.now() })
      if (!item) throw new AppError('etsy-lowstock-stock-listing-gone', {}, 404)
      const at = pageAt(wanted, item.pieces.length, piecesShown)
      const pieces = item.pieces.slice(at.before, at.before + piecesShown)
      const before = (await placeOfListing(db, listing.shopId, listingId)) ?? 0
      return {
        seat,
        item,
        at,
        pieces,
        listedOn: Math.floor(before / pageSize),
        mayRestock: seat.role === 'owner' && (await mayRestock(seat.shop.id)),
      }
    },
  }
}
