import { type BotContext, defineCallback, type FormContext, type FormConversation, onCallback } from '@bazaar/core/bot'
import { defineFeature, type Feature } from '@bazaar/core/feature'
import { ask, defineForm } from '@bazaar/core/forms'
import { copyRows, countBlocks, fixStatistics, startTestPlatform, type TestPlatform, waitFor } from '@bazaar/testing'
import { Composer } from 'grammy'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { localesOf } from './probe-feature.ts'

const texts = `
dinner-title = Dinner
dinner-command-ask = A dialogue
dinner-command-other = Another dialogue
dinner-command-book = A form
dinner-command-slow = Opens what it is told to, late
dinner-ask = What would you like?
dinner-other = And what else?
dinner-served = Here is { $dish }
dinner-added = And { $dish }
dinner-said = Only { $text }
dinner-pressed = Pressed
dinner-book-title = A table
dinner-book-name = Whose table?
dinner-book-name-label = Name
dinner-book-name-example = Anna
dinner-booked = A table for { $name }
`

const pressed = defineCallback('di.press', {})
const button = { text: { key: 'dinner-pressed' }, data: pressed.pack({}) }

/** Holds `/slow` back. */
interface Kitchen {
  gate: Promise<void>
  readonly waiting: number[]
}

function createDinner(kitchen: Kitchen): Feature {
  const open = (ctx: BotContext, what: string) =>
    what === 'book' ? ctx.forms.open('dinner-book') : ctx.conversation.enter(`dinner-${what}`)
  return defineFeature({
    id: 'dinner',
    code: 'di',
    env: {},
    locales: localesOf(texts),
    build: () => [
      {
        commands: [
          ...(['ask', 'other', 'book'] as const).map((name) => ({
            name,
            audience: 'group' as const,
            run: (ctx: BotContext) => open(ctx, name),
          })),
          {
            name: 'slow',
            audience: 'everyone',
            async run(ctx, what) {
              kitchen.waiting.push(ctx.update.update_id)
              await kitchen.gate
              await open(ctx, what)
            },
          },
        ],
        callbacks: [onCallback(pressed, (ctx) => ctx.conversation.enter('dinner-other'))],
        conversations: { ask: { version: 1, run: serve }, other: { version: 1, run: add } },
        forms: [
          defineForm({
            name: 'book',
            version: 1,
            steps: { name: ask.text({ max: 20 }) },
            review: 'none',
            finish: async ({ name }) => ({ text: { key: 'dinner-booked', params: { name } } }),
          }),
        ],
        handlers: echo(),
        eraseUser: async () => undefined,
        exportUser: async () => ({}),
      },
    ],
  })
}

async function serve(conversation: FormConversation, ctx: FormContext): Promise<void> {
  await ctx.say({ key: 'dinner-ask' }, { keyboard: [[button]] })
  const answer = await conversation.waitFor('message:text', { next: true })
  await answer.say({ key: 'dinner-served', params: { dish: answer.message.text } })
}

async function add(conversation: FormConversation, ctx: FormContext): Promise<void> {
  await ctx.say({ key: 'dinner-other' })
  const answer = await conversation.waitFor('message:text', { next: true })
  await answer.say({ key: 'dinner-added', params: { dish: answer.message.text } })
}

function echo(): Composer<BotContext> {
  const handlers = new Composer<BotContext>()
  handlers.on('message:text', (ctx) => ctx.say({ key: 'dinner-said', params: { text: ctx.message.text } }))
  return handlers
}

/** The number of this person's updates that are being handled. */
async function countOpen({ app }: TestPlatform, { id }: { readonly id: number }): Promise<number> {
  return app.core.db.prisma.inboxUpdate.count({ where: { deliveryKey: { endsWith: `:${id}` }, doneAt: null } })
}

/** Everything that this person did is handled, and what it opened is stored. */
const settled = (platform: TestPlatform, person: { readonly id: number }) =>
  waitFor('all is handled', async () => (await countOpen(platform, person)) === 0)

/** What is asked of the database meanwhile, by the first words or the name of each statement. */
async function statementsOf({ app }: TestPlatform, work: () => Promise<unknown>): Promise<readonly string[]> {
  const asked: string[] = []
  const { pool } = app.core.db
  const query = pool.query.bind(pool)
  const spy = vi.spyOn(pool, 'query').mockImplementation((...args: unknown[]) => {
    const [what] = args as [string | { readonly text: string }]
    asked.push(typeof what === 'string' ? what : what.text)
    return (query as (...all: unknown[]) => never)(...args)
  })
  await work()
  spy.mockRestore()
  return asked.filter((text) => /core_conversation|core_form_/.test(text))
}

