import type { EtsyShop } from '@bazaar/core/db'
import type { ButtonSpec, MessageContent } from '@bazaar/core/notifications'
import { homeButton, primary } from '@bazaar/core/screens'
import { restockSettingOpened, shopOpened } from '../callbacks.ts'
import { button } from '../stock-buttons.ts'
import { key } from '../text.ts'
import { allowPressed, stopPressed } from './restock.callbacks.ts'

type Shop = Pick<EtsyShop, 'id' | 'name'>

/** Leads there from a shop's “More…”. */
export const restockSettingButton = (shop: bigint): ButtonSpec =>
  button('restock-button-setting', restockSettingOpened.pack({ shop }))

/** What it means, and whether it is allowed. */
export const settingScreen = ({ id: shop, name }: Shop, isAllowed: boolean): MessageContent => ({
  text: key(isAllowed ? 'restock-setting-on' : 'restock-setting-off', { shop: name }),
  keyboard: [
    [
      isAllowed
        ? button('restock-button-stop', stopPressed.pack({ shop }))
        : primary(button('restock-button-allow', allowPressed.pack({ shop }))),
    ],
    [button('restock-shop-back', shopOpened.pack({ shop })), homeButton],
  ],
})

/** The way to Etsy's page. */
export const beginScreen = ({ id: shop, name }: Shop, url: string): MessageContent => ({
  text: key('restock-begin', { shop: name }),
  keyboard: [
    [primary({ text: key('link-button-open'), url })],
    [button('button-back', restockSettingOpened.pack({ shop })), homeButton],
  ],
})
