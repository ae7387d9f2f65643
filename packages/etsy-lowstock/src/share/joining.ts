import type { Clock } from '@bazaar/core/clock'
import type { Keyring } from '@bazaar/core/crypto'
import type { EtsyChat, EtsyShop, Tx } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import { shorten } from '@bazaar/core/i18n'
import type { Notifications } from '@bazaar/core/notifications'
import { connectionTopicId, sealTitle, type WithdrawWaiting } from '../shop/index.ts'
import { groupJoinedContent } from './share.screens.ts'
import type { TellOwner } from './tell-owner.ts'

/** More do not fit into the owner's list. */
export const mostChats = 20
const titleLetters = 64

/** A chat that is to get a shop's alerts. */
export interface Comer {
  readonly chatId: bigint
  /** Whose private chat it is; nothing for a group. */
  readonly userId: bigint | null
  /** Name of the person or the group. */
  readonly title: string
}

export interface JoiningDeps {
  readonly clock: Clock
  readonly keyring: Keyring
  readonly notifications: Notifications
  readonly withdraw: WithdrawWaiting
  readonly tellOwner: TellOwner
  menuChanged(tx: Tx, userId: bigint): Promise<void>
}

/** Chats come to a shop's alerts and go. The shop's row is locked by whoever calls, so that what is counted here stays true. */
export function createJoining(deps: JoiningDeps) {
  const { clock, keyring, notifications, withdraw, tellOwner, menuChanged } = deps

  return {
    /** @throws AppError when there are too many; somebody who was paused goes on */
    async join(tx: Tx, shop: EtsyShop, { chatId, userId, title }: Comer): Promise<void> {
      const others = await tx.etsyChat.count({ where: { shopId: shop.id, chatId: { not: chatId } } })
      if (others >= mostChats) throw new AppError('etsy-lowstock-share-many', { max: mostChats })
      const now = clock.now()
      const name = shorten(title, titleLetters)
      const data = { title: sealTitle(keyring, name), pausedAt: null }
      await tx.etsyChat.upsert({
        where: { shopId_chatId: { shopId: shop.id, chatId } },
        create: { ...data, shopId: shop.id, chatId, userId, addedAt: now },
        update: data,
      })
      await tellOwner(tx, shop, userId === null ? 'joined-group' : 'joined', name)
      if (userId !== null) return menuChanged(tx, userId)
      await notifications.emit(tx, {
        topic: connectionTopicId,
        chatId,
        entity: `shop:${shop.id}`,
        transition: `joined:${now.toISOString()}`,
        content: groupJoinedContent(shop),
      })
    },

    /** What waits for it goes with it; nobody is told. */
    async part(tx: Tx, shop: EtsyShop, chat: EtsyChat): Promise<void> {
      await withdraw(tx, shop.id, [chat])
      await tx.etsyChat.delete({ where: { id: chat.id } })
      if (chat.userId !== null) await menuChanged(tx, chat.userId)
    },
  }
}

export type Joining = ReturnType<typeof createJoining>
