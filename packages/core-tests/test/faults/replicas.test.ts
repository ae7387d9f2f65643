import { createTestDatabase, startTestPlatform, type TestDatabase, type TestPlatform, waitFor } from '@bazaar/testing'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Fleet, startFleet } from './fleet.ts'
import { type Journal, listOverlaps, openJournal } from './journal.ts'
import { features } from './journal-feature.ts'

describe('two replicas behind a balancer', () => {
  let platform: TestPlatform
  let journal: Journal
  beforeAll(async () => {
    platform = await startTestPlatform({
      features,
      mode: 'webhook',
      replicas: 2,
      env: { RATE_LIMIT_MAX_REQUESTS: '100000' },
    })
    journal = await openJournal(platform.databaseUrl)
  })
  afterAll(async () => {
    await journal?.close()
    await platform?.stop()
  })

  it('handle 1,000 updates of 50 chats once each, in the order of each delivery key, presses and messages exclusively', async () => {
    const people = Array.from({ length: 50 }, (_, index) => platform.telegram.user(`P${index}`))
    const messagesOf = (person: number) => Array.from({ length: 16 }, (_, index) => `work ${person}-${index}`)
    for (let index = 0; index < 16; index += 1)
      for (const [number, person] of people.entries()) await person.sends(`work ${number}-${index}`)
    // Telegram delivers presses in a queue of their own, so these run into the messages.
    const presses = people.flatMap((person, number) =>
      Array.from({ length: 4 }, (_, index) => {
        const from = { id: person.id, is_bot: false, first_name: person.name }
        const chat = { id: person.id, type: 'private', first_name: person.name }
        const data = platform.sign(BigInt(person.id), `le.press:${number}-${index}`)
        const message = {
          message_id: 1,
          date: 1,
          chat,
          from: { id: platform.account.id, is_bot: true, first_name: 'B' },
        }
        return { id: `${number}-${index}`, from, chat_instance: '1', message, data }
      }),
    )
    for (const press of presses) platform.standin.rawUpdate({ callback_query: press })
    await waitFor('all of them have ended', async () => (await journal.ended()) === 1_000, 60_000)
    await waitFor('all of them are marked', async () => (await journal.unfinished()) === 0)
    const entries = await journal.entries()
    expect(entries).toHaveLength(2_000)
    expect(listOverlaps(entries)).toEqual([])
    for (const [number, person] of people.entries()) {
      const began = entries.filter(
        ({ chatId, stage, text }) => chatId === person.id && stage === 'begin' && text.startsWith('work'),
      )
      expect(began.map(({ text }) => text)).toEqual(messagesOf(number))
    }
    const served = [...(platform.balancer?.served.values() ?? [])]
    expect(served).toHaveLength(2)
    expect(Math.min(...served)).toBeGreaterThanOrEqual(500)
  })
})

