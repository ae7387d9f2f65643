import { BotError, type Context, GrammyError } from 'grammy'
import { AppError } from '../errors/index.ts'
import { correlationId, type Logger } from '../log/index.ts'
import type { PlatformMetrics } from '../metrics/index.ts'
import type { CoreFlavor } from './types.ts'

export interface ErrorReplyOptions {
  readonly log: Logger
  readonly metrics: PlatformMetrics
  /** Telegram refused a message to this chat: the person blocked the bot, or never started it. */
  onUnreachable(chatId: bigint, why: 'blocked' | 'needs_start'): Promise<void>
}

/**
 * The one place that turns what a handler threw into a reply: expected refusals by their text key, anything else as
 * "something went wrong" with a code that is also in the log. Nobody is answered who said nothing. Never throws.
 */
export function createErrorReply({
  log,
  metrics,
  onUnreachable,
}: ErrorReplyOptions): (thrown: unknown, isUnasked: boolean) => Promise<void> {
  async function reply(thrown: unknown, isUnasked: boolean): Promise<void> {
    const error = thrown instanceof BotError ? thrown.error : thrown
    const ctx = thrown instanceof BotError ? thrown.ctx : undefined
    if (error instanceof AppError && ctx) {
      if (!isUnasked) await sayIn(ctx, error.key, error.params)
      return
    }
    if (error instanceof GrammyError && error.error_code === 403) {
      // Whom the bot wrote to need not be who wrote to the bot.
      const chatId = error.payload.chat_id ?? ctx?.chatId
      if (/^-?\d+$/.test(String(chatId))) await onUnreachable(BigInt(String(chatId)), unreachability(error))
      return
    }
    if (error instanceof GrammyError && isLost(error)) {
      metrics.lostReplies.inc({ reason: error.error_code === 429 ? 'throttled' : 'not-allowed' })
      log.debug({ error, updateId: ctx?.update.update_id }, 'a reply was lost')
      return
    }
    metrics.countError('chat')
    log.error({ error, updateId: ctx?.update.update_id }, 'a handler failed')
    if (ctx && !isUnasked) await sayIn(ctx, 'core-error', { code: correlationId() ?? '?' })
  }

  return async (thrown, isUnasked) => {
    try {
      await reply(thrown, isUnasked)
    } catch (error) {
      log.error({ error }, 'the reply about an error failed too')
    }
  }
}

async function sayIn(ctx: Context & Partial<CoreFlavor>, key: string, params: AppError['params']): Promise<void> {
  if (ctx.chatId !== undefined) await ctx.say?.({ key, params })
}

/** Telegram takes nothing for this chat now (429), or forbids the bot to write in it, or in a topic that is closed or gone: an error reply would end the same way. */
const isLost = ({ error_code, description }: GrammyError): boolean =>
  error_code === 429 ||
  (error_code === 400 &&
    /(not enough|have no) rights to send|CHAT_WRITE_FORBIDDEN|TOPIC_CLOSED|message thread not found/i.test(description))

const unreachability = (error: GrammyError): 'blocked' | 'needs_start' =>
  error.description.includes("can't initiate conversation") ? 'needs_start' : 'blocked'
