import { Bot, type Transformer } from 'grammy'
import {
  type BotContext,
  type CallbackSigner,
  createAdmission,
  createCallbackSigner,
  createErrorReply,
  formTopic,
  mountBot,
  signCallbackData,
  signKeyboard,
} from '../bot/index.ts'
import { together } from '../feature/index.ts'
import {
  createInbox,
  createIntake,
  createLanes,
  createPressAnswers,
  createUpdateWatch,
  type Inbox,
  type Intake,
  type Lanes,
  type PressAnswers,
  type UpdateWatch,
} from '../intake/index.ts'
import type { LimitRule } from '../limits/index.ts'
import { createIsKept, createSender, type Sender } from '../notifications/index.ts'
import { createPaymentPhase, sells } from '../payments/index.ts'
import {
  countReplies,
  createSendBudget,
  createSharedBudget,
  createTelegramFetch,
  directCalls,
  type PlainForms,
  type SendBudget,
  throttleReplies,
} from '../telegram/index.ts'
import { botIdOf } from './bot-id.ts'
import type { Foundation } from './foundation.ts'
import type { Services } from './services.ts'

/** Everything that talks to Telegram. */
export interface TelegramSide {
  readonly bot: Bot<BotContext>
  readonly inbox: Inbox
  readonly intake: Intake
  readonly sender: Sender
  /** How fetching updates goes, in the process that polls. */
  readonly watch: UpdateWatch
  close(): Promise<void>
}

export interface TelegramOptions {
  readonly foundation: Foundation
  readonly services: Services
  readonly instanceId: string
  /** Codes of features that exist but are switched off. */
  readonly offCodes: ReadonlySet<string>
  /** How long a feature may think about a payment; 7,000 ms unless told. */
  readonly checkoutWithinMs?: number | undefined
}

export function createTelegramSide(options: TelegramOptions): TelegramSide {
  const { foundation } = options
  const { config, limits, wire } = foundation
  const token = config.platform.BOT_TOKEN
  const botId = botIdOf(token)
  const budget = createSendBudget({
    perSecond: config.platform.SEND_RATE_PER_SECOND,
    perChatMs: config.platform.SEND_CHAT_INTERVAL_MS,
    // With polling, one process does everything; with webhooks, replies leave from every replica.
    ...(config.updates.mode === 'webhook' ? { shared: createSharedBudget(limits, BigInt(botId)) } : {}),
  })
  const signer = createCallbackSigner(foundation.keyring, botId)
  const bot = new Bot<BotContext>(token, {
    client: { apiRoot: config.platform.TELEGRAM_API_ROOT, fetch: createTelegramFetch(wire) },
  })
  return {
    bot,
    ...createUpdateSide(options, bot, {
      signer,
      budget,
      botId,
      direct: directCalls({ token, apiRoot: config.platform.TELEGRAM_API_ROOT, wire }),
    }),
    sender: createOutgoingSide(options, { signer, budget }),
    watch: createUpdateWatch(),
    async close() {
      budget.close()
    },
  }
}

