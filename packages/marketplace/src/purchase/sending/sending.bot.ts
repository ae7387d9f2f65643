import { type AnyCallback, type BotContext, callerOf, onCallback } from '@bazaar/core/bot'
import { AppError } from '@bazaar/core/errors'
import { say } from '@bazaar/core/screens'
import { placeOf } from '../../chat.ts'
import { key } from '../../text.ts'
import { sendPressed, takePressed } from '../purchase.callbacks.ts'
import type { Sending } from './sending.service.ts'

const tokenForm = /^[A-Za-z0-9_-]{22}$/
const invitationLetters = 300

export function sendingCallbacks(sending: Sending): readonly AnyCallback[] {
  return [
    onCallback(sendPressed, (ctx, { purchase }) =>
      sending.showLink(callerOf(ctx), purchase, placeOf(ctx), (text) => ctx.plain(text, invitationLetters)),
    ),
    onCallback(takePressed, async (ctx, { token }) => {
      const code = await sending.take(callerOf(ctx), token, placeOf(ctx))
      return { toast: key('purchase-friend-taken-toast', { code }) }
    }),
  ]
}

/** A friend opened the link. */
export async function openFriendLink(sending: Sending, ctx: BotContext, token: string): Promise<unknown> {
  if (!tokenForm.test(token)) throw new AppError('marketplace-purchase-friend-unknown')
  return say(ctx, await sending.open(callerOf(ctx), token))
}