describe('dialogues', () => {
  const kitchen: Kitchen = { gate: Promise.resolve(), waiting: [] }
  let platform: TestPlatform
  beforeAll(async () => {
    platform = await startTestPlatform({ features: [createDinner(kitchen)] })
  })
  afterAll(() => platform?.stop())
  const newcomer = async (name: string) => {
    const person = platform.telegram.user(name)
    await person.sends('/start')
    await person.sees(/Hello/)
    return person
  }

  it('cost nothing but their columns in the inbox statement to whoever is in none', async () => {
    const anna = await newcomer('Anna')
    await settled(platform, anna)
    const asked = await statementsOf(platform, async () => {
      await anna.sends('hello')
      await anna.sees('Only hello')
      await settled(platform, anna)
      await anna.sends('/help')
      await anna.sees(/\/slow/)
    })
    expect(asked.filter((text) => !text.includes('INSERT INTO core_inbox'))).toEqual([])
  })

  it('take the answer that arrived together with what opened them', async () => {
    for (const [what, outcome] of [
      ['ask', 'Here is soup'],
      ['book', 'A table for soup'],
    ] as const) {
      const anna = await newcomer('Anna')
      let open = (): void => undefined
      kitchen.gate = new Promise((resolve) => (open = resolve))
      const sent = [anna.sends(`/slow ${what}`), anna.sends('soup')]
      await waitFor('both are in the inbox', async () => (await countOpen(platform, anna)) === 2)
      open()
      await Promise.all(sent)
      await anna.sees(outcome)
    }
  })

  it.each([
    ['ask', 'What would you like?', 'Here is soup'],
    ['book', 'Whose table?', 'A table for soup'],
  ])('take the answer that a process which is gone left behind: %s', async (what, question, outcome) => {
    const anna = await newcomer('Anna')
    await anna.sends(`/${what}`)
    await anna.sees(question)
    await settled(platform, anna)
    const { keyring, db } = platform.app.core
    const from = { id: anna.id, is_bot: false, first_name: 'Anna' }
    const chat = { id: anna.id, type: 'private', first_name: 'Anna' }
    const updateId = 800_000_000 + anna.id
    const message = { message_id: 1, date: 1_767_600_000, from, chat, text: 'soup' }
    await db.prisma.inboxUpdate.create({
      data: {
        botId: BigInt(platform.account.id),
        updateId: BigInt(updateId),
        deliveryKey: `chat:${anna.id}`,
        owner: 'gone',
        leasedUntil: new Date(0),
        body: keyring.seal(JSON.stringify({ update_id: updateId, message }), 'core_inbox.body'),
      },
    })
    await platform.restart()
    await anna.sees(outcome)
  })

  it('of a group take the answer of any member', async () => {
    const [anna, boris] = [await newcomer('Anna'), await newcomer('Boris')]
    const group = platform.telegram.group('Friends', [anna, boris], 'administrator')
    await anna.in(group).sends('/ask')
    await anna.in(group).sees('What would you like?')
    await boris.in(group).sends('soup')
    await boris.in(group).sees('Here is soup')
    await boris.in(group).sends('salt')
    await boris.in(group).sees('Only salt')
  })

  it('end where a newer one begins, a form or a conversation, and the form waits', async () => {
    const anna = await newcomer('Anna')
    await anna.sends('/ask')
    await anna.sees('What would you like?')
    await anna.presses('Pressed')
    await anna.sees('And what else?')
    await anna.sends('bread')
    await anna.sees('And bread')
    await anna.sends('/ask')
    await anna.sends('/book')
    await anna.sees('Whose table?')
    await anna.presses('Pressed')
    await anna.sees(/A table/)
    await anna.sends('salt')
    await anna.sees('And salt')
    await anna.sends('nothing')
    await anna.sees('Only nothing')
    await anna.sends('/resume')
    await anna.sees('Whose table?')
    await anna.sends('Anna')
    await anna.sees('A table for Anna')
  })

  it('are told once that their steps changed, and are gone', async () => {
    const anna = await newcomer('Anna')
    await anna.sends('/ask')
    await anna.sees('What would you like?')
    await settled(platform, anna)
    const { prisma } = platform.app.core.db
    await prisma.$executeRaw`UPDATE core_conversation SET data = '\\x00' WHERE key = ${String(anna.id)}`
    await anna.sends('one')
    await anna.sees('Only one')
    await anna.sends('two')
    await anna.sees('Only two')
    await anna.sees(/We updated the bot/)
    expect(anna.botMessages(/We updated the bot/)).toHaveLength(1)
    expect(await prisma.conversationState.findUnique({ where: { key: String(anna.id) } })).toBeNull()
  })

  it('are looked for in three indexes, however many there are', async () => {
    const anna = await newcomer('Anna')
    await anna.sends('/book')
    await anna.sees('Whose table?')
    await anna.sends('/ask')
    await anna.sees('What would you like?')
    const { pool, prisma } = platform.app.core.db
    const at = { createdAt: platform.clock.now() }
    await prisma.formAlbum.create({
      data: {
        userId: BigInt(anna.id),
        album: 'a',
        draftId: 1n,
        step: 'name',
        taken: true,
        remarks: Buffer.of(0),
        ...at,
      },
    })
    const spy = vi.spyOn(pool, 'query')
    await anna.sends('soup')
    await anna.sees('Here is soup')
    const statements = spy.mock.calls.flatMap(([what]: readonly unknown[]) =>
      typeof what === 'object' && what !== null && 'text' in what && 'values' in what ? [what] : [],
    )
    spy.mockRestore()
    const arrive = statements.find(({ text }) => String(text).includes('INSERT INTO core_inbox'))
    const client = await pool.connect()
    const blocks = async () => {
      const counted: number[] = []
      for (let time = 0; time < 8; time++)
        counted.push(await countBlocks(client, String(arrive?.text), arrive?.values as unknown[]))
      return Math.max(...counted.slice(-2))
    }
    await anna.sends('/ask')
    await anna.sees('What would you like?')
    const copies = {
      core_conversation: { key: 'n::text' },
      core_form_draft: { id: 'n', user_id: 'n', left_at: 'NULL' },
      core_form_album: { user_id: 'n' },
      core_form_message: { draft_id: 'n', user_id: 'n' },
    }
    await fixStatistics(pool, Object.keys(copies), 'now')
    const before = await blocks()
    await copyRows(pool, copies, 1_000_001, 1_050_000)
    expect(await blocks()).toBeLessThan(before + 30)
    client.release()
  })
})

