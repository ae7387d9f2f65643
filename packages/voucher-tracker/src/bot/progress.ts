import type { BotContext, SayOptions } from '@bazaar/core/bot'
import type { TextSpec } from '@bazaar/core/i18n'

const typingAfterMs = 300
const progressAfterMs = 3_000

interface Answer {
  readonly text: TextSpec
  readonly options: SayOptions
}

/**
 * Answers with the result of work that may take long: "typing…" within a second, a progress line after three, and that
 * line edited into the result. Without delay there is just the result.
 */
export async function sayWithProgress(ctx: BotContext, progress: TextSpec, work: () => Promise<Answer>): Promise<void> {
  let line: Promise<{ readonly message_id: number }> | undefined
  const quietly = (error: unknown) => ctx.log.debug({ err: error }, 'A chat action was not shown')
  const typing = setTimeout(() => void ctx.replyWithChatAction('typing').catch(quietly), typingAfterMs)
  const slow = setTimeout(() => {
    line = ctx.say(progress)
    line.catch(quietly)
  }, progressAfterMs)
  try {
    const { text, options } = await work()
    clearTimeout(slow)
    const shown = await line?.catch(() => undefined)
    if (shown === undefined) await ctx.say(text, options)
    else await ctx.rewrite(shown.message_id, text, options)
  } finally {
    clearTimeout(typing)
    clearTimeout(slow)
  }
}
