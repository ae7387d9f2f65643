import type { BotContext } from '@bazaar/core/bot'
import { type Core, defineFeature } from '@bazaar/core/feature'
import { Composer } from 'grammy'
import { localesOf } from '../bot/probe-feature.ts'

/**
 * Writes down the beginning and the end of every handler, so that tests can see order, overlap and repetition over all
 * processes. Texts: `work …` is work of a few milliseconds; `park …` hangs in the first process that gets it;
 * `die …` kills its process; `say …` is answered.
 */
function handlersOf(core: Core): Composer<BotContext> {
  const handlers = new Composer<BotContext>()
  handlers.on(['message:text', 'callback_query'], (ctx) => handle(core, ctx))
  return handlers
}

const journal = defineFeature({
  id: 'journal',
  code: 'jo',
  env: {},
  locales: localesOf('journal-title = Journal\njournal-said = You said { $text }\n'),
  build: (core) => [
    {
      handlers: handlersOf(core),
      eraseUser: async () => undefined,
      exportUser: async () => ({}),
    },
  ],
})

async function handle({ db }: Core, ctx: BotContext): Promise<void> {
  const text = ctx.message?.text ?? ctx.callbackQuery?.data ?? ''
  const write = (stage: string) =>
    db.pool.query(
      'INSERT INTO journal_entry (update_id, chat_id, text, stage, process) VALUES ($1, $2, $3, $4, $5) RETURNING id',
      [ctx.update.update_id, ctx.chatId ?? 0, text, stage, process.pid],
    )
  await write('begin')
  if (text.startsWith('die')) process.kill(process.pid, 'SIGKILL')
  if (text.startsWith('park')) {
    const { rows } = await db.pool.query('SELECT 1 FROM journal_entry WHERE update_id = $1 AND process <> $2', [
      ctx.update.update_id,
      process.pid,
    ])
    if (rows.length === 0) await new Promise<never>(() => undefined)
  }
  if (text.startsWith('work')) await db.pool.query('SELECT pg_sleep(0.01)')
  await write('end')
  if (text.startsWith('say')) await ctx.say({ key: 'journal-said', params: { text } })
}

export const features = [journal] as const
