import { startTestPlatform, type TestPlatform, waitFor } from '@bazaar/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createProbe, createProbeFeature } from '../bot/probe-feature.ts'

const probe = createProbe()
const ownerId = 4_242
let platform: TestPlatform

beforeAll(async () => {
  platform = await startTestPlatform({ features: [createProbeFeature(probe)], env: { ADMIN_IDS: String(ownerId) } })
})
afterAll(() => platform?.stop())
beforeEach(() => {
  probe.hooks.splice(0)
  probe.failHooks = false
})

interface UserRow {
  readonly first_name: string
  readonly last_name: string | null
  readonly username: string | null
  readonly source: string | null
  readonly reachability: string
}

async function rowOf(id: number): Promise<UserRow | undefined> {
  const { rows } = await platform.app.core.db.pool.query<UserRow>('SELECT * FROM core_user WHERE id = $1', [id])
  return rows[0]
}

describe('a person', () => {
  it('is recorded at the first update and refreshed by later ones', async () => {
    const anna = platform.telegram.user('Anna', { lastName: 'Smith', username: 'anna' })
    expect(await rowOf(anna.id)).toBeUndefined()
    await anna.sends('hello')
    await anna.sees('You said hello')
    expect(await rowOf(anna.id)).toMatchObject({
      first_name: 'Anna',
      last_name: 'Smith',
      username: 'anna',
      reachability: 'reachable',
    })
    const from = { id: anna.id, is_bot: false, first_name: 'Anne' }
    const chat = { id: anna.id, type: 'private', first_name: 'Anne' }
    platform.standin.rawUpdate({ message: { message_id: 99, date: 1_767_600_000, from, chat, text: 'me again' } })
    await anna.sees('You said me again')
    expect(await rowOf(anna.id)).toMatchObject({ first_name: 'Anne', last_name: null, username: null })
  })

  it('came from the first start payload, whatever follows in the same moment or later', async () => {
    const anna = platform.telegram.user('Anna')
    for (const text of ['/start flyer_7', 'hi', '/start other']) await anna.sends(text)
    await anna.sees('You said hi')
    await waitFor('the last start is answered', () => anna.botMessages('Hello, Anna!').length === 2)
    expect(await rowOf(anna.id)).toMatchObject({ source: 'flyer_7' })
    await anna.sends('/start third')
    await anna.sees('Hello, Anna!')
    expect(await rowOf(anna.id)).toMatchObject({ source: 'flyer_7' })
  })

  it('who has only written in a group needs to start the bot first', async () => {
    const anna = platform.telegram.user('Anna')
    const group = platform.telegram.group('Friends', [anna])
    await anna.in(group).sends('/here')
    await anna.in(group).sees('Here in group')
    await waitFor('the row is there', () => rowOf(anna.id))
    expect(await rowOf(anna.id)).toMatchObject({ reachability: 'needs_start' })
  })
})

describe('reachability', () => {
  it('follows blocking and coming back, and the features hear of it once', async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('hello')
    await anna.sees('You said hello')
    anna.blocks()
    await waitFor('she counts as blocked', async () => (await rowOf(anna.id))?.reachability === 'blocked')
    anna.unblocks()
    await waitFor('she counts as reachable', async () => (await rowOf(anna.id))?.reachability === 'reachable')
    await anna.sends('back')
    await anna.sees('You said back')
    expect(probe.hooks).toEqual([`unreachable ${anna.id}`, `reachable ${anna.id}`])
  })

  it("changes in one transaction with the features' hooks", async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('hello')
    await anna.sees('You said hello')
    probe.failHooks = true
    anna.blocks()
    await waitFor('the hook was called', () => probe.hooks.includes(`unreachable ${anna.id}`))
    await waitFor('the failure is logged', () => platform.logged.some((line) => line.includes('the hook failed')))
    expect(await rowOf(anna.id)).toMatchObject({ reachability: 'reachable' })
  })

  it('is learned from a refused reply, for whom it was written to', async () => {
    const [anna, boris] = [platform.telegram.user('Anna'), platform.telegram.user('Boris')]
    for (const person of [anna, boris]) {
      await person.sends('hello')
      await person.sees('You said hello')
    }
    platform.standin.faults.add({ method: 'sendMessage', chat_id: boris.id, kind: '403' })
    await anna.sends(`/tell ${boris.id}`)
    await waitFor('he counts as blocked', async () => (await rowOf(boris.id))?.reachability === 'blocked')
    expect(await rowOf(anna.id)).toMatchObject({ reachability: 'reachable' })
    expect(probe.hooks).toEqual([`unreachable ${boris.id}`])
    await boris.sends('I am here')
    await boris.sees('You said I am here')
    expect(probe.hooks).toEqual([`unreachable ${boris.id}`, `reachable ${boris.id}`])
    expect(await rowOf(boris.id)).toMatchObject({ reachability: 'reachable' })
    const failed = platform.logged.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'a handler failed')
    expect(failed.filter(({ error }) => error.message.includes('403'))).toEqual([])
  })
})

