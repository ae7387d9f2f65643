import { type BotContext, defineCallback, onCallback } from '@bazaar/core/bot'
import { defineFeature, type Feature } from '@bazaar/core/feature'
import type { EraseBlocker } from '@bazaar/core/privacy'
import { Composer } from 'grammy'
import { localesOf } from '../bot/probe-feature.ts'

/** What the feature is told to do, and what it saw. */
export interface Keeper {
  blockers: readonly EraseBlocker[]
  readonly erased: bigint[]
  failErase: boolean
  /** Called while a text is being handled. */
  onText(text: string): Promise<void>
}

export const createKeeper = (): Keeper => ({
  blockers: [],
  erased: [],
  failErase: false,
  onText: async () => undefined,
})

export const press = defineCallback('ke.press', {})

const texts = `
keeper-title = Keeper
keeper-privacy = What the keeper keeps.
keeper-erasure = What the keeper kept.
keeper-card = A card
keeper-note = Note: { $what }
keeper-heard = Heard.
keeper-button = Press me
keeper-pressed = Pressed.
keeper-blocked = A purchase is being paid
keeper-command-button = A button
`

/** A feature that says things about people and refuses erasures when told to. */
export function createKeeperFeature(keeper: Keeper = createKeeper()): Feature {
  return defineFeature({
    id: 'keeper',
    code: 'ke',
    env: {},
    locales: localesOf(texts),
    build: () => [
      {
        topics: [{ id: 'keeper-note', lane: 'alert', errsOn: 'duplicate' }],
        commands: [
          {
            name: 'button',
            audience: 'everyone',
            run: (ctx) =>
              ctx.say(
                { key: 'keeper-card' },
                { keyboard: [[{ text: { key: 'keeper-button' }, data: press.pack({}) }]] },
              ),
          },
        ],
        callbacks: [onCallback(press, async () => ({ toast: { key: 'keeper-pressed' } }))],
        handlers: textHandler(keeper),
        nouns: [
          {
            id: 'keeper-thing',
            letter: 'K',
            title: { key: 'keeper-title' },
            decide: {
              by: 'moderator',
              card: async () => ({ key: 'keeper-card' }),
              onApproved: async () => undefined,
              onRejected: async () => undefined,
            },
          },
        ],
        eraseBlockers: async () => keeper.blockers,
        async eraseUser(_tx, userId) {
          if (keeper.failErase) throw new Error('the keeper cannot')
          keeper.erased.push(userId)
        },
        exportUser: async (userId) => ({ things: [{ id: userId, note: '<b>bold</b> & "quoted"' }] }),
        async *exportFiles(userId) {
          yield { name: 'things.csv', caption: { key: 'keeper-title' }, open: () => linesOf(userId) }
        },
      },
    ],
  })
}

async function* linesOf(userId: bigint) {
  for (const line of ['thing', String(userId)]) yield Buffer.from(`${line}\n`)
}

function textHandler(keeper: Keeper): Composer<BotContext> {
  const handlers = new Composer<BotContext>()
  handlers.on('message:text', async (ctx) => {
    await keeper.onText(ctx.message.text)
    await ctx.say({ key: 'keeper-heard' })
  })
  return handlers
}

/** A feature that does nothing. */
export function createNamedFeature(id: string, code: string): Feature {
  return defineFeature({
    id,
    code,
    env: {},
    locales: localesOf(`${id}-title = Nothing\n`),
    build: () => [{ eraseUser: async () => undefined, exportUser: async () => ({}) }],
  })
}