describe('dialogues of several processes', () => {
  const kitchen: Kitchen = { gate: Promise.resolve(), waiting: [] }
  let platform: TestPlatform
  beforeAll(async () => {
    platform = await startTestPlatform({ features: [createDinner(kitchen)], mode: 'webhook', replicas: 2 })
  })
  afterAll(() => platform?.stop())

  it.each([
    ['ask', 'Here is soup'],
    ['book', 'A table for soup'],
  ])('take the answer that arrived at another one before %s was open', async (what, outcome) => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('/start')
    await anna.sees(/Hello/)
    let open = (): void => undefined
    kitchen.gate = new Promise((resolve) => (open = resolve))
    kitchen.waiting.length = 0
    const from = { id: anna.id, is_bot: false, first_name: 'Anna' }
    const chat = { id: anna.id, type: 'private' as const, first_name: 'Anna' }
    const update = (id: number, text: string, entities: object = {}) => ({
      update_id: id,
      message: { message_id: id, date: 1_767_600_000, from, chat, text, ...entities },
    })
    const id = 9_000_000 + 2 * anna.id
    const command = update(id, `/slow ${what}`, { entities: [{ type: 'bot_command', offset: 0, length: 5 }] })
    const [one, other] = platform.replicas
    const opening = one?.deliver(command)
    await waitFor('the command is at its gate', async () => kitchen.waiting.length === 1)
    const answering = other?.deliver(update(id + 1, 'soup'))
    await waitFor('the answer is in the inbox', async () => {
      const row = await platform.app.core.db.prisma.inboxUpdate.findFirst({ where: { updateId: BigInt(id + 1) } })
      return row !== null
    })
    open()
    expect(await Promise.all([opening, answering])).toEqual(['done', 'done'])
    await anna.sees(outcome)
  })
})
