import { type AnyCallback, type BotContext, onCallback } from '@bazaar/core/bot'
import { AppError } from '@bazaar/core/errors'
import { homeButton, primary, success } from '@bazaar/core/screens'
import { callerOf, placeOf, say } from '../../chat.ts'
import { key } from '../../text.ts'
import { instantAt } from '../pickup-times.ts'
import { sendPressed, takePressed } from '../purchase.callbacks.ts'
import { purchaseParams } from '../purchase.lines.ts'
import { button } from '../screen.ts'
import type { Sending } from './sending.service.ts'

const tokenForm = /^[A-Za-z0-9_-]{22}$/
/** Telegram's own dialogue for choosing a chat. */
const shareUrl = (link: string, text: string) =>
  `https://t.me/share/url?${new URLSearchParams({ url: link, text }).toString()}`

/** @param startLink makes the bot's deep links */
export function sendingCallbacks(
  sending: Sending,
  startLink: (payload: string) => Promise<string>,
): readonly AnyCallback[] {
  return [
    onCallback(sendPressed, async (ctx, { purchase: id }) => {
      const { purchase, offer, token } = await sending.createLink(callerOf(ctx), id)
      const link = await startLink(`friend_${token}`)
      const params = {
        ...purchaseParams(purchase, offer),
        link,
        until: instantAt(offer.pickupEnd, offer.business.timeZone),
      }
      const invitation = ctx.plain(key('purchase-friend-invitation', params), 300)
      await say(ctx, {
        text: key('purchase-friend-link', params),
        keyboard: [
          [primary({ text: key('purchase-button-choose-friend'), url: shareUrl(link, invitation) })],
          [{ text: key('purchase-button-copy-link'), copy: link }],
        ],
      })
    }),
    onCallback(takePressed, async (ctx, { token }) => {
      const code = await sending.take(callerOf(ctx), token, placeOf(ctx))
      return { toast: key('purchase-friend-taken-toast', { code }) }
    }),
  ]
}

/** A friend opened the link. */
export async function openFriendLink(sending: Sending, ctx: BotContext, token: string): Promise<unknown> {
  if (!tokenForm.test(token)) throw new AppError('marketplace-purchase-friend-unknown')
  const { purchase, offer, from } = await sending.open(callerOf(ctx), token)
  return say(ctx, {
    text: key('purchase-friend-card', { ...purchaseParams(purchase, offer), name: from }),
    keyboard: [[success(button('take-over', takePressed.pack({ token })))], [homeButton]],
  })
}
