import type { EtsyShop } from '@bazaar/core/db'
import type { TextParam } from '@bazaar/core/i18n'
import type { ButtonSpec, MessageContent } from '@bazaar/core/notifications'
import { danger, homeButton, primary, success } from '@bazaar/core/screens'
import { chatsOpened, shopOpened, shopsOpened, stockOpened } from '../callbacks.ts'
import { button } from '../stock-buttons.ts'
import { key } from '../text.ts'
import { inviteAccepted, leavePressed } from './callbacks.ts'
import type { InviteLink, InviteView } from './invites.service.ts'

const back = (data: string): ButtonSpec => button('button-back', data)
const stockButton = (shop: bigint): ButtonSpec => primary(button('button-stock', stockOpened.pack({ shop })))
const thresholdOf = ({ threshold: value, thresholdBy: by }: EtsyShop): TextParam => ({
  text: key(`threshold-${by}`, { value }),
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
