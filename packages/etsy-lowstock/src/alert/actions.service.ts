import type { Clock } from '@bazaar/core/clock'
import type { Db, Tx } from '@bazaar/core/db'
import type { Jobs } from '@bazaar/core/jobs'
import { findAlert, itemKey, viewAlerts } from './alert.repository.ts'
import type { Redraw } from './redraw.ts'
import { orderDue, snoozeOver } from './reminders.service.ts'
import type { AlertView } from './types.ts'

const dayMs = 24 * 3_600_000

/** Two people who press at once come one after the other. */
const lockListing = (tx: Tx, listingId: bigint) =>
  tx.$queryRaw`SELECT 1 FROM etsy_lowstock_listing WHERE id = ${listingId} FOR UPDATE`

export interface ActionsDeps {
  readonly db: Db
  readonly clock: Clock
  readonly jobs: Jobs
  readonly redraw: Redraw
}

/** What people do about an alert: never again, not now, more was ordered. Whoever sits in the chat may. */
export function createActions({ db, clock, jobs, redraw }: ActionsDeps) {
  const inDays = (days: number): Date => new Date(clock.now().getTime() + days * dayMs)

  async function view(
    tx: Pick<Tx, 'etsyAlert' | 'etsyOrder' | 'etsyQuiet'>,
    chatId: bigint,
    alert: bigint,
  ): Promise<AlertView> {
    const [found] = await viewAlerts(tx, [await findAlert(tx, chatId, alert)], clock.now())
    if (!found) throw new Error('An alert that was found could not be drawn.')
    return found
  }

  /** One row per chat and item: a silence replaces the one before. */
  async function silence(chatId: bigint, alert: bigint, until: Date | null): Promise<AlertView> {
    return db.tx(async (tx) => {
      const { chatRef, listingId, variationId } = await findAlert(tx, chatId, alert)
      await lockListing(tx, listingId)
      await tx.etsyQuiet.deleteMany({ where: { chatRef, listingId, variationId } })
      const made = await tx.etsyQuiet.create({ data: { chatRef, listingId, variationId, at: clock.now(), until } })
      if (until)
        await jobs.enqueue(tx, snoozeOver, { quiet: made.id }, { dueAt: until, key: `etsy-lowstock.snooze:${made.id}` })
      return view(tx, chatId, alert)
    })
  }

  return {
    /** @throws AppError when the alert is not this chat's */
    view: (chatId: bigint, alert: bigint) => view(db.prisma, chatId, alert),
    /** No alerts about it in this chat any more. */
    never: (chatId: bigint, alert: bigint) => silence(chatId, alert, null),
    /** No alerts about it in this chat for so many days. */
    snooze: (chatId: bigint, alert: bigint, days: number) => silence(chatId, alert, inDays(days)),

    /** That moment. */
    inDays,

    /** More is on its way: nobody is told before that day, and everybody is then, if it is still needed. Of all chats of the shop. */
    async ordered(tx: Tx, chatId: bigint, byUser: bigint, alert: bigint, dueAt: Date): Promise<AlertView> {
      const item = await findAlert(tx, chatId, alert)
      const { listingId, variationId } = item
      await lockListing(tx, listingId)
      await tx.etsyOrder.deleteMany({ where: { listingId, variationId } })
      const made = await tx.etsyOrder.create({ data: { listingId, variationId, byUser, at: clock.now(), dueAt } })
      await jobs.enqueue(tx, orderDue, { order: made.id }, { dueAt, key: `etsy-lowstock.order:${itemKey(item)}` })
      await redraw.open(tx, [item])
      return view(tx, chatId, alert)
    },

    /** Takes back what was pressed last: alerts come again. */
    async undo(chatId: bigint, alert: bigint): Promise<AlertView> {
      return db.tx(async (tx) => {
        const item = await findAlert(tx, chatId, alert)
        const { chatRef, listingId, variationId } = item
        // What concerns the whole listing concerns this, too.
        const about = { listingId, OR: [{ variationId }, { variationId: null }] }
        await tx.etsyQuiet.deleteMany({ where: { chatRef, ...about } })
        const orders = await tx.etsyOrder.deleteMany({ where: about })
        if (orders.count > 0) await redraw.open(tx, [{ listingId, variationId: null }])
        return view(tx, chatId, alert)
      })
    },
  }
}

export type Actions = ReturnType<typeof createActions>
