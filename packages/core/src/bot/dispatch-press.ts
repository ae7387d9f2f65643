import type { MiddlewareFn } from 'grammy'
import { AppError } from '../errors/index.ts'
import type { Counter } from '../metrics/index.ts'
import type { AnyCallback, PressAnswer } from './callback-data.ts'
import type { CallbackSigner } from './signing.ts'
import type { BotContext } from './types.ts'

/** Telegram shows a spinner until a press is answered; a second answer would be ignored. */
const answerWithinMs = 900
const toastLimit = 200

/** Checks signature and chat of every press and strips it, before menus and forms see the data. */
export function verifyPresses(signer: CallbackSigner, refused: Counter): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    const press = ctx.callbackQuery
    if (press?.data === undefined) return next()
    const chatId = press.message?.chat.id
    const data = chatId === undefined ? undefined : signer.verify(BigInt(chatId), press.from.id, press.data)
    if (data === undefined) {
      refused.inc({ reason: 'signature' })
      return void (await ctx.answerCallbackQuery({ text: ctx.plain({ key: 'core-button-not-yours' }, toastLimit) }))
    }
    press.data = data
    await next()
  }
}

/** All typed callbacks of all features in one look-up. The handler's return value is the answer. */
export function dispatchPresses(
  callbacks: readonly AnyCallback[],
  offCodes: ReadonlySet<string>,
  refused: Counter,
): MiddlewareFn<BotContext> {
  const byId = new Map(callbacks.map((callback) => [callback.id, callback]))
  return async (ctx, next) => {
    const data = ctx.callbackQuery?.data
    if (data === undefined) return next()
    const callback = byId.get(data.split(':', 1)[0] ?? '')
    if (!callback) return next()
    await answering(ctx, async () => {
      const handled = await callback.handle(ctx, data)
      if (handled) return handled.answer
      refused.inc({ reason: 'malformed' })
      return outdated(offCodes, data)
    })
  }
}

/** The end of the line for presses: buttons of older versions and of features that are switched off still get an answer. */
export function answerUnknownPress(offCodes: ReadonlySet<string>): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    const data = ctx.callbackQuery?.data
    if (data === undefined) return next()
    await answering(ctx, async () => outdated(offCodes, data))
  }
}

function outdated(offCodes: ReadonlySet<string>, data: string): PressAnswer {
  return { toast: { key: offCodes.has(data.slice(0, 2)) ? 'core-feature-off' : 'core-button-outdated' } }
}

async function answering(ctx: BotContext, work: () => Promise<PressAnswer>): Promise<void> {
  let answered = false
  const send = async (answer: PressAnswer): Promise<void> => {
    if (answered) return
    answered = true
    if (answer === undefined) await ctx.answerCallbackQuery()
    else if ('alert' in answer)
      await ctx.answerCallbackQuery({ text: ctx.plain(answer.alert, toastLimit), show_alert: true })
    else await ctx.answerCallbackQuery({ text: ctx.plain(answer.toast, toastLimit) })
  }
  // A slow handler still stops the spinner in time; its own messages say the rest.
  const timer = setTimeout(
    () => void send(undefined).catch((error: unknown) => ctx.log.warn({ error }, 'press not answered')),
    answerWithinMs,
  )
  try {
    await send(await work())
  } catch (error) {
    if (error instanceof AppError && !answered) await send({ alert: { key: error.key, params: error.params } })
    else {
      await send({ toast: { key: 'core-press-failed' } })
      throw error
    }
  } finally {
    clearTimeout(timer)
  }
}
