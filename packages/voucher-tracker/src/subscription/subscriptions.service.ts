import type { Clock } from '@bazaar/core/clock'
import type { Db, Tx, VoucherSubscription } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import type { Notifications } from '@bazaar/core/notifications'
import type { StockSource } from '../sources/index.ts'
import { nextLook, onlyFaces, type StockView, viewStock } from '../stock/index.ts'
import { arm, lockSubscription } from './subscription.repository.ts'

/** How long /untrack can be taken back. */
const undoMs = 10 * 60_000

export interface SubscriptionsDeps {
  readonly db: Db
  readonly clock: Clock
  readonly notifications: Notifications
  /** What /track follows. */
  readonly source: StockSource
  readonly checkIntervalMs: number
}

export type Following = 'none' | 'watching' | 'alerted' | 'ended'

/** What a person sees of the own subscription. */
export interface SubscriptionView {
  readonly following: Following
  /** Face values in minor units; empty = any. */
  readonly faces: readonly bigint[]
  readonly currency: string
  readonly alertedAt: Date | undefined
}

export interface TrackResult {
  readonly outcome: 'created' | 'rearmed' | 'replaced' | 'unchanged'
  readonly subscription: SubscriptionView
  readonly stock: StockView
  /** Amounts that the shop does not list; they may still appear one day. */
  readonly unlisted: readonly bigint[]
}

export interface StatusView {
  readonly subscription: SubscriptionView
  readonly stock: StockView
  /** About when the shop is looked at next; `soon` = overdue. */
  readonly nextLookAt: Date | 'soon' | undefined
}

const following: Readonly<Record<string, Following>> = {
  ARMED: 'watching',
  SNOOZED: 'watching',
  PAUSED: 'watching',
  ALERTED: 'alerted',
}

function toView(source: StockSource, row: VoucherSubscription | undefined): SubscriptionView {
  return {
    following: row === undefined ? 'none' : (following[row.state] ?? 'ended'),
    faces: row?.faces ?? [],
    currency: source.currency,
    alertedAt: row?.alertedAt ?? undefined,
  }
}

function sameFaces(a: readonly bigint[], b: readonly bigint[]): boolean {
  return a.length === b.length && a.every((face) => b.includes(face))
}

function trackOutcome(row: VoucherSubscription, faces: readonly bigint[]): TrackResult['outcome'] {
  if (row.state === 'ENDED') return 'rearmed'
  if (!sameFaces(row.faces, faces)) return 'replaced'
  return row.state === 'ARMED' ? 'unchanged' : 'rearmed'
}

function refuseUnlessFollowing(row: VoucherSubscription | undefined): VoucherSubscription {
  if (row === undefined || row.state === 'ENDED') throw new AppError('voucher-tracker-not-following')
  return row
}

