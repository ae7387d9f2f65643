import type { Clock } from '@bazaar/core/clock'
import type { Db, Tx } from '@bazaar/core/db'
import { type JobType, jobType } from '@bazaar/core/jobs'
import { z } from 'zod'
import { type Channel, readItem, type StockNews } from '../stock/index.ts'
import { type Item, isAbout } from './alert.repository.ts'
import { factsOf } from './facts.ts'
import type { Redraw } from './redraw.ts'
import type { SendNews } from './sender.ts'

export const orderDue: JobType<{ order: bigint }> = jobType(
  'etsy-lowstock.remind-order',
  z.object({ order: z.coerce.bigint() }),
)
export const snoozeOver: JobType<{ quiet: bigint }> = jobType(
  'etsy-lowstock.end-snooze',
  z.object({ quiet: z.coerce.bigint() }),
)

export interface RemindersDeps {
  readonly db: Db
  readonly clock: Clock
  readonly send: SendNews
  readonly redraw: Redraw
  /** The other ways by which news leave. */
  readonly others: readonly Channel[]
}

/** Orders that are due, and silences that end: whoever waits is told once more, if it is still so. */
export function createReminders({ db, clock, send, redraw, others }: RemindersDeps) {
  /** What is so now, as news; nothing where it is not needed any more. */
  async function needed(
    tx: Tx,
    item: Item,
    episode: number,
  ): Promise<(StockNews & { readonly shopId: bigint }) | undefined> {
    const now = await readItem(tx, item.listingId, item.variationId, clock.now())
    return now && (now.stock === 'OUT' || now.stock === 'LOW')
      ? { ...now.news, kind: 'due', at: clock.now(), episode, shopId: now.shopId }
      : undefined
  }

  return {
    /** What was ordered should be there by now. */
    async order(id: bigint): Promise<void> {
      await db.tx(async (tx) => {
        const row = await tx.etsyOrder.findUnique({ where: { id } })
        if (!row || row.remindedAt || row.dueAt > clock.now()) return
        await tx.etsyOrder.update({ where: { id }, data: { remindedAt: clock.now() } })
        const news = await needed(tx, row, Number(id) * 2)
        if (news) {
          const shop = await tx.etsyShop.findUniqueOrThrow({ where: { id: news.shopId } })
          const chats = await tx.etsyChat.findMany({
            where: { shopId: shop.id, pausedAt: null },
            orderBy: { id: 'asc' },
          })
          const never = await tx.etsyQuiet.findMany({ where: { listingId: row.listingId, until: null } })
          const quiet = new Set(never.filter((one) => isAbout(one, row)).map(({ chatRef }) => chatRef))
          const facts = factsOf(shop.name, news, 'order')
          await send(
            tx,
            shop,
            chats.filter((chat) => !quiet.has(chat.id)).map((chat) => ({ chat, news, facts })),
          )
          for (const channel of others) await channel.tell(tx, shop, [news])
        }
        // It stands in the alerts that somebody ordered; the next press begins anew.
        await redraw.open(tx, [row])
        await tx.etsyOrder.delete({ where: { id } })
      })
    },

    /** The silence of one chat is over. */
    async snooze(id: bigint): Promise<void> {
      await db.tx(async (tx) => {
        const row = await tx.etsyQuiet.findUnique({ where: { id }, include: { chat: true } })
        if (!row?.until || row.until > clock.now()) return
        await tx.etsyQuiet.delete({ where: { id } })
        const news = await needed(tx, row, Number(id) * 2 + 1)
        // What was ordered meanwhile is reminded of when it is due.
        const orders = await tx.etsyOrder.findMany({ where: { listingId: row.listingId, remindedAt: null } })
        const isOrdered = orders.some((order) => isAbout(order, row))
        if (news && !isOrdered && row.chat.pausedAt === null) {
          const shop = await tx.etsyShop.findUniqueOrThrow({ where: { id: news.shopId } })
          await send(tx, shop, [{ chat: row.chat, news, facts: factsOf(shop.name, news, 'snooze') }])
        }
        await redraw.open(tx, [row])
      })
    },
  }
}
