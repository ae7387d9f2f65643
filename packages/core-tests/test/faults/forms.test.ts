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
