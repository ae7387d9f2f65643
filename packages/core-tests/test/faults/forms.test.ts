import { randomBytes } from 'node:crypto'
import { createDb, type Db } from '@bazaar/core/db'
import { type Standin, startStandin } from '@bazaar/telegram-standin'
import { createDriver, type PersonDriver } from '@bazaar/telegram-standin/driver'
import { type ChildApp, createTestDatabase, spawnApp, type TestDatabase, waitFor } from '@bazaar/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { pictures } from '../forms/pictures.ts'

let standin: Standin
let database: TestDatabase
let db: Db
let child: ChildApp
let start: () => ChildApp

beforeAll(async () => {
  standin = await startStandin({ mode: 'strict' })
  database = await createTestDatabase()
  db = createDb({ url: database.url, poolSize: 2, applicationName: 'forms-faults' })
  const { token } = standin.createBot({ username: 'bazaar_test_bot', firstName: 'Bazaar' })
  const env = {
    BOT_TOKEN: token,
    TELEGRAM_API_ROOT: standin.url,
    ENCRYPTION_KEYS: `a:${randomBytes(32).toString('base64')}`,
    PORT: '0',
    DATABASE_POOL_SIZE: '6',
  }
  start = () => spawnApp({ module: new URL('../forms/killable.ts', import.meta.url), databaseUrl: database.url, env })
  child = start()
  await child.ready
})
afterAll(async () => {
  child?.kill()
  await child?.ended
  await db?.close()
  await database?.drop()
  await standin?.close()
})

/** Kills the process in the middle of its answer: what it did is committed, what it says hangs. */
async function killedWhile(action: () => Promise<unknown>, done: () => Promise<boolean>): Promise<void> {
  for (const method of ['sendMessage', 'editMessageText'])
    standin.faults.add({ method, kind: 'slow', delay_ms: 60_000, times: null })
  // A press waits for its answer, which comes from the next process.
  const acted = action()
  await waitFor('the change is committed', done)
  child.kill()
  await child.ended
  standin.faults.clear()
  child = start()
  await child.ready
  await acted
}

const draftOf = (person: PersonDriver) => db.prisma.formDraft.findFirst({ where: { userId: BigInt(person.id) } })

it('an album whose answer is killed is taken whole, and answered once', { timeout: 300_000 }, async () => {
  const boris = createDriver(standin).user('Boris')
  await boris.sends('/support')
  await boris.sees(/What is it about/, { withinMs: 60_000 })
  await boris.presses('A question', { timeoutMs: 60_000 })
  await boris.sends('When do you open?')
  await boris.sees(/up to 3 photos/, { withinMs: 60_000 })
  const photo = { photo: { bytes: pictures.png, filename: 'one.png' } }
  const rev = (await draftOf(boris))?.rev ?? 0
  await killedWhile(
    () => boris.sends({ album: [photo, photo, photo] }),
    async () => ((await draftOf(boris))?.rev ?? 0) > rev,
  )
  await boris.sees(/Photos: 3 photos/, { withinMs: 60_000 })
  expect(boris.botMessages(/Photos: 3 photos|So far: \d photo/)).toHaveLength(1)
})

it('a form killed at any step goes on there, and is sent once', { timeout: 300_000 }, async () => {
  const anna = createDriver(standin).user('Anna')
  await anna.sends('/short')
  await anna.sees(/Step 1 of 3/)
  const steps = [
    ['Anna', /Step 2 of 3/],
    ['a note', /Step 3 of 3/],
    ['Pune', /Name: Anna\nNote: a note\nCity: Pune/],
  ] as const
  for (const [text, next] of steps) {
    const rev = (await draftOf(anna))?.rev ?? 0
    await killedWhile(
      () => anna.sends(text),
      async () => ((await draftOf(anna))?.rev ?? 0) > rev,
    )
    // Once: the answer is not taken for the next question's as well.
    await anna.sees(next, { withinMs: 60_000 })
    expect((await draftOf(anna))?.rev).toBe(rev + 1)
  }
  await killedWhile(
    () => anna.presses('✅ Send', { timeoutMs: 60_000 }),
    async () => (await draftOf(anna)) === null,
  )
  await anna.sees(/Thank you: {"name":"Anna","note":"a note","city":"Pune"}/, { withinMs: 60_000 })
  expect(await db.prisma.roleGrant.count({ where: { userId: BigInt(anna.id) } })).toBe(1)
})

/** The bot's messages that can be pressed. */
const pressable = (person: PersonDriver) => person.botMessages().filter(({ buttons }) => buttons.length > 0)

it('the end of a form whose edit is killed is shown in its message, and the answer is nothing else’s', {
  timeout: 300_000,
}, async () => {
  const clara = createDriver(standin).user('Clara')
  await clara.sends('/settings')
  await clara.sees(/Time zone/, { withinMs: 60_000 })
  await clara.presses('🕒 Time zone', { timeoutMs: 60_000 })
  const isAsked = ({ buttons }: { readonly buttons: readonly (readonly { readonly text: string }[])[] }) =>
    buttons.flat().some(({ text }) => text === '✖ Cancel')
  const asked = await clara.sees(isAsked, { withinMs: 60_000 })
  await killedWhile(
    () => clara.sends('Berlin'),
    async () => (await draftOf(clara)) === null,
  )
  const end = await clara.sees(/✅/, { withinMs: 60_000 })
  expect(end.message_id).toBe(asked.message_id)
  await clara.sends('/ping')
  await clara.sees('Pong', { withinMs: 60_000 })
  expect(clara.botMessages(/You said|understand/)).toEqual([])
  expect(await db.prisma.formMessage.count({ where: { userId: BigInt(clara.id) } })).toBe(0)
})

it('a form that is left by a command whose answer is killed has one button in the end, which goes on', {
  timeout: 300_000,
}, async () => {
  const dora = createDriver(standin).user('Dora')
  await dora.sends('/short')
  await dora.sees(/Step 1 of 3/, { withinMs: 60_000 })
  await killedWhile(
    () => dora.sends('/ping'),
    async () => (await draftOf(dora))?.leftAt !== null,
  )
  await dora.sees(/aside/, { withinMs: 60_000 })
  expect(pressable(dora).map(({ text }) => text)).toEqual([expect.stringMatching(/aside/)])
  await dora.presses('▶️ Continue', { timeoutMs: 60_000 })
  await dora.sees(/Step 1 of 3/, { withinMs: 60_000 })
  await killedWhile(
    () => dora.presses('✖ Cancel', { timeoutMs: 60_000 }),
    async () => (await draftOf(dora)) === null,
  )
  await dora.sees(/^Cancelled\.$/, { withinMs: 60_000 })
  expect(pressable(dora)).toHaveLength(1)
  expect(await db.prisma.formMessage.count({ where: { userId: BigInt(dora.id) } })).toBe(0)
})
