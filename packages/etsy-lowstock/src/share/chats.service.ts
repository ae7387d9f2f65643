import type { Clock } from '@bazaar/core/clock'
import type { Keyring } from '@bazaar/core/crypto'
import type { Db, EtsyChat, EtsyShop } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import type { Notifications } from '@bazaar/core/notifications'
import { type PageAt, pageAt } from '../pages.ts'
import { type Access, type Asker, connectionTopicId, lockShop, openTitle, shopUnknown } from '../shop/index.ts'
import { key } from '../text.ts'
import { openInvites } from './invites.service.ts'
import { type Joining, mostChats } from './joining.ts'
import type { TellOwner } from './tell-owner.ts'

/** A chat that gets a shop's alerts, as the owner sees it. */
export interface ChatView {
  readonly id: bigint
  /** Nothing where its key is missing. */
  readonly name: string | undefined
  readonly isGroup: boolean
  /** The owner's own: it stays as long as the shop does. */
  readonly isOwn: boolean
  readonly addedAt: Date
  /** The bot cannot write there since. */
  readonly pausedAt: Date | undefined
}

/** One page of them; the owner's own chat is on none. */
export interface ChatsView {
  readonly shop: EtsyShop
  /** Nothing where the owner's own gets none. */
  readonly own: ChatView | undefined
  readonly others: readonly ChatView[]
  readonly at: PageAt
  /** All chats. */
  readonly total: number
  /** So many chats at most, open links included. */
  readonly most: number
  /** Links that nobody has used yet. */
  readonly openInvites: number
}

/** With the text and what can be done, so many fit a phone. */
const pageSize = 4

export interface ChatsDeps {
  readonly db: Db
  readonly clock: Clock
  readonly keyring: Keyring
  readonly notifications: Notifications
  readonly access: Access
  readonly joining: Joining
  readonly tellOwner: TellOwner
}

/** Which chats get a shop's alerts. Its owner decides; every chat may leave. */
export function createChats({ db, clock, keyring, notifications, access, joining, tellOwner }: ChatsDeps) {
  const view = (shop: EtsyShop, chat: EtsyChat): ChatView => ({
    id: chat.id,
    name: openTitle(keyring, chat.title),
    isGroup: chat.userId === null,
    isOwn: chat.userId === shop.ownerId,
    addedAt: chat.addedAt,
    pausedAt: chat.pausedAt ?? undefined,
  })

  /** A chat of a shop of this person. @throws AppError */
  async function requireChat(ownerId: bigint, id: bigint): Promise<EtsyChat> {
    const chat = await db.prisma.etsyChat.findFirst({ where: { id, shop: { ownerId } } })
    if (!chat) throw new AppError('etsy-lowstock-share-gone', {}, 404)
    return chat
  }

  return {
    /** @throws AppError unless it is the person's own shop */
    async list(ownerId: bigint, shopId: bigint, wanted = 0): Promise<ChatsView> {
      const shop = await access.owned(ownerId, shopId)
      // They are few: never more than the limit.
      const rows = await db.prisma.etsyChat.findMany({ where: { shopId }, orderBy: { id: 'asc' } })
      const open = await db.prisma.etsyInvite.count({ where: openInvites(shopId, clock.now()) })
      const chats = rows.map((row) => view(shop, row))
      const all = chats.filter(({ isOwn }) => !isOwn)
      const at = pageAt(wanted, all.length, pageSize)
      const others = all.slice(at.before, at.before + pageSize)
      const own = chats.find(({ isOwn }) => isOwn)
      return { shop, own, others, at, total: chats.length, most: mostChats, openInvites: open }
    },

    /** With the page of the list that it stands on. @throws AppError */
    async find(ownerId: bigint, id: bigint) {
      const chat = await requireChat(ownerId, id)
      const { shopId } = chat
      const shop = await access.owned(ownerId, shopId)
      const before = await db.prisma.etsyChat.count({
        where: { shopId, id: { lt: id }, OR: [{ userId: null }, { userId: { not: ownerId } }] },
      })
      return { shop, chat: view(shop, chat), page: Math.floor(before / pageSize) }
    },

    /** The owner's decision; the chat is told once. @returns its shop */
    async remove(ownerId: bigint, id: bigint): Promise<EtsyShop> {
      const { shopId } = await requireChat(ownerId, id)
      return db.tx(async (tx) => {
        const shop = await access.lockOwned(tx, ownerId, shopId)
        const chat = await tx.etsyChat.findUnique({ where: { id } })
        if (!chat || chat.userId === ownerId) throw new AppError('etsy-lowstock-share-gone', {}, 404)
        await joining.part(tx, shop, chat)
        if (chat.pausedAt) return shop
        await notifications.emit(tx, {
          topic: connectionTopicId,
          chatId: chat.chatId,
          ...(chat.userId !== null && { userId: chat.userId }),
          entity: `shop:${shop.id}`,
          transition: `removed:${clock.now().toISOString()}`,
          content: { text: key('share-told-removed', { shop: shop.name }) },
        })
        return shop
      })
    },

    /** This chat wants no more alerts. @throws AppError where it gets none, or is the owner's own */
    leave: ({ userId, chatId }: Asker, shopId: bigint): Promise<EtsyShop> =>
      db.tx(async (tx) => {
        const shop = await lockShop(tx, shopId)
        const chat = shop && (await tx.etsyChat.findUnique({ where: { shopId_chatId: { shopId, chatId } } }))
        if (!chat) throw shopUnknown()
        if (chat.userId === shop.ownerId) throw new AppError('etsy-lowstock-share-own', { shop: shop.name })
        await joining.part(tx, shop, chat)
        const isOwners = userId === shop.ownerId
        const name = openTitle(keyring, chat.title) ?? '?'
        if (!isOwners) await tellOwner(tx, shop, chat.userId === null ? 'left-group' : 'left', name)
        return shop
      }),

    /** The owner turns the alerts on in a group where the bot is already. @throws AppError */
    here: (ownerId: bigint, chatId: bigint, title: string, shopId: bigint): Promise<EtsyShop> =>
      db.tx(async (tx) => {
        const shop = await access.lockOwned(tx, ownerId, shopId)
        const isIn = await tx.etsyChat.findFirst({ where: { shopId, chatId, pausedAt: null } })
        if (!isIn) await joining.join(tx, shop, { chatId, userId: null, title })
        return shop
      }),
  }
}

export type Chats = ReturnType<typeof createChats>
