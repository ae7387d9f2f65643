import {
  type BotContext,
  type BotSurface,
  defineCallback,
  type FormContext,
  type FormConversation,
  field,
  onCallback,
  type SayOptions,
} from '@bazaar/core/bot'
import { type Core, defineFeature, type Feature } from '@bazaar/core/feature'
import type { KeyboardSpec } from '@bazaar/core/notifications'
import type { PhotoSpec } from '@bazaar/core/photos'
import { defineConfirm } from '@bazaar/core/screens'
import { Composer } from 'grammy'
import { localesOf } from '../bot/probe-feature.ts'

/** What can be shown; `Text` has no picture. */
export const exhibits = {
  Text: undefined,
  One: { stored: 'gallery/one.jpg' },
  Two: { stored: 'gallery/two.jpg' },
  Gone: { stored: 'gallery/gone.jpg' },
  Qr: { qr: 'a code of its own' },
  Link: { qrStart: 'offer_12' },
} as const satisfies Record<string, PhotoSpec | undefined>
export type Exhibit = keyof typeof exhibits

const names = ['Text', 'One', 'Two', 'Gone', 'Qr', 'Link'] as const
const show = defineCallback('ga.show', { what: field.oneOf(...names) })
const bought = defineCallback('ga.buy', { seat: field.int })
const twice = defineCallback('ga.twice', { what: field.oneOf(...names) })

const texts = `
gallery-title = Gallery
gallery-command-say = Say something
gallery-command-tour = A dialogue with pictures
gallery-command-rewrite = Other words for a message
gallery-shown = Shown { $what }
gallery-again = Again { $what }
gallery-button = { $what }
gallery-twice = Twice { $what }
gallery-guide = Where to?
gallery-seen = You went to { $where }
gallery-taken = Taken { $width } x { $height }
gallery-rewritten = Other words
gallery-command-buy = Buy a ticket
gallery-offer = A ticket?
gallery-yes = Yes
gallery-ticket = Your ticket
`

const keyboard: KeyboardSpec = [
  names.map((what) => ({ text: { key: 'gallery-button', params: { what } }, data: show.pack({ what }) })),
  names.map((what) => ({ text: { key: 'gallery-twice', params: { what } }, data: twice.pack({ what }) })),
]

function optionsOf(what: Exhibit): SayOptions {
  const photo: PhotoSpec | undefined = exhibits[what]
  return { keyboard, ...(photo && { photo }) }
}

const isExhibit = (text: string): text is Exhibit => text in exhibits
const shown = (what: string) => ({ key: 'gallery-shown', params: { what } })

/** A small feature that shows every kind of message over every other, for testing the core. */
export function createGalleryFeature(): Feature {
  return defineFeature({
    id: 'gallery',
    code: 'ga',
    env: {},
    locales: localesOf(texts),
    build: (core) => [
      {
        ...surfaceOf(core),
        eraseUser: async () => undefined,
        exportUser: async () => ({}),
      },
    ],
  })
}

function surfaceOf(core: Core): BotSurface {
  const buy = defineConfirm(core, bought, async () => ({
    text: { key: 'gallery-ticket' },
    photo: exhibits.Qr,
  }))
  return {
    commands: [
      {
        name: 'buy',
        audience: 'everyone',
        run: (ctx) =>
          ctx.say(
            { key: 'gallery-offer' },
            { keyboard: [[{ text: { key: 'gallery-yes' }, data: buy.pack({ seat: 1 }) }]] },
          ),
      },
      {
        name: 'say',
        audience: 'everyone',
        run: (ctx, args) => ctx.say(shown(args), isExhibit(args) ? optionsOf(args) : {}),
      },
      { name: 'tour', audience: 'everyone', run: (ctx) => ctx.conversation.enter('gallery-tour') },
      {
        name: 'rewrite',
        audience: 'everyone',
        run: (ctx, args) => {
          const [id, what = ''] = args.split(' ')
          return ctx.rewrite(Number(id), { key: 'gallery-rewritten' }, isExhibit(what) ? optionsOf(what) : {})
        },
      },
    ],
    callbacks: [
      buy.callback,
      onCallback(show, (ctx, { what }) => ctx.show(shown(what), optionsOf(what))),
      onCallback(twice, async (ctx, { what }) => {
        await ctx.show(shown(what), optionsOf(what))
        await ctx.show({ key: 'gallery-again', params: { what } }, optionsOf(what))
      }),
    ],
    conversations: { tour: { version: 1, run: guide } },
    handlers: takePictures(core),
  }
}

async function guide(conversation: FormConversation, ctx: FormContext): Promise<void> {
  await ctx.say({ key: 'gallery-guide' }, { photo: exhibits.One })
  const answer = await conversation.waitFor('message:text')
  await answer.say({ key: 'gallery-guide' }, { photo: exhibits.Qr })
  const second = await conversation.waitFor('message:text')
  const where = `${answer.message.text}, ${second.message.text}`
  await second.say({ key: 'gallery-seen', params: { where } }, { photo: exhibits.Two })
}

function takePictures({ photos }: Core): Composer<BotContext> {
  const handlers = new Composer<BotContext>()
  handlers.on(['message:photo', 'message:document'], async (ctx) => {
    const fileId = ctx.message.document?.file_id ?? ctx.message.photo?.at(-1)?.file_id ?? ''
    const { key, width, height } = await photos.take(fileId, 'gallery/taken')
    await ctx.say(
      { key: 'gallery-taken', params: { width: String(width), height: String(height) } },
      { photo: { stored: key } },
    )
  })
  return handlers
}