function createUpdateSide(
  { foundation, services, instanceId, offCodes, checkoutWithinMs }: TelegramOptions,
  bot: Bot<BotContext>,
  {
    signer,
    budget,
    botId,
    direct,
  }: {
    readonly signer: CallbackSigner
    readonly budget: SendBudget
    readonly botId: number
    readonly direct: Transformer
  },
): { readonly inbox: Inbox; readonly intake: Intake } {
  const { config, db, keyring, log, platform: metrics, limits, locks } = foundation
  const { users, texts, notifications, clock } = services.core
  const { sourceOf } = services
  const owners = new Set(config.adminIds)
  const isShared = config.updates.mode === 'webhook'
  const inbox = createInbox({ db, keyring, botId, owner: instanceId, owners, sourceOf, log, shared: isShared })
  const presses = createPressAnswers((queryId) => bot.api.answerCallbackQuery(queryId), log)
  const lanes = createLanes({ fetchesOn: sells(services.declarations.on) })
  const payments = createPaymentPhase(services.payments, {
    call: foundation.call,
    texts,
    log,
    metrics,
    parts: services.declarations.on,
    withinMs: checkoutWithinMs,
  })
  const perWindow = (max: number): LimitRule => ({
    max,
    windowMs: config.platform.RATE_LIMIT_WINDOW_SECONDS * 1000,
    onStoreLost: 'allow',
  })
  const intake = createIntake({
    bot,
    inbox,
    db,
    users,
    limits,
    locks: isShared ? locks : undefined,
    givesWay: sells(services.declarations.on),
    lanes,
    rule: perWindow(config.platform.RATE_LIMIT_MAX_REQUESTS),
    groupRule: perWindow(config.platform.RATE_LIMIT_GROUP_MAX_REQUESTS),
    presses,
    payments,
    metrics,
    log,
    replyToError: createErrorReply({
      log,
      metrics,
      onUnreachable: async (chatId, why) => {
        if (chatId > 0n) await db.tx((tx) => users.setReachability(tx, chatId, why))
      },
    }),
  })
  mountBot(bot, {
    parts: services.declarations.on,
    forms: services.forms,
    offCodes,
    db,
    keyring,
    texts,
    log,
    photos: services.outgoingPhotos,
    metrics,
    signer,
    presses,
    direct,
    transformers: outgoing({ signer, budget, lanes, presses, plainForms: foundation.plainForms }),
    textToPicture: foundation.plainForms.textToPicture,
    isKept: createIsKept(db, () => together(services.declarations.on, (part) => part.topics)),
    personOf: (ctx) => intake.of(ctx.update)?.person,
    dialogueOf(ctx) {
      const taken = intake.of(ctx.update)
      // Of other chats, as rare kinds of updates have them, the intake knows nothing: there it is read.
      return taken && taken.facts.chat?.id === ctx.chatId ? taken.dialogue : { conversation: true, form: false }
    },
    admit: createAdmission((ctx) => intake.of(ctx.update), metrics.rateLimited),
    onOutdatedForm: (chatId) => {
      const intent = {
        topic: formTopic.id,
        chatId: BigInt(chatId),
        entity: 'form',
        transition: `outdated:${clock.now().toISOString()}`,
      }
      db.tx((tx) => notifications.emit(tx, { ...intent, content: { text: { key: 'core-form-outdated' } } })).catch(
        (error: unknown) => log.error({ error }, 'a person could not be told that a form was dropped'),
      )
    },
  })
  return { inbox, intake }
}

/** On the way out: sign, wait where Telegram asks to, count, and say it plainly where Telegram wants that. */
function outgoing({
  signer,
  budget,
  lanes,
  presses,
  plainForms,
}: {
  readonly signer: CallbackSigner
  readonly budget: SendBudget
  readonly lanes: Lanes
  readonly presses: PressAnswers
  readonly plainForms: PlainForms
}): readonly Transformer[] {
  return [
    plainForms.transformer,
    countReplies(budget),
    throttleReplies({ budget, pause: lanes.pause }),
    signCallbackData(signer),
    presses.transformer,
  ]
}

function createOutgoingSide(
  { foundation, services }: TelegramOptions,
  { signer, budget }: { readonly signer: CallbackSigner; readonly budget: SendBudget },
): Sender {
  const { users, texts } = services.core
  const { listener, ...ports } = foundation
  return createSender({
    ...ports,
    ...(listener ? { listener } : {}),
    texts,
    topics: together(services.declarations.on, (part) => part.topics),
    photos: services.outgoingPhotos,
    budget,
    textToPicture: foundation.plainForms.textToPicture,
    signKeyboard: (chatId, markup) => signKeyboard(signer, chatId, markup),
    readerOf: (chatId, userId) => users.reader(userId ?? chatId),
    async onBlocked(tx, { chatId }) {
      if (chatId > 0n) await users.setReachability(tx, chatId, 'blocked')
    },
    async onMigrated(tx, oldChatId, newChatId) {
      for (const { part } of services.declarations.on) await part.chatMigrated?.(tx, oldChatId, newChatId)
    },
  })
}
