import { createDb, openSession, SessionPool } from '@bazaar/core/db'
import { createTestDatabase, strangePresets, type TestDatabase } from '@bazaar/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase({ presets: strangePresets('Asia/Kolkata') })
})
afterAll(() => database.drop())

const names = Object.keys(strangePresets('UTC'))
const settings = `SELECT jsonb_object_agg(name, current_setting(name, true)) AS found FROM unnest($1::text[]) AS wanted(name)`
const usual = {
  TimeZone: 'UTC',
  DateStyle: 'ISO, MDY',
  IntervalStyle: 'postgres',
  bytea_output: 'hex',
  extra_float_digits: '1',
  search_path: 'public',
  transform_null_equals: 'off',
  default_transaction_isolation: 'read committed',
  default_transaction_read_only: 'off',
  statement_timeout: '0',
  lock_timeout: '0',
  idle_in_transaction_session_timeout: '0',
  idle_session_timeout: '0',
  transaction_timeout: '0',
}

test('a session means what our SQL assumes, whatever the database presets', async () => {
  const session = await openSession({ url: database.url, applicationName: 'session-test' })
  expect((await session.query(settings, [names])).rows).toEqual([{ found: usual }])
  await session.end()
})

test('so does every connection of a pool, each with the limits of its kind', async () => {
  const pool = new SessionPool({
    url: database.url,
    max: 3,
    applicationName: 'session-test',
    settings: { statement_timeout: 60_000 },
  })
  const found = await Promise.all(Array.from({ length: 3 }, () => pool.query(`${settings}, pg_sleep(0.01)`, [names])))
  const own = { ...usual, statement_timeout: '1min' }
  expect(found.map(({ rows }) => rows)).toEqual([[{ found: own }], [{ found: own }], [{ found: own }]])
  await pool.end()
})

test('an instant is the same for Prisma, for plain SQL and for us', async () => {
  const db = createDb({ url: database.url, poolSize: 2, applicationName: 'session-test' })
  const at = new Date('2026-07-01T12:00:00.123Z')
  await db.prisma.user.create({ data: { id: 1n, firstName: 'Anna', firstSeenAt: at } })
  expect((await db.prisma.user.findUniqueOrThrow({ where: { id: 1n } })).firstSeenAt).toEqual(at)
  expect((await db.prisma.$queryRaw`SELECT first_seen_at AS at FROM core_user`) as unknown).toEqual([{ at }])
  expect((await db.pool.query('SELECT first_seen_at AS at, now() AS now FROM core_user')).rows).toEqual([
    { at, now: expect.any(Date) },
  ])
  await db.close()
})