/** What people do with their subscription. A subscription belongs to its chat; the caller passes the chat it acts for. */
export function createSubscriptions({ db, clock, notifications, source, checkIntervalMs }: SubscriptionsDeps) {
  const change = <T>(chatId: bigint, work: (tx: Tx, row: VoucherSubscription | undefined) => Promise<T>): Promise<T> =>
    db.tx(async (tx) => work(tx, await lockSubscription(tx, source.id, chatId)))

  async function follow(
    tx: Tx,
    row: VoucherSubscription | undefined,
    chatId: bigint,
    userId: bigint,
    faces: readonly bigint[],
  ) {
    if (row === undefined) {
      const data = { sourceId: source.id, chatId, userId, state: 'ARMED', faces: [...faces], createdAt: clock.now() }
      return { outcome: 'created' as const, row: await tx.voucherSubscription.create({ data }) }
    }
    const outcome = trackOutcome(row, faces)
    return { outcome, row: outcome === 'unchanged' ? row : await arm(tx, row.id, faces) }
  }

  const track = (chatId: bigint, userId: bigint, faces: readonly bigint[]): Promise<TrackResult> =>
    change(chatId, async (tx, found) => {
      const { outcome, row } = await follow(tx, found, chatId, userId, faces)
      const stock = await viewStock(tx, source, clock.now())
      const listed = new Set([...stock.soldOut, ...stock.inStock.map((line) => line.faceValueMinor)])
      const unlisted = listed.size === 0 ? [] : faces.filter((face) => !listed.has(face))
      return { outcome, subscription: toView(source, row), stock: onlyFaces(stock, faces), unlisted }
    })

  return {
    /** Starts, re-arms or changes the subscription; the same call again changes nothing. Empty faces = any amount. */
    track,

    /** The "Start watching" button: with the amounts of last time. */
    async start(chatId: bigint, userId: bigint): Promise<TrackResult> {
      const row = await db.prisma.voucherSubscription.findUnique({
        where: { sourceId_chatId: { sourceId: source.id, chatId } },
      })
      return track(chatId, userId, row?.faces ?? [])
    },

    /** Ends it at once and drops alerts that were not sent yet. @throws AppError when nothing is followed */
    untrack: (chatId: bigint): Promise<void> =>
      change(chatId, async (tx, found) => {
        const row = refuseUnlessFollowing(found)
        const resume = row.resumeState ?? row.state
        const queued = await tx.voucherAlert.findMany({
          where: { subscriptionId: row.id, arming: row.arming, goneBefore: null, notificationId: { not: null } },
        })
        const ids = queued.flatMap((line) => line.notificationId ?? [])
        // An alert that was withdrawn was not seen: after an Undo it is owed again.
        const unseen = resume === 'ALERTED' && ids.length > 0 && (await notifications.withdraw(tx, ids)) > 0
        await tx.voucherSubscription.update({
          where: { id: row.id },
          data: {
            state: 'ENDED',
            endedAt: clock.now(),
            resumeState: unseen ? 'ARMED' : resume,
            ...(unseen && { arming: { increment: 1 }, owed: true }),
          },
        })
      }),

    /** Takes /untrack back. @throws AppError after 10 minutes */
    undo: (chatId: bigint): Promise<void> =>
      change(chatId, async (tx, row) => {
        if (row === undefined) throw new AppError('voucher-tracker-not-following')
        if (row.state !== 'ENDED' || row.endedAt === null) throw new AppError('voucher-tracker-undo-done')
        if (clock.now().getTime() - row.endedAt.getTime() > undoMs) throw new AppError('voucher-tracker-undo-late')
        await tx.voucherSubscription.update({
          where: { id: row.id },
          data: { state: row.resumeState ?? 'ARMED', resumeState: null, endedAt: null },
        })
      }),

    /** "Watch again", also on an alert of a subscription that was ended since: waits for the next restock. */
    watchAgain: (chatId: bigint): Promise<'armed' | 'already'> =>
      change(chatId, async (tx, row) => {
        if (row === undefined) throw new AppError('voucher-tracker-not-following')
        if (row.state === 'ARMED') return 'already'
        await arm(tx, row.id)
        return 'armed'
      }),

    /** "I have it": nothing is sent until the person asks again. */
    haveIt: (chatId: bigint): Promise<void> =>
      change(chatId, async (tx, found) => {
        const row = refuseUnlessFollowing(found)
        if (row.state === 'ALERTED') return
        await tx.voucherSubscription.update({
          where: { id: row.id },
          data: { state: 'ALERTED', resumeState: null, owed: false },
        })
      }),

    /** "Keep watching for the next restock" under /track: armed already, unless "I have it" was pressed before. */
    keepWatching: (chatId: bigint): Promise<void> =>
      change(chatId, async (tx, found) => {
        const row = refuseUnlessFollowing(found)
        if (row.state !== 'ARMED') await arm(tx, row.id)
      }),

    async status(chatId: bigint): Promise<StatusView> {
      const row = await db.prisma.voucherSubscription.findUnique({
        where: { sourceId_chatId: { sourceId: source.id, chatId } },
      })
      const stock = await viewStock(db.prisma, source, clock.now())
      return {
        subscription: toView(source, row ?? undefined),
        stock,
        nextLookAt: nextLook(stock, checkIntervalMs, clock.now()),
      }
    },
  }
}
