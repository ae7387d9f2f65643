import type { EtsyChat, Tx } from '@bazaar/core/db'
import type { Counter } from '@bazaar/core/metrics'
import type { MessageContent, NotificationIntent, Notifications } from '@bazaar/core/notifications'
import { withoutHome } from '@bazaar/core/screens'
import type { ShopRef, StockNews } from '../stock/index.ts'
import { itemKey, itemOfNews, restockOf } from './alert.repository.ts'
import { alertContent, manyContent } from './alert.text.ts'
import type { Facts } from './facts.ts'
import { topicOf } from './topic-ids.ts'
import type { AlertView } from './types.ts'

/** What is more than so many news of one look is told in one message. */
const mostSingle = 3
const chunkSize = 500

/** One piece of news for one chat. */
export interface Wanted {
  readonly chat: EtsyChat
  readonly news: StockNews
  readonly facts: Facts
}

interface Claimed extends Wanted {
  readonly id: bigint
}

interface Message {
  readonly about: readonly [Claimed, ...Claimed[]]
  readonly content: MessageContent
}

const nameOf = (chatRef: bigint, item: string, kind: string, episode: number): string =>
  `${chatRef}/${item}/${kind}/${episode}`

/** Claims what is to be told: the unique (chat, item, kind, episode) keeps it from being told twice. Only what was claimed here is sent. */
async function claimSome(tx: Tx, wanted: readonly Wanted[]): Promise<readonly Claimed[]> {
  const rows = await tx.etsyAlert.createManyAndReturn({
    data: wanted.map(({ chat, news, facts }) => ({
      chatRef: chat.id,
      ...itemOfNews(news),
      kind: news.kind,
      episode: news.episode,
      at: news.at,
      facts,
    })),
    skipDuplicates: true,
    select: { id: true, chatRef: true, listingId: true, variationId: true, kind: true, episode: true },
  })
  const ids = new Map(rows.map((row) => [nameOf(row.chatRef, itemKey(row), row.kind, row.episode), row.id]))
  return wanted.flatMap((one) => {
    const { chat, news } = one
    const id = ids.get(nameOf(chat.id, itemKey(itemOfNews(news)), news.kind, news.episode))
    return id === undefined ? [] : [{ ...one, id }]
  })
}

async function claim(tx: Tx, wanted: readonly Wanted[]): Promise<readonly Claimed[]> {
  const claimed: Claimed[] = []
  for (let start = 0; start < wanted.length; start += chunkSize)
    claimed.push(...(await claimSome(tx, wanted.slice(start, start + chunkSize))))
  return claimed
}

/** A shop as its alerts are drawn. */
interface Drawn extends ShopRef {
  readonly scopes: string | undefined
}

const viewOf = ({ id, chat, news, facts }: Claimed, shop: Drawn): AlertView => ({
  ...{ id, facts, shopId: shop.id, kind: news.kind, at: news.at },
  ...{ over: undefined, order: undefined, quiet: undefined },
  restock: restockOf(itemOfNews(news), { isHere: chat.userId === shop.ownerId, scopes: shop.scopes }),
})

/** One message each, or one for all where there are many. */
function messagesOf(shop: Drawn, claimed: readonly Claimed[]): readonly Message[] {
  const [first, ...more] = claimed
  if (!first) return []
  if (claimed.length <= mostSingle)
    return claimed.map((one) => ({ about: [one], content: alertContent(viewOf(one, shop)) }))
  const views = claimed.map((one) => viewOf(one, shop))
  return [{ about: [first, ...more], content: manyContent(shop.name, shop.id, views) }]
}

function intentOf({ about, content }: Message): NotificationIntent {
  const [{ chat, news, id }, ...more] = about
  const kind = more.some((one) => one.news.kind === 'out') ? 'out' : news.kind
  return {
    topic: topicOf[kind],
    chatId: chat.chatId,
    ...(chat.userId !== null && { userId: chat.userId }),
    entity: `alert:${id}`,
    transition: more.length > 0 ? 'many' : news.kind,
    content: chat.userId === null ? withoutHome(content) : content,
  }
}

/** Sends news to chats, each piece once. */
export type SendNews = (tx: Tx, shop: ShopRef, wanted: readonly Wanted[]) => Promise<void>

export function createSender(notifications: Notifications, alerted: Counter): SendNews {
  return async (tx, shop, wanted) => {
    const claimed = await claim(tx, wanted)
    const grant = await tx.etsyGrant.findUnique({ where: { shopId: shop.id }, select: { scopes: true } })
    const drawn: Drawn = { ...shop, scopes: grant?.scopes }
    const messages = [...Map.groupBy(claimed, ({ chat }) => chat.id).values()].flatMap((one) => messagesOf(drawn, one))
    if (messages.length === 0) return
    const sent = await notifications.emitMany(tx, messages.map(intentOf))
    const told = messages.flatMap(({ about }, index) =>
      about.map(({ id }) => ({ id, message: sent[index]?.id ?? null })),
    )
    await tx.$executeRaw`
      UPDATE etsy_lowstock_alert a SET notification_id = n.message
      FROM unnest(${told.map(({ id }) => id)}::bigint[], ${told.map(({ message }) => message)}::bigint[]) AS n (id, message)
      WHERE a.id = n.id`
    for (const { news } of claimed) alerted.inc({ kind: news.kind })
  }
}
