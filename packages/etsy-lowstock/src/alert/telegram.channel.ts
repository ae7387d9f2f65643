import type { EtsyOrder } from '@bazaar/core/db'
import type { Channel, Ended, StockNews } from '../stock/index.ts'
import { isAbout, itemOfNews, silenceOf } from './alert.repository.ts'
import { endAbout, endWhatCame } from './ending.ts'
import { factsOf } from './facts.ts'
import type { Redraw } from './redraw.ts'
import type { SendNews } from './sender.ts'

/** Until what was ordered is due, nobody is told that it is needed. */
const isOrdered = (orders: readonly EtsyOrder[], news: StockNews): boolean =>
  news.kind !== 'back' && orders.some((row) => isAbout(row, itemOfNews(news)) && row.dueAt > news.at)

/** What is back ends what was said before. */
const endedOf = (news: readonly StockNews[]): readonly Ended[] =>
  news.filter(({ kind }) => kind === 'back').map((one) => ({ by: 'back', at: one.at, ...itemOfNews(one) }))

/** Telegram: every chat that gets the shop's alerts, unless it wants to hear nothing of the listing now, or more was ordered. */
export function createTelegramChannel(send: SendNews, redraw: Redraw): Channel {
  return {
    id: 'telegram',
    end: (tx, ended) => endAbout(tx, redraw, ended),
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
      await endAbout(tx, redraw, endedOf(news))
      await send(tx, shop, wanted)
    },
  }
}
