import { openCommandLine } from '@bazaar/core/app'
import { generateKey } from '@bazaar/core/crypto'
import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fillCore } from './fill-core.ts'
import { createKeeperFeature } from './keeper-feature.ts'

const [a, b, c] = ['a', 'b', 'c'].map((id) => `${id}:${generateKey()}`)
const secret = 'Zanzibar lane 7731'
let platform: TestPlatform

beforeAll(async () => {
  platform = await startTestPlatform({ features: [createKeeperFeature()], env: { ENCRYPTION_KEYS: `${a}` } })
})
afterAll(() => platform?.stop())

async function rotate(): Promise<{ readonly code: number; readonly lines: readonly string[] }> {
  const line = await openCommandLine(platform.config, platform.databaseUrl)
  const lines: string[] = []
  try {
    const verb = line.verbs.find(({ name }) => name === 'rotate-keys')
    return { code: (await verb?.run([], (text) => lines.push(text))) ?? -1, lines }
  } finally {
    await line.close()
  }
}

it('a key is replaced without losing anything that it sealed', async () => {
  const anna = platform.telegram.user('Anna')
  const userId = BigInt(anna.id)
  await anna.sends('/start')
  await anna.sees('Hello')
  await anna.sends('/button')
  const old = await anna.sees('A card')
  await fillCore(platform, userId, secret)
  const emit = async (entity: string, days: number) => {
    const { db, notifications } = platform.app.core
    const content = { text: { key: 'keeper-note', params: { what: `${secret} ${entity}` } } }
    const notBefore = new Date(platform.clock.now().getTime() + days * 86_400_000)
    const base = { topic: 'keeper-note', chatId: userId, userId, transition: 'told' }
    await db.tx((tx) => notifications.emit(tx, { ...base, entity, content, notBefore }))
  }
  await emit('under a', 5)

  await platform.restart({ ENCRYPTION_KEYS: `${b},${a}` })
  await emit('under b', 5)
  // The older key still verifies.
  expect(await anna.presses('Press me')).toMatchObject({ text: 'Pressed.' })
  expect(await keysInUse()).toEqual(['a', 'b'])
  const first = await rotate()
  expect(first).toMatchObject({ code: 0 })
  expect(first.lines).toContain('core_delivery.content: 1 sealed anew')
  expect(first.lines.at(-1)).toMatch(/Key "a" is needed no more/)
  expect(await keysInUse()).toEqual(['b'])
  // Again: nothing to do.
  expect((await rotate()).lines.filter((line) => /: [1-9]\d* sealed/.test(line))).toEqual([])

  await platform.restart({ ENCRYPTION_KEYS: `${b}` })
  expect(await anna.presses('Press me', { messageId: old.message_id })).toMatchObject({
    answered: true,
    text: expect.stringMatching(/not yours, or it is too old/),
  })
  await anna.sends('/button')
  await anna.sees('A card')
  expect(await anna.presses('Press me')).toMatchObject({ text: 'Pressed.' })
  await platform.advance(6 * 86_400_000)
  expect(anna.botMessages(/Note:/).map(({ text }) => text)).toEqual([
    `Note: ${secret} under a`,
    `Note: ${secret} under b`,
  ])
})

it('the nightly job does the same, and a missing key is named', async () => {
  const { db, keyring, clock } = platform.app.core
  const rows = Array.from({ length: 450 }, (_, n) => ({
    key: `ke.many:${n}`,
    userId: 5n,
    createdAt: clock.now(),
    result: keyring.seal(`value ${n}`, 'core_once.result'),
  }))
  await db.prisma.onceResult.createMany({ data: rows })
  await platform.restart({ ENCRYPTION_KEYS: `${c},${b}` })
  await platform.advance(24 * 3_600_000)
  await expect.poll(keysInUse).toEqual(['c'])
  const found = await platform.app.core.db.prisma.onceResult.findUnique({ where: { key: 'ke.many:449' } })
  expect(platform.app.core.keyring.open(found?.result ?? new Uint8Array(), 'core_once.result')).toBe('value 449')

  await platform.restart({ ENCRYPTION_KEYS: `${a}` })
  const { code, lines } = await rotate()
  expect(code).toBe(1)
  expect(lines.at(-1)).toMatch(/Key "c" is missing: add it again/)
  expect(await keysInUse()).toEqual(['c'])
})

/** Ids of the keys that seal anything in any column of bytes. */
async function keysInUse(): Promise<readonly string[]> {
  const { pool } = platform.app.core.db
  const columns = await pool.query<{ sql: string }>(
    `SELECT format('SELECT chr(get_byte(%I, 1)) AS id FROM %I WHERE length(%I) > 1', column_name, table_name, column_name) AS sql
     FROM information_schema.columns WHERE table_schema = 'public' AND data_type = 'bytea'`,
  )
  const { rows } = await pool.query<{ id: string }>(
    `SELECT DISTINCT id FROM (${columns.rows.map(({ sql }) => sql).join(' UNION ALL ')}) u ORDER BY id`,
  )
  return rows.map(({ id }) => id)
}
