import type { TextSpec } from '@bazaar/core/i18n'
import type { MessageContent } from '@bazaar/core/notifications'
import { homeButton, primary, success } from '@bazaar/core/screens'
import { purchaseOpened } from '../../callbacks.ts'
import { pickupWindow } from '../../catalog/index.ts'
import { key } from '../../text.ts'
import type { PurchaseDetails } from '../details.repository.ts'
import { instantAt } from '../pickup-times.ts'
import { takePressed } from '../purchase.callbacks.ts'
import { purchaseParams } from '../purchase.lines.ts'
import { button } from '../screen.ts'

/** Telegram's own dialogue for choosing a chat. */
const shareUrl = (link: string, text: string) =>
  `https://t.me/share/url?${new URLSearchParams({ url: link, text }).toString()}`

/** What whoever sends it writes to the friend. */
export const invitationText = ({ purchase, offer }: PurchaseDetails): TextSpec =>
  key('purchase-friend-invitation', purchaseParams(purchase, offer))

/** @param invitation in the words of whoever sends it */
export function linkScreen({ purchase, offer }: PurchaseDetails, link: string, invitation: string) {
  const until = instantAt(offer.pickupEnd, offer.business.timeZone)
  return {
    text: key('purchase-friend-link', { ...purchaseParams(purchase, offer), link, until }),
    keyboard: [
      [primary({ text: key('purchase-button-choose-friend'), url: shareUrl(link, invitation) })],
      [{ text: key('purchase-button-copy-link'), copy: link }],
      [button('code', purchaseOpened.pack({ purchase: purchase.id }))],
    ],
  } satisfies MessageContent
}

/** What the friend is offered. */
export function friendCard({ purchase, offer }: PurchaseDetails, token: string, from: string, now: Date) {
  const window = { text: pickupWindow(offer, now) }
  return {
    text: key('purchase-friend-card', { ...purchaseParams(purchase, offer), window, name: from }),
    keyboard: [[success(button('take-over', takePressed.pack({ token })))], [homeButton]],
  } satisfies MessageContent
}
