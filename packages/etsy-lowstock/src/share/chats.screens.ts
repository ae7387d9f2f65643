import type { EtsyShop } from '@bazaar/core/db'
import { shorten, type TextParam, type TextSpec } from '@bazaar/core/i18n'
import type { ButtonSpec, KeyboardSpec, MessageContent } from '@bazaar/core/notifications'
import { danger, homeButton, primary } from '@bazaar/core/screens'
import { shopOpened } from '../callbacks.ts'
import { turns } from '../pages.ts'
import { button } from '../stock-buttons.ts'
import { key } from '../text.ts'
import { chatOpened, chatRemoved, chatsTurned, invitePressed, invitesRevoked } from './callbacks.ts'
import type { ChatsView, ChatView } from './chats.service.ts'
import type { InviteKind } from './invites.service.ts'

/** Beside a sign and a space. */
const nameLetters = 28

const nameOf = ({ name }: ChatView): TextParam => name ?? { text: key('share-unnamed') }
const kindOf = ({ isGroup }: ChatView): string => (isGroup ? 'group' : 'person')

function chatText(chat: ChatView): TextSpec {
  const since: TextParam = { time: chat.addedAt.toISOString(), style: 'date' }
  const line = key(`share-${chat.isOwn ? 'you' : kindOf(chat)}`, { name: nameOf(chat), since })
  return chat.pausedAt ? key('share-paused', { line: { text: line } }) : line
}

/** Who gets a shop's alerts, for its owner. What is known of each stands on its own screen. */
export function chatsScreen(view: ChatsView): MessageContent {
  const { shop, own, others, at, total, most, openInvites: open } = view
  return {
    text: key('share-chats', {
      shop: shop.name,
      lines: {
        lines: [
          ...(own ? [chatText(own)] : []),
          ...(others.some(({ pausedAt }) => pausedAt) ? [key('share-paused-some')] : []),
          roomText(view),
          ...(open > 0 ? [key('share-open', { open })] : []),
        ],
      },
    }),
    keyboard: [
      ...others.map((chat) => [chatButton(chat)]),
      ...turns(at, (page) => chatsTurned.pack({ shop: shop.id, page })),
      inviteRow(shop.id, total + open < most),
      ...revokeRow(shop.id, open),
      [button('button-back', shopOpened.pack({ shop: shop.id })), homeButton],
    ],
  }
}

/** How many more there can be, and what to do when it is none. To begin with, what it is good for. */
function roomText({ others, total, most, openInvites: open }: ChatsView): TextSpec {
  if (total + open >= most) return key('share-full', { most })
  if (others.length === 0) return key('share-what')
  return key('share-room', { total, most })
}

const chatButton = (chat: ChatView): ButtonSpec =>
  button(`share-button-${chat.pausedAt ? 'paused' : kindOf(chat)}`, chatOpened.pack({ chat: chat.id }), {
    name: shorten(chat.name ?? '?', nameLetters),
  })

function inviteRow(shop: bigint, isRoom: boolean): readonly ButtonSpec[] {
  const invite = (kind: InviteKind): ButtonSpec => {
    const text = key(`share-button-add-${kind}`)
    return isRoom ? { text, data: invitePressed.pack({ shop, kind }) } : { text, disabled: true }
  }
  const person = invite('person')
  return [isRoom ? primary(person) : person, invite('group')]
}

const revokeRow = (shop: bigint, count: number): KeyboardSpec =>
  count > 0 ? [[danger(button('share-button-revoke', invitesRevoked.pack({ shop }), { count }))]] : []

/** @param page of the list that it stands on */
export const chatScreen = (shop: EtsyShop, chat: ChatView, page: number): MessageContent => ({
  text: key('share-chat', { shop: shop.name, chat: { text: chatText(chat) } }),
  keyboard: [
    ...(chat.isOwn ? [] : [[danger(button('share-button-remove', chatRemoved.pack({ chat: chat.id })))]]),
    [button('button-back', chatsTurned.pack({ shop: shop.id, page })), homeButton],
  ],
})
