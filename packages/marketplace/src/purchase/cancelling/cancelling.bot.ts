import { type AnyCallback, callerOf, onCallback, type PressAnswer } from '@bazaar/core/bot'
import type { Noun } from '@bazaar/core/nouns'
import { placeOf } from '../../chat.ts'
import { key } from '../../text.ts'
import { cancelAsked, cancelPressed } from '../purchase.callbacks.ts'
import { titleOf } from '../purchase.lines.ts'
import { askUnder } from '../screen.ts'
import type { Cancelling } from './cancelling.service.ts'

export function cancellingCallbacks(cancelling: Cancelling): readonly AnyCallback[] {
  return [
    onCallback(cancelAsked, async (ctx, { purchase }) => {
      await askUnder(ctx, await cancelling.ask(callerOf(ctx), purchase))
    }),
    onCallback(cancelPressed, async (ctx, { purchase, kind }): Promise<PressAnswer> => {
      const { content, answer } = await cancelling.confirm(callerOf(ctx), { purchase, kind }, placeOf(ctx))
      if (content) await askUnder(ctx, content)
      return answer
    }),
  ]
}

/** `/cancel P56`, and the list of /cancel. */
export function purchaseNoun(cancelling: Cancelling): Noun {
  return {
    id: 'marketplace-purchase',
    letter: 'P',
    title: key('purchase-noun'),
    cancel: {
      run: cancelling.command,
      async list(userId) {
        const open = await cancelling.list(userId)
        return open.map(({ purchase, offer }) => ({
          id: purchase.id,
          title: `${purchase.quantity} × ${titleOf(offer, purchase.itemId)}, ${offer.business.name}`,
        }))
      },
    },
  }
}
