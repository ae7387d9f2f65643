import { type AnyCallback, type BotContext, type CallbackType, isFinal, sayOptions } from '../bot/index.ts'
import type { Clock } from '../clock/index.ts'
import type { Tx } from '../db/index.ts'
import { AppError } from '../errors/index.ts'
import type { MessageContent } from '../notifications/index.ts'
import type { Once } from '../once/index.ts'
import { confirmToken } from './confirm-token.ts'

export interface ConfirmDeps {
  readonly once: Once
  readonly clock: Clock
}

/** A button that acts once. */
export interface Confirmation<V> {
  /** Data of the confirming button. Every card that is drawn gets a token of its own, good for 24 hours and one deed. */
  pack(values: V): string
  /** Register it among the surface's callbacks. */
  readonly callback: AnyCallback
}

/**
 * A confirm card's button. The first press runs `work` in one transaction with the token; every later one, from a double
 * tap or another device, is shown the first one's result. A refusal (`AppError`) leaves the token good.
 * @param type its id and values; 14 of the 48 bytes go to the token
 */
export function defineConfirm<V>(
  { once, clock }: ConfirmDeps,
  type: CallbackType<V>,
  work: (tx: Tx, ctx: BotContext, values: V) => Promise<MessageContent>,
): Confirmation<V> {
  return {
    pack: (values) => `${type.pack(values)}:${confirmToken.create(clock.now())}`,
    callback: {
      id: type.id,
      isFinal: (data) => isFinal(type, data.slice(0, data.lastIndexOf(':'))),
      async handle(ctx, data) {
        const cut = data.lastIndexOf(':')
        const values = type.unpack(data.slice(0, cut))
        const token = data.slice(cut + 1)
        if (values === undefined || !confirmToken.issuedAt(token) || !ctx.person) return undefined
        const key = `${type.id}:${token}`
        const before = await once.find(key, ctx.person.id)
        if (!before && confirmToken.isExpired(token, clock.now())) throw new AppError('core-confirm-expired')
        const outcome = before
          ? { first: false, result: before }
          : await once.run(key, ctx.person.id, (tx) => work(tx, ctx, values))
        await ctx.show(outcome.result.text, sayOptions(outcome.result))
        return { answer: outcome.first ? undefined : { toast: { key: 'core-confirm-again' } } }
      },
    },
  }
}
