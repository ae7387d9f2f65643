import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { BotContext, FormContext, FormConversation } from '@bazaar/core/bot'
import { defineCallback, field, onCallback } from '@bazaar/core/bot'
import { AppError } from '@bazaar/core/errors'
import type { Feature } from '@bazaar/core/feature'
import { defineFeature } from '@bazaar/core/feature'
import { Composer } from 'grammy'

const more = defineCallback('ec.more', { count: field.int })

const texts = `
echo-title = Echo
echo-home = Echo something
echo-opened = Echo is open
echo-command-count = Count with a button
echo-command-form = Fill in a form
echo-command-fail = Fail
echo-command-refuse = Refuse
echo-command-secret = For admins
echo-count = Counted { $count }
echo-more = One more
echo-ask = What is your name?
echo-thanks = Thank you, { $name }!
echo-said = You said { $text }
echo-refused = No, because { $why }
echo-secret = For admins only
echo-toast = Counted { $count }
`

function localesOf(): URL {
  const folder = mkdtempSync(path.join(tmpdir(), 'bazaar-echo-'))
  for (const locale of ['en', 'ru'])
    writeFileSync(path.join(folder, `${locale}.ftl`), locale === 'en' ? texts : texts.replace('You said', 'Вы сказали'))
  return pathToFileURL(`${folder}/`)
}

/** A small feature that uses every surface of the bot, for testing the core. */
export function createEchoFeature(spy: { readonly handled: string[] } = { handled: [] }): Feature {
  return defineFeature({
    id: 'echo',
    code: 'ec',
    env: {},
    locales: localesOf(),
    build: () => [
      {
        home: { open: (ctx: BotContext) => ctx.show({ key: 'echo-opened' }) },
        commands: [
          { name: 'count', audience: 'everyone', run: (ctx) => showCount(ctx, 1) },
          { name: 'form', audience: 'everyone', run: (ctx) => ctx.conversation.enter('echo-name') },
          {
            name: 'fail',
            audience: 'everyone',
            run: async () => {
              throw new Error('wires are crossed')
            },
          },
          {
            name: 'refuse',
            audience: 'everyone',
            run: async () => {
              throw new AppError('echo-refused', { why: '<b>rules</b>' })
            },
          },
          { name: 'secret', audience: { roles: ['moderator'] }, run: (ctx) => ctx.say({ key: 'echo-secret' }) },
        ],
        callbacks: [
          onCallback(more, async (ctx, { count }) => {
            await showCount(ctx, count + 1)
            return { toast: { key: 'echo-toast', params: { count: count + 1 } } }
          }),
        ],
        conversations: { name: { version: 1, run: askName } },
        handlers: echoText(spy),
        eraseUser: async () => undefined,
        exportUser: async () => ({}),
      },
    ],
  })
}

function showCount(ctx: BotContext, count: number): Promise<unknown> {
  return ctx.show(
    { key: 'echo-count', params: { count } },
    { keyboard: [[{ text: { key: 'echo-more' }, data: more.pack({ count }) }]] },
  )
}

async function askName(conversation: FormConversation, ctx: FormContext): Promise<void> {
  await ctx.say({ key: 'echo-ask' })
  const answer = await conversation.waitFor('message:text')
  await answer.say({ key: 'echo-thanks', params: { name: answer.message.text } })
}

function echoText(spy: { readonly handled: string[] }): Composer<BotContext> {
  const handlers = new Composer<BotContext>()
  handlers.on('message:text', async (ctx) => {
    spy.handled.push(ctx.message.text)
    await ctx.say({ key: 'echo-said', params: { text: ctx.message.text } })
  })
  return handlers
}
