import type { BotContext, FormContext, FormConversation } from '@bazaar/core/bot'
import { type Core, defineFeature, type Feature } from '@bazaar/core/feature'
import type { MessageContent } from '@bazaar/core/notifications'
import { effects } from '@bazaar/core/telegram'
import { InputFile } from 'grammy'
import type { InlineKeyboardButton, InlineKeyboardMarkup } from 'grammy/types'
import { localesOf } from '../bot/probe-feature.ts'

const texts = `
salon-title = Salon
salon-command-direct = A text
salon-command-picture = A picture
salon-command-talk = A dialogue
salon-command-later = By the outbox
salon-command-party = With an effect, in groups too
salon-button = Open
salon-ask = What else?
salon-said = All of it
salon-answered = And { $what }
`

const button = { text: 'Open', url: 'https://example.com/' }
const row = (...buttons: InlineKeyboardButton[]) => ({ reply_markup: { inline_keyboard: [[button], buttons] } })

interface Looks {
  readonly html?: string
  readonly reply_markup?: InlineKeyboardMarkup
  readonly message_effect_id?: string
}
export type Extra = 'style' | 'copy_text' | 'disabled' | 'date_time' | 'expandable_blockquote' | 'effect'

/** What a message may come with: the younger parts of the Bot API. */
const extras: Readonly<Record<Extra, Looks>> = {
  style: row({ ...button, style: 'danger' }),
  copy_text: row({ text: 'Copy', copy_text: { text: '4821' } }),
  disabled: row({ text: 'Not yet', disabled: {} }),
  date_time: { html: 'Until <tg-time unix="1790000000" format="t">19:30</tg-time>' },
  expandable_blockquote: { html: '<blockquote expandable>Until 19:30</blockquote>' },
  effect: { message_effect_id: effects.party },
}

const isExtra = (text: string): text is Extra => text in extras

function payloadOf(what: string) {
  const { html = 'Until 19:30', ...more } = isExtra(what) ? extras[what] : {}
  return { html, more: { parse_mode: 'HTML' as const, ...more } }
}

/** What the outbox can say of it. */
const contents: Partial<Record<Extra, Omit<MessageContent, 'text'>>> = {
  style: { keyboard: [[{ text: { key: 'salon-button' }, url: button.url, style: 'danger' }]] },
  copy_text: { keyboard: [[{ text: { key: 'salon-button' }, copy: '4821' }]] },
  disabled: { keyboard: [[{ text: { key: 'salon-button' }, disabled: true }]] },
  effect: { effect: 'party' },
}

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

async function talk(conversation: FormConversation, ctx: FormContext, what: string): Promise<void> {
  const { html, more } = payloadOf(what)
  await ctx.reply(html, more)
  const answer = await conversation.waitFor('message:text', { next: true })
  await answer.reply(html, more)
  const last = await conversation.waitFor('message:text', { next: true })
  await last.say({ key: 'salon-answered', params: { what: last.message.text } })
}

/** A feature that uses whatever it is told to, in every way in which messages leave. */
export function createSalonFeature(): Feature {
  return defineFeature({
    id: 'salon',
    code: 'sa',
    env: {},
    locales: localesOf(texts),
    build: (core: Core) => [
      {
        topics: [{ id: 'salon-news', lane: 'alert', errsOn: 'duplicate' }],
        commands: [
          {
            name: 'direct',
            audience: 'everyone',
            run(ctx: BotContext, what) {
              const { html, more } = payloadOf(what)
              return ctx.reply(html, more)
            },
          },
          {
            name: 'picture',
            audience: 'everyone',
            run(ctx: BotContext, what) {
              const { html, more } = payloadOf(what)
              return ctx.replyWithPhoto(new InputFile(pixel, 'a.png'), { caption: html, ...more })
            },
          },
          {
            name: 'party',
            audience: 'group',
            run: (ctx) => ctx.say({ key: 'salon-said' }, { effect: 'party' }),
          },
          { name: 'talk', audience: 'everyone', run: (ctx, what) => ctx.conversation.enter('salon-talk', what) },
          {
            name: 'later',
            audience: 'everyone',
            async run(ctx: BotContext, what) {
              const more = isExtra(what) ? contents[what] : undefined
              const intent = {
                ...{ topic: 'salon-news', chatId: BigInt(ctx.chatId ?? 0) },
                ...{ entity: 'salon', transition: String(ctx.update.update_id) },
              }
              const content = { text: { key: 'salon-said' }, ...more }
              await core.db.tx((tx) => core.notifications.emit(tx, { ...intent, content }))
            },
          },
        ],
        conversations: { talk: { version: 1, run: talk } },
        eraseUser: async () => undefined,
        exportUser: async () => ({}),
      },
    ],
  })
}
