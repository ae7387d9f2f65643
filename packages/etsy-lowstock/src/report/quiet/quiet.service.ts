import type { Clock } from '@bazaar/core/clock'
import type { Db } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import type { Place } from '../../place.ts'
import type { Seat, Seats } from '../seats.ts'

/** A listing, or one of its variations. */
export interface QuietItem {
  /** Of the silence. */
  readonly id: bigint
  readonly title: string
  /** Empty: the whole listing. */
  readonly variation: string
  /** Nothing: for ever. */
  readonly until: Date | undefined
}

export interface QuietList {
  readonly seat: Seat
  /** Some of them, by title. */
  readonly shown: readonly QuietItem[]
  readonly total: number
}

/** What there are no alerts about in one chat. */
export interface Quiets {
  list(place: Place, shopId: bigint): Promise<QuietList>
  /** Twice is as once. `on` wakes the variations too. @throws AppError `etsy-lowstock-stock-no-alerts` where this chat gets none anyway */
  turn(place: Place, listingId: bigint, turn: 'on' | 'off'): Promise<{ readonly shopId: bigint }>
  /** Ends this silence and no other; twice is as once. @throws the same */
  end(place: Place, shopId: bigint, quiet: bigint): Promise<void>
}

/** As buttons on one screen, each with its line in the text: more were higher than a phone. */
const shownAtOnce = 6

export interface QuietDeps {
  readonly db: Db
  readonly clock: Pick<Clock, 'now'>
  readonly seats: Seats
}

export function createQuiets({ db, clock, seats }: QuietDeps): Quiets {
  return {
    async list(place, shopId) {
      const seat = await seats.find(place, shopId)
      const now = clock.now()
      const where = {
        ...{ chatRef: seat.chatRef ?? 0n, listing: { shopId } },
        OR: [{ until: null }, { until: { gt: now } }],
      }
      const [rows, total] = await Promise.all([
        db.prisma.etsyQuiet.findMany({
          where,
          include: { listing: { select: { title: true } }, variation: { select: { name: true } } },
          orderBy: [
            { listing: { title: 'asc' } },
            { listingId: 'asc' },
            { variationId: { sort: 'asc', nulls: 'first' } },
          ],
          take: shownAtOnce,
        }),
        db.prisma.etsyQuiet.count({ where }),
      ])
      const shown = rows.map(({ id, listing, variation, until }) => ({
        ...{ id, title: listing.title, variation: variation?.name ?? '' },
        until: until ?? undefined,
      }))
      return { seat, shown, total }
    },
    async end(place, shopId, quiet) {
      const { chatRef } = await seats.find(place, shopId)
      if (chatRef === undefined) throw new AppError('etsy-lowstock-stock-no-alerts')
      await db.prisma.etsyQuiet.deleteMany({ where: { id: quiet, chatRef, listing: { shopId } } })
    },
    async turn(place, listingId, turn) {
      const listing = await db.prisma.etsyListing.findUnique({ where: { id: listingId }, select: { shopId: true } })
      if (!listing) throw new AppError('etsy-lowstock-stock-listing-gone', {}, 404)
      const { chatRef } = await seats.find(place, listing.shopId)
      if (chatRef === undefined) throw new AppError('etsy-lowstock-stock-no-alerts')
      await db.tx(async (tx) => {
        await tx.etsyQuiet.deleteMany({
          where: { chatRef, listingId, ...(turn === 'off' ? { variationId: null } : {}) },
        })
        const quiet = { chatRef, listingId, at: clock.now() }
        if (turn === 'off') await tx.etsyQuiet.createMany({ data: [quiet], skipDuplicates: true })
      })
      return { shopId: listing.shopId }
    },
  }
}
