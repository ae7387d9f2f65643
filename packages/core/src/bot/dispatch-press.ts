import type { MiddlewareFn } from 'grammy'
import { AppError } from '../errors/index.ts'
import type { PressAnswers } from '../intake/index.ts'
import type { Counter } from '../metrics/index.ts'
import { alertText } from './alert-text.ts'
import type { CallbackSigner } from './signing.ts'
import type { AnyCallback, BotContext, PressAnswer } from './types.ts'

const toastLimit = 200

export interface PressOptions {
  /** Codes of features that exist but are switched off. */
  readonly offCodes: ReadonlySet<string>
  readonly refused: Counter
  readonly presses: PressAnswers
}

/** Checks signature and chat of every press and strips it, before menus and forms see the data. */
export function verifyPresses(signer: CallbackSigner, refused: Counter): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    const press = ctx.callbackQuery
    if (press === undefined) return next()
    const chatId = press.message?.chat.id
    const signed = press.data
    // Without data it is a game's button, and without a chat an inline message's: neither is ours.
    const data =
      signed !== undefined && Number.isSafeInteger(chatId)
        ? signer.verify(BigInt(chatId ?? 0), press.from.id, signed)
        : undefined
    if (data === undefined) {
      refused.inc({ reason: 'signature' })
      return void (await ctx.answerCallbackQuery({ text: ctx.plain({ key: 'core-press-not-yours' }, toastLimit) }))
    }
    press.data = data
    await next()
  }
}

/** All typed callbacks of all features in one look-up. The handler's return value is the answer. */
export function dispatchPresses(callbacks: readonly AnyCallback[], options: PressOptions): MiddlewareFn<BotContext> {
  const byId = new Map(callbacks.map((callback) => [callback.id, callback]))
  return async (ctx, next) => {
    const data = ctx.callbackQuery?.data
    if (data === undefined) return next()
    const callback = byId.get(data.split(':', 1)[0] ?? '')
    if (!callback) return next()
    await answering(ctx, options.presses, async () => {
      const handled = await callback.handle(ctx, data)
      if (handled) return handled.answer
      options.refused.inc({ reason: 'malformed' })
      return outdated(options.offCodes, data)
    })
  }
}

/** The end of the line for presses: buttons of older versions and of features that are switched off still get an answer. */
export function answerUnknownPress({ offCodes, presses, refused }: PressOptions): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    const data = ctx.callbackQuery?.data
    if (data === undefined) return next()
    refused.inc({ reason: 'unknown' })
    await answering(ctx, presses, async () => outdated(offCodes, data))
  }
}

function outdated(offCodes: ReadonlySet<string>, data: string): PressAnswer {
  return { toast: { key: offCodes.has(data.slice(0, 2)) ? 'core-feature-off' : 'core-press-outdated' } }
}

async function answering(ctx: BotContext, presses: PressAnswers, work: () => Promise<PressAnswer>): Promise<void> {
  try {
    await answerPress(ctx, await work())
  } catch (error) {
    // After a slow start the spinner is gone, and a refusal needs a message of its own: `throw` brings it.
    const waits = ctx.callbackQuery && !presses.isAnswered(ctx.callbackQuery.id)
    if (error instanceof AppError && waits) return answerPress(ctx, { alert: { key: error.key, params: error.params } })
    await answerPress(ctx, { toast: { key: 'core-press-failed' } })
    throw error
  }
}

async function answerPress(ctx: BotContext, answer: PressAnswer): Promise<void> {
  if (answer === undefined) await ctx.answerCallbackQuery()
  else if ('alert' in answer)
    await ctx.answerCallbackQuery({ text: alertText(ctx.html(answer.alert), toastLimit), show_alert: true })
  else await ctx.answerCallbackQuery({ text: ctx.plain(answer.toast, toastLimit) })
}
