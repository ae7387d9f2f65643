import type { EtsyOrder, Tx } from '@bazaar/core/db'
import type { Channel, StockNews } from '../stock/index.ts'
import { isAbout, itemOfNews, silenceOf } from './alert.repository.ts'
import { factsOf } from './facts.ts'
import type { Redraw } from './redraw.ts'
import type { SendNews } from './sender.ts'

/** Until what was ordered is due, nobody is told that it is needed. */
const isOrdered = (orders: readonly EtsyOrder[], news: StockNews): boolean =>
  news.kind !== 'back' && orders.some((row) => isAbout(row, itemOfNews(news)) && row.dueAt > news.at)

/** What was ordered has come when there was more of it since: it may have been low only, so that nothing was told. Those orders go. */
async function endWhatCame(tx: Tx, orders: readonly EtsyOrder[]): Promise<readonly EtsyOrder[]> {
  if (orders.length === 0) return orders
  const filled = await tx.etsyChange.findMany({
    where: { listingId: { in: orders.map((one) => one.listingId) }, cause: 'restocked' },
    select: { listingId: true, variationId: true, at: true },
  })
  const hasCome = (order: EtsyOrder): boolean =>
    filled.some(
      ({ listingId, variationId, at }) =>
        at > order.at &&
        listingId === order.listingId &&
        (order.variationId === null || variationId === order.variationId),
    )
  const came = orders.filter(hasCome)
  if (came.length > 0) await tx.etsyOrder.deleteMany({ where: { id: { in: came.map(({ id }) => id) } } })
  return orders.filter((order) => !came.includes(order))
}

/** It is there again: alerts that say otherwise are over, what was ordered has come, nobody has to be left in peace. */
async function endWhatIsOver(tx: Tx, redraw: Redraw, news: readonly StockNews[]): Promise<void> {
  const back = news.filter(({ kind }) => kind === 'back')
  const [first] = back
  if (!first) return
  const items = back.map(itemOfNews)
  const kinds = { in: ['out', 'low', 'due'] }
  const changed = await tx.etsyAlert.updateMany({
    where: { kind: kinds, overAt: null, OR: items },
    data: { overAt: first.at },
  })
  await tx.etsyOrder.deleteMany({ where: { OR: items } })
  await tx.etsyQuiet.deleteMany({ where: { until: { not: null }, OR: items } })
  if (changed.count > 0) await redraw(tx, items)
}

/** Telegram: every chat that gets the shop's alerts, unless it wants to hear nothing of the listing now, or more was ordered. */
export function createTelegramChannel(send: SendNews, redraw: Redraw): Channel {
  return {
    id: 'telegram',
    async tell(tx, shop, news) {
      const listingId = { in: news.map(({ listing }) => listing.id) }
      const [chats, quiets, orders] = await Promise.all([
        tx.etsyChat.findMany({ where: { shopId: shop.id, pausedAt: null }, orderBy: { id: 'asc' } }),
        tx.etsyQuiet.findMany({ where: { listingId } }),
        tx.etsyOrder.findMany({ where: { listingId, remindedAt: null } }),
      ])
      const waiting = await endWhatCame(tx, orders)
      const wanted = chats.flatMap((chat) =>
        news
          .filter((one) => !silenceOf(quiets, chat.id, itemOfNews(one), one.at) && !isOrdered(waiting, one))
          .map((one) => ({ chat, news: one, facts: factsOf(shop.name, one) })),
      )
      await endWhatIsOver(tx, redraw, news)
      await send(tx, shop, wanted)
    },
  }
}
