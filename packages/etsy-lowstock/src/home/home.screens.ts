import { shorten } from '@bazaar/core/i18n'
import type { ButtonSpec, KeyboardSpec, MessageContent } from '@bazaar/core/notifications'
import { menuButton, primary, success } from '@bazaar/core/screens'
import { linkPressed, shopOpened, shopsOpened, stockOpened } from '../callbacks.ts'
import { linesOf, type ShopView } from '../shop/index.ts'
import { key } from '../text.ts'

/** Beside a sign and a space. */
const nameLetters = 30
const button = (name: string, data: string): ButtonSpec => ({ text: key(name), data })

/** Nobody's shop yet: what it is good for. */
export const welcomeScreen: MessageContent = {
  text: key('home-welcome'),
  keyboard: [[success(button('home-button-link', linkPressed.pack({})))], [menuButton]],
}

/** A person's shops, each in a few lines. With one of them its buttons lead straight on. */
export function homeScreen(shops: readonly ShopView[], more: number): MessageContent {
  const [only] = shops
  return {
    text: key('home-shops', { shops: { lines: linesOf(shops) } }),
    keyboard: [
      ...(only && more === 0 ? oneShop(only) : severalShops(shops)),
      [button('shops-button-link', linkPressed.pack({}))],
      [menuButton],
    ],
  }
}

function oneShop({ id: shop, isMine, state }: ShopView): KeyboardSpec {
  const stock = button('button-stock', stockOpened.pack({ shop }))
  const card = button('home-button-shop', shopOpened.pack({ shop }))
  // Without Etsy's permission nothing else matters.
  return isMine && state.kind === 'disconnected'
    ? [[primary(button('button-reconnect', linkPressed.pack({})))], [stock, card]]
    : [[primary(stock), card]]
}

const severalShops = (shops: readonly ShopView[]): KeyboardSpec => [
  ...shops.map(({ id, name }) => [
    { text: key('home-button-stock-of', { shop: shorten(name, nameLetters) }), data: stockOpened.pack({ shop: id }) },
  ]),
  [primary(button('home-button-shops', shopsOpened.pack({})))],
]
