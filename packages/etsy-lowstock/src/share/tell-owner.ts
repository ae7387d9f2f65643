import type { EtsyShop, Tx } from '@bazaar/core/db'
import type { MessageContent, Notifications } from '@bazaar/core/notifications'
import { chatsOpened } from '../callbacks.ts'
import { connectionTopicId, shareEntity } from '../shop/index.ts'
import { key } from '../text.ts'

const windowMs = 10 * 60_000

/** Tells a shop's owner who came to the alerts and who went: the first at once, of more in a short time how many, and the latest. */
export type TellOwner = (
  tx: Tx,
  shop: EtsyShop,
  what: 'joined' | 'joined-group' | 'left' | 'left-group',
  name: string,
) => Promise<void>

export function createTellOwner(notifications: Pick<Notifications, 'emitBundled'>): TellOwner {
  return (tx, { id, ownerId, name: shop }, what, name) => {
    const latest = { text: key(`share-news-${what}`, { name }) }
    const keyboard = [[{ text: key('shop-button-chats'), data: chatsOpened.pack({ shop: id }) }]]
    const content: MessageContent = { text: key('share-told', { shop, latest }), keyboard }
    return notifications.emitBundled(tx, {
      topic: connectionTopicId,
      chatId: ownerId,
      userId: ownerId,
      entity: shareEntity(id),
      windowMs,
      content,
      more: (count) => (count === 1 ? content : { text: key('share-told-more', { count, shop, latest }), keyboard }),
    })
  }
}