describe('languages', () => {
  it("follow Telegram's until the person chooses", async () => {
    const anna = platform.telegram.user('Анна', { language: 'ru' })
    await anna.sends('/start')
    await anna.sees('Здравствуйте, Анна!')
    await anna.sends('/language')
    await anna.sees('Выберите язык')
    await anna.presses('English')
    await anna.sees('From now on I speak English.')
    await anna.sends('hello')
    await anna.sees('You said hello')
    const hans = platform.telegram.user('Hans', { language: 'de' })
    await hans.sends('/start')
    await hans.sees('Hello, Hans!')
  })

  it('have their own command lists', () => {
    const [anna, olga] = [platform.telegram.user('Anna'), platform.telegram.user('Ольга', { language: 'ru' })]
    const list = (id: number) =>
      platform.standin.commands(id).map(({ command, description }) => `${command}: ${description}`)
    expect(list(anna.id)).toContain('help: What this bot can do')
    expect(list(olga.id)).toContain('help: Что умеет этот бот')
    expect(list(anna.id).some((line) => line.startsWith('pending'))).toBe(false)
    const group = platform.telegram.group('Friends', [anna])
    const inGroup = platform.standin.commands(anna.id, { chatId: group }).map(({ command }) => command)
    expect(inGroup.toSorted()).toEqual(['help', 'here'])
  })
})

describe('commands', () => {
  it('for everybody work in private, those for groups in groups too, and others say so', async () => {
    const anna = platform.telegram.user('Anna')
    const group = platform.telegram.group('Friends', [anna])
    const there = anna.in(group)
    await there.sends('/here')
    await there.sees('Here in group')
    await there.sends('/here@bazaar_test_bot')
    await there.sees('Here in group')
    await there.sends('/buttons')
    await there.sees('only in a private chat')
    await there.sends('/help')
    const help = await there.sees('What I can do')
    expect(help.text).toContain('/here')
    expect(help.text).not.toContain('/buttons')
  })

  it('for other bots and unknown ones are ignored in groups', async () => {
    const anna = platform.telegram.user('Anna')
    const there = anna.in(platform.telegram.group('Friends', [anna]))
    await there.sends('/here@another_bot')
    await there.sends('/weather')
    await there.sends('/pending')
    await there.sends('/here')
    await there.sees('Here in group')
    expect(there.botMessages()).toHaveLength(1)
  })

  it('of admins are unknown to strangers, absent from their help, and there for owners', async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('/nonsense')
    const unknown = await anna.sees('I don’t know this command')
    for (const command of ['/pending', '/verify B1', '/reject B1 because', '/verify@bazaar_test_bot 1']) {
      await anna.sends(command)
      expect((await anna.sees('I don’t know this command')).text).toBe(unknown.text)
    }
    await anna.sends('/help')
    expect((await anna.sees('What I can do')).text).not.toContain('/pending')
    const owner = platform.telegram.user('Owner', { id: ownerId })
    await owner.sends('/help')
    expect((await owner.sees('What I can do')).text).toContain('/pending')
    await owner.sends('/pending')
    await owner.sees('Nothing waits for a decision')
  })

  it('to cancel say so when there is nothing to cancel', async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('/cancel')
    await anna.sees('nothing to cancel')
    await anna.sends('/cancel nonsense')
    await anna.sees('Nothing was changed')
    await anna.sends('/cancel Z9')
    await anna.sees(/nothing to cancel/)
  })
})
