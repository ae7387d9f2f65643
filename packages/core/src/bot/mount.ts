import type { Bot, MiddlewareFn, Transformer } from 'grammy'
import type { PressAnswers } from '../intake/index.ts'
import type { PlatformMetrics } from '../metrics/index.ts'
import type { IsKept } from '../notifications/index.ts'
import type { Ability } from '../telegram/index.ts'
import type { Person } from '../users/index.ts'
import { attachCore } from './attach.ts'
import { type DialoguesOptions, mountDialogues } from './dialogues.ts'
import { dispatchCommands } from './dispatch-command.ts'
import { answerUnknownPress, dispatchPresses, verifyPresses } from './dispatch-press.ts'
import { createLayers } from './layers.ts'
import { dispatchMenus } from './menus.ts'
import type { CallbackSigner } from './signing.ts'
import type { BotContext, BotSurface, Owned } from './types.ts'

export interface MountOptions extends DialoguesOptions {
  /** Of the core and of the features that are switched on, the core's first: no feature's catch-all may hide from it that somebody blocked the bot. */
  readonly parts: readonly Owned<BotSurface>[]
  /** Codes of features that exist but are switched off. */
  readonly offCodes: ReadonlySet<string>
  readonly metrics: PlatformMetrics
  readonly signer: CallbackSigner
  readonly presses: PressAnswers
  /** Makes the most frequent calls itself. Not for dialogues: there the plugin's own record of calls must be asked first, or a replay makes them again. */
  readonly direct: Transformer
  readonly textToPicture: Ability
  readonly isKept: IsKept
  readonly forms: {
    /** Puts `ctx.forms` in place. */
    middleware(isFilling: (ctx: BotContext) => boolean): MiddlewareFn<BotContext>
    /** Takes what people in a form answer. */
    answers(isFilling: (ctx: BotContext) => boolean): MiddlewareFn<BotContext>
  }
  /** The person of the update that is being handled, as the intake read it. */
  personOf(ctx: BotContext): Person | undefined
  /** Refuses people who send too much; `false` = refused and answered. */
  admit(ctx: BotContext): Promise<boolean>
}

/**
 * Mounts by phase, not by feature: a running form must win over any feature's text handler, and no feature's catch-all
 * may swallow another's conversation. The order is documented in AGENTS.md.
 */
export function mountBot(bot: Bot<BotContext>, options: MountOptions): void {
  const { parts, texts, log, photos, metrics, signer, offCodes, textToPicture, isKept } = options
  const refused = metrics.refusedCallbacks
  const pressOptions = { offCodes, refused, presses: options.presses }
  bot.api.config.use(options.direct, ...options.transformers)
  const layers = createLayers<BotContext>()
  layers.use((ctx, next) => {
    attachCore(ctx, { texts, log, photos, textToPicture, isKept, person: options.personOf(ctx) })
    return next()
  })
  layers.use(async (ctx, next) => {
    if (await options.admit(ctx)) await next()
  })
  layers.use(verifyPresses(signer, refused))
  const isFilling = (ctx: BotContext) => options.dialogueOf(ctx).form
  layers.use(options.forms.middleware(isFilling))
  layers.use(mountDialogues(options))
  layers.use(options.forms.answers(isFilling))
  layers.use(dispatchMenus(parts.flatMap(({ part }) => part.menus ?? [])))
  layers.use(dispatchCommands(parts.flatMap(({ part }) => part.commands ?? [])))
  layers.use(
    dispatchPresses(
      parts.flatMap(({ part }) => part.callbacks ?? []),
      pressOptions,
    ),
  )
  for (const { part } of parts) if (part.handlers) layers.use(part.handlers)
  layers.use(answerUnknownPress(pressOptions))
  layers.use(answerUnhandled)
  bot.use(layers.middleware)
}

/** Nobody wanted it. In a private chat, silence would look broken. */
const answerUnhandled: MiddlewareFn<BotContext> = async (ctx) => {
  if (ctx.chat?.type === 'private' && ctx.message) await ctx.say({ key: 'core-not-understood' })
}