describe('processes that are killed', () => {
  let database: TestDatabase
  let journal: Journal
  let fleet: Fleet | undefined
  beforeAll(async () => {
    database = await createTestDatabase()
    journal = await openJournal(database.url)
  })
  afterEach(async () => {
    await fleet?.close()
    fleet = undefined
    await journal.query('TRUNCATE journal_entry, core_inbox, core_instance, core_lock')
  })
  afterAll(async () => {
    await journal?.close()
    await database?.drop()
  })

  it('with webhooks: the other one finishes what a killed one began, and nothing is lost', async () => {
    fleet = await startFleet({ databaseUrl: database.url, mode: 'webhook' })
    const [first] = [await fleet.start(), await fleet.start()]
    const people = Array.from({ length: 20 }, (_, index) => fleet?.telegram.user(`P${index}`))
    for (const person of people) await person?.sends(`park ${person.name}`)
    await waitFor(
      'both processes hang in some',
      async () => new Set((await journal.entries()).map((entry) => entry.process)).size === 2,
    )
    await waitFor('all have begun', async () => (await journal.entries()).length === 20)
    for (const person of people) await person?.sends(`work ${person.name}`)
    const theirs = (await journal.entries()).filter(({ process }) => process === first?.pid)
    expect(theirs.length).toBeGreaterThan(0)
    first?.kill()
    await first?.ended
    fleet.forget(first)
    await waitFor(
      'the other one has finished them, and the chats go on',
      async () => {
        const ended = new Set((await journal.entries()).filter(({ stage }) => stage === 'end').map(({ text }) => text))
        return theirs.every(({ text }) => ended.has(text) && ended.has(text.replace('park', 'work')))
      },
      90_000,
    )
  })

  it('by polling: a second process takes over when the first is killed, and handles what it left', async () => {
    fleet = await startFleet({ databaseUrl: database.url, mode: 'polling' })
    const first = await fleet.start()
    const second = await fleet.start()
    const anna = fleet.telegram.user('Anna')
    const boris = fleet.telegram.user('Boris')
    await anna.sends('park')
    await boris.sends('say one')
    await boris.sees('You said say one')
    await waitFor('it hangs', async () => (await journal.entries()).some(({ text }) => text === 'park'))
    // An answer is seen a moment before its update is marked as done; killed in between, it would be handled again.
    await waitFor('only that one is unfinished', async () => (await journal.unfinished()) === 1)
    first.kill()
    await first.ended
    await boris.sends('say two')
    await boris.sees('You said say two', { withinMs: 60_000 })
    await waitFor('what it left is handled', async () => (await journal.unfinished()) === 0)
    const entries = await journal.entries()
    const began = (text: string) =>
      entries.filter((entry) => entry.text === text && entry.stage === 'begin').map(({ process }) => process)
    expect(began('park')).toEqual([first.pid, second.pid])
    expect(began('say one')).toEqual([first.pid])
    expect(began('say two')).toEqual([second.pid])
  })

  it('an update that kills its process three times is given up; its neighbours are handled', async () => {
    fleet = await startFleet({ databaseUrl: database.url, mode: 'polling' })
    const anna = fleet.telegram.user('Anna')
    const boris = fleet.telegram.user('Boris')
    await anna.sends('die')
    await boris.sends('work after')
    for (let life = 1; life <= 3; life += 1) {
      const child = await fleet.start({ mayDie: true })
      expect(await child.ended).toBeNull()
    }
    const last = await fleet.start()
    await waitFor('the neighbour is handled', async () =>
      (await journal.entries()).some(({ text, stage }) => text === 'work after' && stage === 'end'),
    )
    await waitFor('nothing is left', async () => (await journal.unfinished()) === 0)
    const entries = await journal.entries()
    expect(entries.filter(({ text }) => text === 'die')).toHaveLength(3)
    // What a process wrote may arrive after what it did.
    await waitFor('its log says so', async () => last.output().includes('an update is given up'))
    await anna.sends('say alive?')
    await anna.sees('You said say alive?')
  })

  it('a process that is asked to end answers every webhook first, and exits 0', async () => {
    fleet = await startFleet({ databaseUrl: database.url, mode: 'webhook' })
    const [first, second] = [await fleet.start(), await fleet.start()]
    const people = Array.from({ length: 20 }, (_, index) => fleet?.telegram.user(`P${index}`))
    for (let round = 0; round < 10; round += 1) for (const person of people) await person?.sends(`work ${round}`)
    await waitFor('it is in the middle', async () => (await journal.ended()) > 40)
    // As an operator does: out of the balancer, then the signal.
    fleet.forget(first)
    first?.kill('SIGTERM')
    expect(await first?.ended).toBe(0)
    await waitFor('the rest is handled', async () => (await journal.ended()) === 200, 60_000)
    expect(fleet.failures()).toEqual([])
    const entries = await journal.entries()
    expect(entries).toHaveLength(400)
    expect(listOverlaps(entries)).toEqual([])
    second?.kill('SIGTERM')
    expect(await second?.ended).toBe(0)
  })
})
