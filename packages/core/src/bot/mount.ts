import { type ConversationFlavor, conversations, createConversation } from '@grammyjs/conversations'
import { type Bot, Composer, type MiddlewareFn, type Transformer } from 'grammy'
import type { Keyring } from '../crypto/index.ts'
import type { Db } from '../db/index.ts'
import type { PressAnswers } from '../intake/index.ts'
import type { PlatformMetrics } from '../metrics/index.ts'
import type { Person } from '../users/index.ts'
import { type AttachDeps, attachCore } from './attach.ts'
import { createConversationStorage } from './conversation-storage.ts'
import { dispatchCommands, readCommand } from './dispatch-command.ts'
import { answerUnknownPress, dispatchPresses, verifyPresses } from './dispatch-press.ts'
import { createLayers, type Layers } from './layers.ts'
import type { CallbackSigner } from './signing.ts'
import type { BotContext, BotSurface, Form, FormContext, FormConversation, Owned } from './types.ts'

export interface MountOptions extends AttachDeps {
  /** Of the core and of the features that are switched on, the core's first: no feature's catch-all may hide from it that somebody blocked the bot. */
  readonly parts: readonly Owned<BotSurface>[]
  /** Codes of features that exist but are switched off. */
  readonly offCodes: ReadonlySet<string>
  readonly db: Db
  readonly keyring: Keyring
  readonly metrics: PlatformMetrics
  readonly signer: CallbackSigner
  readonly presses: PressAnswers
  readonly forms: {
    /** Puts `ctx.forms` in place. */
    readonly door: MiddlewareFn<BotContext>
    /** Takes what people in a form answer. */
    readonly answers: MiddlewareFn<BotContext>
  }
  /** Installed on the bot's API and again inside conversations, where the bot's own do not apply. */
  readonly transformers: readonly Transformer[]
  /** The person of the update that is being handled, as the intake read it. */
  personOf(ctx: BotContext): Person | undefined
  /** Refuses people who send too much; `false` = refused and answered. */
  admit(ctx: BotContext): Promise<boolean>
  /** Somebody's form was dropped because its steps changed. */
  onOutdatedForm(chatId: string): void
}

/**
 * Mounts by phase, not by feature: a running form must win over any feature's text handler, and no feature's catch-all
 * may swallow another's conversation. The order is documented in AGENTS.md.
 */
export function mountBot(bot: Bot<BotContext>, options: MountOptions): void {
  const { parts, texts, log, photos, metrics, signer, offCodes } = options
  const refused = metrics.refusedCallbacks
  const pressOptions = { offCodes, refused, presses: options.presses }
  bot.api.config.use(...options.transformers)
  const layers = createLayers<BotContext>()
  layers.use((ctx, next) => {
    attachCore(ctx, { texts, log, photos, person: options.personOf(ctx) })
    return next()
  })
  layers.use(async (ctx, next) => {
    if (await options.admit(ctx)) await next()
  })
  layers.use(verifyPresses(signer, refused))
  mountForms(layers, options)
  for (const { part } of parts) for (const menu of part.menus ?? []) layers.use(menu)
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

function mountForms(layers: Layers<BotContext>, options: MountOptions): void {
  const { parts, db, keyring, texts, log, photos, transformers } = options
  const forms = parts.flatMap(({ id, part }) =>
    Object.entries(part.conversations ?? {}).map(([name, form]) => ({ id: `${id}-${name}`, form })),
  )
  const stored = new Set(forms.map(({ id, form }) => versioned(id, form)))
  layers.use(
    conversations<BotContext, FormContext>({
      storage: createConversationStorage({ db, keyring, known: stored, onOutdated: options.onOutdatedForm }),
      plugins: (conversation) => [insideForms(conversation, { texts, log, photos, transformers })],
    }),
  )
  layers.use(options.forms.door)
  layers.use(leaveFormOnCommand)
  layers.use(enterByPlainId(new Map(forms.map(({ id, form }) => [id, versioned(id, form)]))))
  const scope = new Composer<BotContext>()
  for (const { id, form } of forms)
    scope.use(
      createConversation<BotContext, FormContext>(
        (conversation, ctx, ...args) => form.run(conversation, ctx, ...(args as never[])),
        versioned(id, form),
      ),
    )
  layers.use(scope)
  layers.use(options.forms.answers)
}

/** The version is part of the stored id, so that each form has its own. */
const versioned = (id: string, form: Form): string => `${id}@${form.version}`

/** Lets handlers enter a form by `<feature id>-<name>`, whatever its version is today. */
function enterByPlainId(ids: ReadonlyMap<string, string>): MiddlewareFn<BotContext> {
  return (ctx, next) => {
    const { conversation } = ctx
    const enter = conversation.enter.bind(conversation)
    conversation.enter = (id, ...args) => enter(ids.get(id) ?? id, ...args)
    return next()
  }
}

/** A command in the middle of a form leaves the form. */
const leaveFormOnCommand: MiddlewareFn<BotContext> = async (ctx, next) => {
  if (readCommand(ctx)?.mine && Object.keys(ctx.conversation.active()).length > 0) {
    await ctx.conversation.exitAll()
    ctx.leftForm = true
  }
  await next()
}

/** What handlers find on their context must be there inside forms too. */
function insideForms(
  conversation: FormConversation,
  { transformers, ...deps }: AttachDeps & { readonly transformers: readonly Transformer[] },
): MiddlewareFn<FormContext> {
  return async (ctx, next) => {
    ctx.api.config.use(...transformers)
    // From the outside context, and stored: a replay must see what the first run saw.
    const person = await conversation.external((outside: ConversationFlavor<BotContext>) => outside.person)
    attachCore(ctx, { ...deps, person })
    await next()
  }
}

/** Nobody wanted it. In a private chat, silence would look broken. */
const answerUnhandled: MiddlewareFn<BotContext> = async (ctx) => {
  if (ctx.chat?.type === 'private' && ctx.message) await ctx.say({ key: 'core-not-understood' })
}
