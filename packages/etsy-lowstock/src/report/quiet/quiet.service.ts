import type { Clock } from '@bazaar/core/clock'
import type { Db } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import type { Place } from '../../place.ts'
import type { Seat, Seats } from '../seats.ts'

export interface QuietListing {
  readonly id: bigint
  readonly title: string
  /** Nothing: for ever. */
  readonly until: Date | undefined
}

export interface QuietList {
  readonly seat: Seat
  /** Some of them, by title. */
  readonly shown: readonly QuietListing[]
  readonly total: number
}

/** Listings without alerts in one chat. */
export interface Quiets {
  /** Also where only a variation's alerts are off. */
  list(place: Place, shopId: bigint): Promise<QuietList>
  /** Twice is as once. `on` wakes the variations too. @throws AppError `etsy-lowstock-stock-no-alerts` where this chat gets none anyway */
  turn(place: Place, listingId: bigint, turn: 'on' | 'off'): Promise<{ readonly shopId: bigint }>
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
      const ofHere = { chatRef: seat.chatRef ?? 0n, OR: [{ until: null }, { until: { gt: now } }] }
      const where = { shopId, quiets: { some: ofHere } }
      const [rows, total] = await Promise.all([
        db.prisma.etsyListing.findMany({
          where,
          include: { quiets: { where: ofHere, orderBy: { variationId: 'asc' } } },
          orderBy: [{ title: 'asc' }, { id: 'asc' }],
          take: shownAtOnce,
        }),
        db.prisma.etsyListing.count({ where }),
      ])
      const shown = rows.map(({ id, title, quiets }) => ({
        id,
        title,
        until: lastOf(quiets.map(({ until }) => until)),
      }))
      return { seat, shown, total }
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

/** For ever, if one of them is. */
function lastOf(untils: readonly (Date | null)[]): Date | undefined {
  const ends = untils.filter((until) => until !== null)
  return ends.length < untils.length ? undefined : ends.toSorted((one, other) => other.getTime() - one.getTime())[0]
}
