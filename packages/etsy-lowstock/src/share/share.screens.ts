import type { EtsyShop } from '@bazaar/core/db'
import type { TextParam, TextSpec } from '@bazaar/core/i18n'
import type { ButtonSpec, MessageContent } from '@bazaar/core/notifications'
import { danger, homeButton, primary, success } from '@bazaar/core/screens'
import { chatsOpened, shopOpened, shopsOpened, stockOpened } from '../callbacks.ts'
import { key, shorten } from '../text.ts'
import { chatOpened, chatRemoved, inviteAccepted, invitePressed, invitesRevoked, leavePressed } from './callbacks.ts'
import type { ChatsView, ChatView } from './chats.service.ts'
import type { InviteLink, InviteView } from './invites.service.ts'

const button = (name: string, data: string, params: Readonly<Record<string, TextParam>> = {}): ButtonSpec => ({
  text: key(name, params),
  data,
})
/** Beside a sign and a space. */
const nameLetters = 28
const back = (data: string): ButtonSpec => button('button-back', data)
const stockButton = (shop: bigint): ButtonSpec => primary(button('button-stock', stockOpened.pack({ shop })))
const thresholdOf = ({ threshold: value, thresholdBy: by }: EtsyShop): TextParam => ({
  text: key(`threshold-${by}`, { value }),
})

const nameOf = ({ name }: ChatView): TextParam => name ?? { text: key('share-unnamed') }
const kindOf = ({ isGroup }: ChatView): string => (isGroup ? 'group' : 'person')

function chatText(chat: ChatView): TextSpec {
  const since: TextParam = { time: chat.addedAt.toISOString(), style: 'date' }
  const line = key(`share-${chat.isOwn ? 'you' : kindOf(chat)}`, { name: nameOf(chat), since })
  return chat.pausedAt ? key('share-paused', { line: { text: line } }) : line
}

/** Who gets a shop's alerts, for its owner. */
export const chatsScreen = ({ shop, chats, openInvites }: ChatsView): MessageContent => ({
  text: key('share-list', { shop: shop.name, chats: { lines: chats.map(chatText) }, open: openInvites }),
  keyboard: [
    ...chats
      .filter(({ isOwn }) => !isOwn)
      .map((chat) => [
        button(`share-button-${kindOf(chat)}`, chatOpened.pack({ chat: chat.id }), {
          name: shorten(chat.name ?? '?', nameLetters),
        }),
      ]),
    [primary(button('share-button-invite-person', invitePressed.pack({ shop: shop.id, kind: 'person' })))],
    [button('share-button-invite-group', invitePressed.pack({ shop: shop.id, kind: 'group' }))],
    ...(openInvites > 0
      ? [[danger(button('share-button-revoke', invitesRevoked.pack({ shop: shop.id }), { count: openInvites }))]]
      : []),
    [back(shopOpened.pack({ shop: shop.id })), homeButton],
  ],
})

export const chatScreen = (shop: EtsyShop, chat: ChatView): MessageContent => ({
  text: key('share-chat', { shop: shop.name, chat: { text: chatText(chat) } }),
  keyboard: [
    ...(chat.isOwn ? [] : [[danger(button('share-button-remove', chatRemoved.pack({ chat: chat.id })))]]),
    [back(chatsOpened.pack({ shop: shop.id })), homeButton],
  ],
})

/** A message of its own, to be sent on, or to choose the group by. */
export function linkScreen({ shop, kind, link, expiresAt }: InviteLink): MessageContent {
  const url = kind === 'group' ? link : `https://t.me/share/url?url=${encodeURIComponent(link)}`
  const until: TextParam = { time: expiresAt.toISOString(), style: 'datetime' }
  return {
    text: key(`share-link-${kind}`, { shop: shop.name, link, until }),
    keyboard: [
      [primary({ text: key(`share-button-send-${kind}`), url })],
      [{ text: key('share-button-copy'), copy: link }],
      [back(chatsOpened.pack({ shop: shop.id })), homeButton],
    ],
  }
}

/** What somebody sees who opens a link. */
export const inviteScreen = ({ shop, owner }: InviteView, token: string): MessageContent => ({
  text: key('invite', { shop: shop.name, owner, threshold: thresholdOf(shop) }),
  keyboard: [[success(button('invite-button-accept', inviteAccepted.pack({ token })))], [homeButton]],
})

export const joinedScreen = ({ id, name }: EtsyShop): MessageContent => ({
  text: key('invite-joined', { shop: name }),
  keyboard: [[stockButton(id)], [button('home-button-shop', shopOpened.pack({ shop: id })), homeButton]],
})

/** What a group reads that gets a shop's alerts from now on. */
export const groupJoinedContent = (shop: EtsyShop): MessageContent => ({
  text: key('share-told-group', { shop: shop.name, threshold: thresholdOf(shop) }),
  keyboard: [[stockButton(shop.id)]],
})

/** In the group's list of shops, in place of the button that was pressed. */
export const hereScreen = ({ name }: EtsyShop): MessageContent => ({
  text: key('share-here', { shop: name }),
  keyboard: [[button('shop-button-shops', shopsOpened.pack({}))]],
})

/** @param isGroup in a group there is no home to go to */
export const leaveScreen = ({ id: shop, name }: EtsyShop, isGroup: boolean): MessageContent => ({
  text: key(isGroup ? 'leave-ask-group' : 'leave-ask', { shop: name }),
  keyboard: [
    [danger(button('leave-button-yes', leavePressed.pack({ shop })))],
    [back(shopOpened.pack({ shop })), ...(isGroup ? [] : [homeButton])],
  ],
})

export const leftScreen = ({ name }: EtsyShop, isGroup: boolean): MessageContent => ({
  text: key(isGroup ? 'left-group' : 'left', { shop: name }),
  keyboard: [isGroup ? [button('shop-button-shops', shopsOpened.pack({}))] : [homeButton]],
})
