import type { Db, Tx, VoucherSubscription } from '@bazaar/core/db'
import type { TextSpec } from '@bazaar/core/i18n'
import type { MessageContent, Notifications, Onto } from '@bazaar/core/notifications'
import type { StockSource } from '../sources/index.ts'
import { watchedAmounts } from '../stock-lines.ts'
import { lockSubscription } from '../subscription/index.ts'
import { cardTopicId } from './topic-ids.ts'

/** Where somebody looks now. */
export interface Place {
  /** The update that asks: the same one, handled again, shows it once. */
  readonly update: number
  /** The message whose button was pressed. Left out: a new one comes below. */
  readonly onto?: Onto | undefined
}

export interface CardsDeps {
  readonly db: Db
  readonly notifications: Notifications
  readonly sources: readonly StockSource[]
}

/**
 * What says that something is watched may stand for weeks, so it is one living message: once the alert was sent, it says so, and whatever else is shown
 * of the subscription takes its place.
 */
export type Cards = ReturnType<typeof createCards>

function text(
  name: 'watching' | 'told' | 'moved',
  { name: shop, currency }: StockSource,
  { faces, alertedAt }: Pick<VoucherSubscription, 'faces' | 'alertedAt'>,
): TextSpec {
  return {
    key: `voucher-tracker-card-${name}`,
    params: {
      shop,
      amounts: { text: watchedAmounts(faces, currency) },
      ...(alertedAt && { at: { time: alertedAt.toISOString(), style: 'datetime' } }),
    },
  }
}

export function createCards({ db, notifications, sources }: CardsDeps) {
  return {
    /**
     * The card comes to where its person looks, or another screen of the subscription takes its place.
     * @param isWatched the content says that an alert will come, so it changes when it does
     * @returns false = no card lives, and none is to: the screen is the caller's to show
     */
    show: (
      { source, chatId }: { readonly source: StockSource; readonly chatId: bigint },
      { update, onto }: Place,
      content: MessageContent,
      isWatched: boolean,
    ): Promise<boolean> =>
      db.tx(async (tx) => {
        const row = await lockSubscription(tx, source.id, chatId)
        if (row === undefined || !(isWatched || row.cardId !== null)) return false
        // An alert may have been raised since the content was composed.
        const isLate = isWatched && row.state === 'ALERTED' && row.alertedAt !== null
        const { id } = await notifications.move(tx, {
          before: row.cardId ?? undefined,
          to: {
            ...{ topic: cardTopicId, chatId, entity: `sub:${row.id}`, transition: `shown-${update}` },
            ...(row.userId !== null && { userId: row.userId }),
            content: isLate ? { text: text('told', source, row) } : content,
            onto,
          },
          rest: { text: text('moved', source, row) },
        })
        await tx.voucherSubscription.update({ where: { id: row.id }, data: { cardId: isWatched ? id : null } })
        return true
      }),

    /** The alerts of these subscriptions are on their way. */
    async tell(tx: Tx, source: StockSource, subscriptionIds: readonly bigint[]): Promise<void> {
      const rows = await tx.voucherSubscription.findMany({
        where: { id: { in: [...subscriptionIds] }, cardId: { not: null } },
      })
      await notifications.editMany(
        tx,
        rows.flatMap((row) =>
          row.cardId === null ? [] : [{ id: row.cardId, content: { text: text('told', source, row) } }],
        ),
      )
    },

    /** The alert did not arrive after all, and its person waits again. */
    async restore(tx: Tx, subscriptionId: bigint): Promise<void> {
      const row = await tx.voucherSubscription.findUnique({ where: { id: subscriptionId } })
      const source = sources.find(({ id }) => id === row?.sourceId)
      if (source && row?.cardId != null && row.state === 'ARMED')
        await notifications.edit(tx, row.cardId, { text: text('watching', source, row) })
    },
  }
}
