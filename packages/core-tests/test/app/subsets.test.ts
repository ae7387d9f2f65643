import { defineFeature, type Part } from '@bazaar/core/feature'
import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { localesOf } from '../bot/probe-feature.ts'

const heard: string[] = []
const made = { name: 'source.made', payload: z.object({ what: z.string() }) }
const personal: Part = { eraseUser: async () => undefined, exportUser: async () => ({ nothing: true }) }

const features = [
  defineFeature({
    id: 'source',
    code: 'so',
    env: {},
    locales: localesOf('source-title = Source\nsource-command-make = Makes something\nsource-made = Made { $what }\n'),
    build: ({ db, events }) => [
      personal,
      {
        events: [made],
        commands: [
          {
            name: 'make',
            audience: 'everyone',
            async run(ctx, what) {
              await db.tx((tx) => events.emit(tx, made, { what }))
              await ctx.say({ key: 'source-made', params: { what } })
            },
          },
        ],
      },
    ],
  }),
  defineFeature({
    id: 'sink',
    code: 'si',
    env: {},
    locales: localesOf('sink-title = Sink\nsink-command-heard = What was heard\nsink-heard = Heard { $what }\n'),
    build: () => [
      personal,
      {
        commands: [
          {
            name: 'heard',
            audience: 'everyone',
            run: (ctx) => ctx.say({ key: 'sink-heard', params: { what: heard.join() } }),
          },
        ],
        subscriptions: [
          {
            event: made.name,
            payload: z.object({ what: z.string() }),
            async handle(payload) {
              heard.push(made.payload.parse(payload).what)
            },
          },
        ],
      },
    ],
  }),
  defineFeature({
    id: 'other',
    code: 'ot',
    env: {},
    locales: localesOf('other-title = Other\nother-command-idle = Does nothing\nother-idle = Idle\n'),
    build: () => [
      personal,
      { commands: [{ name: 'idle', audience: 'everyone', run: (ctx) => ctx.say({ key: 'other-idle' }) }] },
    ],
  }),
]
const commands = { source: 'make', sink: 'heard', other: 'idle' } as const
type Id = keyof typeof commands
const ids: readonly Id[] = ['source', 'sink', 'other']
/** One after another on the same database: all of them but none. */
const subsets = Array.from({ length: 2 ** ids.length - 1 }, (_, bits) =>
  ids.filter((_id, bit) => ((bits + 1) >> bit) & 1),
)

let platform: TestPlatform
let anna: ReturnType<TestPlatform['telegram']['user']>
beforeAll(async () => {
  platform = await startTestPlatform({ features })
  anna = platform.telegram.user('Anna')
  await anna.sends('/start')
  await anna.sees('Hello')
})
afterAll(() => platform?.stop())

describe.each(subsets.map((on) => [on.join(' and '), on] as const))('with %s switched on', (name, on) => {
  beforeAll(() => platform.restart({ FEATURES: on.join() }))

  it('the bot boots, and knows the commands of these', async () => {
    for (const id of ids) {
      await anna.sends(`/${commands[id]} ${name}`)
      await anna.sees(on.includes(id) ? /Made|Heard|Idle/ : 'I don’t know this command')
    }
    await anna.sends('/help')
    const help = await anna.sees('What I can do')
    for (const id of ids) expect(help.text?.includes(`/${commands[id]}`)).toBe(on.includes(id))
  })

  it('what subscribes sleeps while nobody emits, and hears everything while somebody does', async () => {
    await platform.settle()
    expect(heard.includes(name)).toBe(on.includes('source') && on.includes('sink'))
  })

  it('what any of them stores is exported all the same', async () => {
    for (const id of ids) expect(await platform.storeOf(id).exportUser(BigInt(anna.id))).toEqual({ nothing: true })
  })
})
