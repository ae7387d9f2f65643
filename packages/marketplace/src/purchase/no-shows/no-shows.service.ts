import type { Clock } from '@bazaar/core/clock'
import type { Db, Tx } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import type { Users } from '@bazaar/core/users'
import type { Businesses } from '../../business/index.ts'
import { shownId } from '../../shown-id.ts'
import { key } from '../../text.ts'
import {
  findDetails,
  lockDetails,
  lockOwn,
  type PurchaseDetails,
  readDetails,
  unknownPurchase,
} from '../details.repository.ts'
import type { Living, Place } from '../living.ts'
import { notOpen } from '../not-open.ts'
import { purchaseParams } from '../purchase.lines.ts'
import type { PurchaseState } from '../types.ts'
import { type Missed, missedAtOnce } from './no-show.screens.ts'
import { type Strikes, strikesToBlock } from './strikes.ts'

/** How long the venue may say that nobody came. */
const noShowWithinMs = 24 * 3_600_000
const noShowUntil = (missedAt: Date | undefined): Date => new Date((missedAt?.getTime() ?? 0) + noShowWithinMs)

/** What the venue may still mark as a no-show of this person, and until when. */
export async function readMarkable(tx: Tx, userId: bigint, now: Date) {
  const missedAt = { gte: new Date(now.getTime() - noShowWithinMs) }
  const where = { userId, state: 'UNCONFIRMED', claimedAt: null, missedAt, business: { state: { not: 'CLOSED' } } }
  return (await readDetails(tx, where)).map((row) => ({ ...row, until: noShowUntil(row.purchase.missedAt) }))
}

const missedStates: PurchaseState[] = ['UNCONFIRMED', 'NO_SHOW']

export interface NoShowsDeps {
  readonly db: Db
  readonly clock: Clock
  readonly users: Users
  readonly businesses: Pick<Businesses, 'require'>
  readonly strikes: Strikes
  readonly living: Living
}

export type NoShows = ReturnType<typeof createNoShows>

interface Marking {
  /** It was marked before. */
  readonly isMarked: boolean
  /** Why it cannot be marked: what the venue saw is out of date. */
  readonly refusal: AppError | undefined
}

/** After the window: what was not handed over, as both sides tell it. */
export function createNoShows({ db, clock, users, businesses, strikes, living }: NoShowsDeps) {
  /** @throws AppError when it cannot be marked */
  /** Why it cannot be marked. */
  async function refusalOf({ purchase, offer }: PurchaseDetails): Promise<AppError | undefined> {
    const refused = (why: string) =>
      new AppError(`marketplace-purchase-no-show-${why}`, { id: shownId('P', purchase.id) })
    if (purchase.state !== 'UNCONFIRMED') return notOpen({ purchase, offer }, 'venue')
    if (purchase.claimedAt) return refused('claimed')
    if (clock.now() > noShowUntil(purchase.missedAt)) return refused('late')
    return (await users.find(purchase.userId)) ? undefined : refused('gone')
  }

  async function mark(tx: Tx, details: PurchaseDetails): Promise<void> {
    const { purchase, offer } = details
    await tx.marketplacePurchase.update({ where: { id: purchase.id }, data: { state: 'NO_SHOW' } })
    const strikeCount = await strikes.add(tx, purchase.userId, 'no-show', clock.now())
    const params = { ...purchaseParams(purchase, offer), strikes: strikeCount, limit: strikesToBlock }
    const content = { text: key('purchase-told-no-show', params) }
    await living.tell(tx, [purchase], offer, 'no-show', () => content)
  }

  /** @throws AppError unless the person manages the reservation's venue */
  async function requireManager(userId: bigint, id: bigint): Promise<void> {
    const row = await db.prisma.marketplacePurchase.findUnique({ where: { id }, select: { businessId: true } })
    if (!row) throw unknownPurchase(id)
    await businesses.require(userId, row.businessId, 'manage')
  }

  const named = async (row: PurchaseDetails): Promise<Missed> => ({
    ...row,
    firstName: (await users.find(row.purchase.userId))?.firstName,
  })

  /** The next ones after `after`, with first names, for the venue's people. */
  async function listMissed(tx: Tx, offerId: bigint, after: bigint): Promise<readonly Missed[]> {
    const where = { offerId, state: { in: missedStates }, id: { gt: after } }
    const rows = await readDetails(tx, where, { take: missedAtOnce + 1, order: 'asc' })
    return Promise.all(rows.map(named))
  }

  return {
    listMissed,
    /** @throws AppError unless the person manages the offer's venue */
    async openMissed(userId: bigint, offerId: bigint, after: bigint): Promise<readonly Missed[]> {
      const offer = await db.prisma.marketplaceOffer.findUnique({
        where: { id: offerId },
        select: { businessId: true },
      })
      if (!offer) throw new AppError('marketplace-business-unknown', { id: shownId('O', offerId) }, 404)
      await businesses.require(userId, offer.businessId, 'manage')
      return listMissed(db.prisma, offerId, after)
    },
    /** What is about to be marked, and whether it was before, or why it cannot be. */
    async askNoShow(userId: bigint, id: bigint): Promise<Marking & { readonly missed: Missed }> {
      await requireManager(userId, id)
      const details = await findDetails(db.prisma, id)
      if (!details) throw unknownPurchase(id)
      const isMarked = details.purchase.state === 'NO_SHOW'
      const refusal = isMarked ? undefined : await refusalOf(details)
      return { missed: await named(details), isMarked, refusal }
    },
    /** UNCONFIRMED -> NO_SHOW, unless it was marked before or cannot be. */
    async markNoShow(userId: bigint, id: bigint): Promise<Marking & { readonly offerId: bigint }> {
      await requireManager(userId, id)
      return db.tx(async (tx) => {
        const details = await lockDetails(tx, id)
        if (!details) throw unknownPurchase(id)
        const { offerId, state } = details.purchase
        const isMarked = state === 'NO_SHOW'
        const refusal = isMarked ? undefined : await refusalOf(details)
        if (!isMarked && !refusal) await mark(tx, details)
        return { offerId, isMarked, refusal }
      })
    },
    /** "I picked it up": from now on the venue cannot mark it. @throws AppError when it was faster */
    claim: (userId: bigint, id: bigint, place: Place): Promise<void> =>
      db.tx(async (tx) => {
        const { purchase, offer } = await lockOwn(tx, userId, id)
        if (purchase.state === 'NO_SHOW')
          throw new AppError('marketplace-purchase-claim-late', { id: shownId('P', id), venue: offer.business.name })
        if (purchase.state !== 'UNCONFIRMED') throw notOpen({ purchase, offer })
        const claimed = { ...purchase, claimedAt: purchase.claimedAt ?? clock.now() }
        await tx.marketplacePurchase.update({ where: { id }, data: { claimedAt: claimed.claimedAt } })
        await living.bring(tx, claimed, offer, place, { note: key('purchase-claimed') })
      }),
  }
}
