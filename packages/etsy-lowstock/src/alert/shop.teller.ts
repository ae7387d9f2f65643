import type { EtsyShop, Tx } from '@bazaar/core/db'
import type { MessageContent, Notifications } from '@bazaar/core/notifications'
import { homeButton, primary } from '@bazaar/core/screens'
import { stockOpened, thresholdOpened } from '../callbacks.ts'
import { connectionTopicId, readCounts } from '../shop/index.ts'
import type { ShopTeller } from '../stock/index.ts'
import { key } from '../text.ts'

/** Tells a shop's owner about the shop as a whole. */
export function createShopTeller(notifications: Notifications): ShopTeller {
  const tell = async (tx: Tx, shop: EtsyShop, transition: string, content: MessageContent): Promise<void> => {
    await notifications.emit(tx, {
      topic: connectionTopicId,
      chatId: shop.ownerId,
      userId: shop.ownerId,
      entity: `shop:${shop.id}`,
      transition,
      content,
    })
  }
  const seen = (name: string, shop: EtsyShop, since: Date): MessageContent => ({
    text: key(name, { shop: shop.name, since: { time: since.toISOString(), style: 'datetime' } }),
    keyboard: [[primary({ text: key('button-stock'), data: stockOpened.pack({ shop: shop.id }) }), homeButton]],
  })

  return {
    async linked(tx, shop, { soldOut, intervalSeconds }) {
      const counts = (await readCounts(tx, [shop.id])).get(shop.id)
      const params = {
        shop: shop.name,
        onSale: counts?.onSale ?? 0,
        low: counts?.low ?? 0,
        soldOut: soldOut ?? counts?.soldOut ?? 0,
        threshold: { text: key(`threshold-${shop.thresholdBy}`, { value: shop.threshold }) },
        interval: { duration: intervalSeconds },
      }
      await tell(tx, shop, `linked:${shop.linkedAt.toISOString()}`, {
        text: key('linked', params),
        keyboard: [
          [primary({ text: key('button-stock'), data: stockOpened.pack({ shop: shop.id }) })],
          [{ text: key('button-threshold'), data: thresholdOpened.pack({ shop: shop.id }) }, homeButton],
        ],
      })
    },
    blind: (tx, shop, since) => tell(tx, shop, `blind:${since.toISOString()}`, seen('blind', shop, since)),
    seenAgain: (tx, shop, since) =>
      tell(tx, shop, `seen-again:${since.toISOString()}`, seen('seen-again', shop, since)),
  }
}
