import { shorten, type TextParam, type TextSpec } from '@bazaar/core/i18n'
import type { ButtonSpec, KeyboardSpec, MessageContent } from '@bazaar/core/notifications'
import { danger, homeButton, primary, success } from '@bazaar/core/screens'
import {
  chatsOpened,
  herePressed,
  leaveAsked,
  linkPressed,
  shopOpened,
  shopsOpened,
  stockOpened,
  thresholdOpened,
} from '../callbacks.ts'
import { turns } from '../pages.ts'
import { key } from '../text.ts'
import { cardLines, linesOf, type Pace } from './card.lines.ts'
import { groupTurned, moreOpened, unlinkAsked, whichTurned } from './shops.callbacks.ts'
import type { GroupShops, MyShops, ShopView } from './shops.service.ts'

const button = (name: string, data: string, params: Readonly<Record<string, TextParam>> = {}): ButtonSpec => ({
  text: key(name, params),
  data,
})
/** Beside a sign and a space. */
const nameLetters = 30
/** Beside “Turn on: ”. */
const hereLetters = 18

const linkAnother = button('shops-button-link', linkPressed.pack({}))
const reconnect = primary(button('button-reconnect', linkPressed.pack({})))
const linkFirst = success(button('shops-button-link-first', linkPressed.pack({})))
const shopButton = ({ id, name }: ShopView): ButtonSpec =>
  button('shops-button-one', shopOpened.pack({ shop: id }), { shop: shorten(name, nameLetters) })
const stockButton = (shop: bigint): ButtonSpec => button('button-stock', stockOpened.pack({ shop }))
const backToShop = (shop: bigint): ButtonSpec => button('button-back', shopOpened.pack({ shop }))

/** Nobody's shop yet. */
export const noShopsScreen: MessageContent = { text: key('shops-none'), keyboard: [[linkFirst]] }

/** One page of a person's shops; the way home is added below. */
export const shopsScreen = (views: readonly ShopView[]): MessageContent => ({
  text: key('shops', { shops: { lines: linesOf(views) } }),
  keyboard: [
    ...(views.some(({ isMine, state }) => isMine && state.kind === 'disconnected') ? [[reconnect]] : []),
    ...views.map((view) => [shopButton(view)]),
    [linkAnother],
  ],
})

/** Shops whose alerts a group gets, and own ones that it could get. */
export function groupScreen(view: GroupShops): MessageContent {
  const { here, elsewhere, at } = view
  return {
    text: groupText(view),
    keyboard: [
      ...here.map((one) => [shopButton(one)]),
      ...elsewhere.map(({ id, name }) => [
        button('shops-button-here', herePressed.pack({ shop: id }), { shop: shorten(name, hereLetters) }),
      ]),
      ...turns(at, (page) => groupTurned.pack({ page })),
    ],
  }
}

function groupText({ here, getsAny, isAnonymous }: GroupShops): TextSpec {
  if (!getsAny) return key(isAnonymous ? 'shops-group-none-anonymous' : 'shops-group-none')
  if (here.length === 0) return key('shops-group-others')
  return key('shops-group', { shops: { lines: [...linesOf(here), ...(isAnonymous ? [key('shops-anonymous')] : [])] } })
}

/** One shop with everything that can be done, by whoever asks and where. */
export function cardScreen(view: ShopView, pace: Pace, isPrivate: boolean): MessageContent {
  return {
    text: key('shop', { shop: view.name, lines: { lines: cardLines(view, pace, isPrivate) } }),
    keyboard: isPrivate ? (view.isMine ? ownerRows(view) : readerRows(view)) : groupRows(view),
  }
}

function ownerRows({ id: shop, state }: ShopView): KeyboardSpec {
  const isConnected = state.kind === 'linking' || state.kind === 'active'
  return [
    ...(isConnected ? [] : [[reconnect]]),
    [isConnected ? primary(stockButton(shop)) : stockButton(shop)],
    [
      button('button-threshold', thresholdOpened.pack({ shop })),
      button('shop-button-chats', chatsOpened.pack({ shop })),
    ],
    [button('shop-button-more', moreOpened.pack({ shop })), button('shop-button-shops', shopsOpened.pack({}))],
    [homeButton],
  ]
}

const readerRows = ({ id: shop }: ShopView): KeyboardSpec => [
  [primary(stockButton(shop))],
  [button('shop-button-leave', leaveAsked.pack({ shop }))],
  [button('shop-button-shops', shopsOpened.pack({})), homeButton],
]

const groupRows = ({ id: shop }: ShopView): KeyboardSpec => [
  [primary(stockButton(shop))],
  [button('shop-button-leave-group', leaveAsked.pack({ shop }))],
  [button('shop-button-shops', shopsOpened.pack({}))],
]

/** What is needed seldom. @param extra buttons of other nouns */
export const moreScreen = ({ id: shop, name, url }: ShopView, extra: readonly ButtonSpec[]): MessageContent => ({
  text: key('shop-more', { shop: name }),
  keyboard: [
    [primary({ text: key('button-open-etsy'), url })],
    ...extra.map((one) => [one]),
    [danger(button('shop-button-unlink', unlinkAsked.pack({ shop })))],
    [backToShop(shop), homeButton],
  ],
})

/** Which of several shops to unlink. */
export const whichScreen = ({ shops, at }: MyShops): MessageContent => ({
  text: key('unlink-which'),
  keyboard: [
    ...shops.map(({ id, name }) => [
      button('shops-button-one', unlinkAsked.pack({ shop: id }), { shop: shorten(name, nameLetters) }),
    ]),
    ...turns(at, (page) => whichTurned.pack({ page })),
    [homeButton],
  ],
})

/** Whoever only gets alerts of others’ shops stops those elsewhere. */
export const nothingToUnlink: MessageContent = {
  text: key('unlink-none'),
  keyboard: [[button('shop-button-shops', shopsOpened.pack({})), homeButton]],
}

/** What goes, before it goes. */
export const unlinkScreen = (view: ShopView, confirm: string): MessageContent => ({
  text: key('unlink-ask', { shop: view.name, listings: view.onSale + view.soldOut, others: view.chats - 1 }),
  keyboard: [[danger(button('unlink-button-yes', confirm))], [backToShop(view.id), homeButton]],
})

export const unlinkedScreen = (shop: string): MessageContent => ({
  text: key('unlinked', { shop }),
  keyboard: [[primary(linkAnother)], [homeButton]],
})
