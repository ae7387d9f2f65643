import type { Clock } from '@bazaar/core/clock'
import type { Db, Tx } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import type { FailReason, MessageContent, NotificationRef, Notifications } from '@bazaar/core/notifications'
import type { StockSource } from '../sources/index.ts'
import { rearmUndelivered } from '../subscription/index.ts'
import { drawAlert, drawAlerts, findLines, type MessageKey } from './alert.lines.ts'

/** Messages edited per transaction. */
const batchSize = 100

export interface AlertsDeps {
  readonly db: Db
  readonly clock: Clock
  readonly notifications: Notifications
  readonly sources: readonly StockSource[]
}

export type Alerts = ReturnType<typeof createAlerts>

/** Alert messages after they were written: redrawn, struck through, answered, or never arrived. */
export function createAlerts({ db, clock, notifications, sources }: AlertsDeps) {
  /** One batch in one transaction; its lines are read at once, because there may be thousands of messages. */
  async function strikeBatch(tx: Tx, notificationIds: readonly bigint[]): Promise<void> {
    const lines = await findLines(tx, { notificationId: { in: [...notificationIds] } })
    await notifications.editMany(tx, drawAlerts(sources, lines))
    const gone = lines.filter((line) => line.goneBefore !== null).map((line) => line.id)
    await tx.voucherAlert.updateMany({ where: { id: { in: gone } }, data: { struckAt: clock.now() } })
  }

  return {
    /** The message as it reads now, for redrawing it after a press. @throws AppError when it is not this chat's */
    async redraw(chatId: bigint, key: MessageKey): Promise<MessageContent> {
      const lines = await findLines(db.prisma, key)
      const content = lines[0]?.subscription.chatId === chatId ? drawAlert(sources, lines) : undefined
      if (content === undefined) throw new AppError('voucher-tracker-alert-unknown', {}, 404)
      return content
    },

    /** "Got one" / "Missed it"; the first answer stays. */
    async answer(chatId: bigint, key: MessageKey, answer: 'got' | 'missed'): Promise<void> {
      const { subscriptionId, readingId } = key
      await db.prisma.voucherAlert.updateMany({
        where: { subscriptionId, readingId, answer: null, subscription: { chatId } },
        data: { answer },
      })
    },

    /** Strikes gone lines through in the messages that show them. Returns how many messages were edited. */
    async strikeGone(signal: AbortSignal): Promise<number> {
      for (let edited = 0; ; ) {
        signal.throwIfAborted()
        const rows = await db.prisma.voucherAlert.findMany({
          where: { goneBefore: { not: null }, struckAt: null, notificationId: { not: null } },
          distinct: ['notificationId'],
          select: { notificationId: true },
          take: batchSize,
        })
        const ids = rows.flatMap((row) => row.notificationId ?? [])
        if (ids.length === 0) return edited
        await db.tx((tx) => strikeBatch(tx, ids))
        edited += ids.length
      }
    },

    /** Before a late alert is sent: still there -> send; all gone -> nobody is woken for it, the person waits again. */
    async revalidate(tx: Tx, ref: NotificationRef): Promise<'send' | 'drop'> {
      const lines = await findLines(tx, { notificationId: ref.id })
      const [first] = lines
      if (first === undefined || lines.some((line) => line.goneBefore === null)) return 'send'
      await rearmUndelivered(tx, first.subscriptionId, first.arming, false)
      return 'drop'
    },

    /** The alert never arrived. Telegram refusing its text would refuse it again, so only other failures are owed another one. */
    async undelivered(tx: Tx, ref: NotificationRef, reason: FailReason): Promise<void> {
      const [first] = await findLines(tx, { notificationId: ref.id })
      if (first === undefined) return
      const owed = reason === 'retries-used-up' || reason === 'expired'
      await rearmUndelivered(tx, first.subscriptionId, first.arming, owed)
      if (reason !== 'blocked') return
      // People whom the core does not know yet (imported) are paused here; for all others it has just done so.
      await tx.$executeRaw`
        UPDATE voucher_tracker_subscription SET resume_state = state, state = 'PAUSED'
        WHERE id = ${first.subscriptionId} AND state IN ('ARMED', 'ALERTED', 'SNOOZED')`
    },
  }
}
