import { createDb, type Db, type SlowQuery } from '@bazaar/core/db'
import { createTestDatabase, type TestDatabase } from '@bazaar/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'

let database: TestDatabase
let db: Db
const slow: SlowQuery[] = []

beforeAll(async () => {
  database = await createTestDatabase()
  db = createDb({
    url: database.url,
    poolSize: 5,
    applicationName: 'create-db-test',
    onSlowQuery: (query) => slow.push(query),
    slowMs: 50,
    correlationId: () => 'abc */ DROP',
  })
})

afterAll(async () => {
  await db.close()
  await database.drop()
})

test('200 transactions at once wait for admission instead of failing', async () => {
  await db.prisma.user.create({ data: { id: 1n, firstName: 'Anna' } })
  const rename = (name: string) => db.tx((tx) => tx.user.update({ where: { id: 1n }, data: { firstName: name } }))
  const names = Array.from({ length: 200 }, (_, index) => `Anna ${index}`)
  const results = await Promise.allSettled(names.map(rename))
  expect(results.filter((result) => result.status === 'rejected')).toEqual([])
})

test('a plain query inside as many transactions as fit does not starve', async () => {
  const works = Array.from({ length: 20 }, () => db.tx(async () => (await db.pool.query('SELECT 1 AS one')).rows[0]))
  expect(await Promise.all(works)).toHaveLength(20)
})

test('a failing transaction leaves nothing behind', async () => {
  const failing = db.tx(async (tx) => {
    await tx.user.create({ data: { id: 2n, firstName: 'Boris' } })
    throw new Error('stop')
  })
  await expect(failing).rejects.toThrow('stop')
  expect(await db.prisma.user.findUnique({ where: { id: 2n } })).toBeNull()
})

test('a transaction in plain SQL commits all or nothing, and says so when nothing was', async () => {
  const insert = `INSERT INTO core_user (id, first_name) VALUES ($1, 'Chiara')`
  const failing = db.sqlTx(async (tx) => {
    await tx.query(insert, ['3'])
    throw new Error('stop')
  })
  await expect(failing).rejects.toThrow('stop')
  const swallowing = db.sqlTx(async (tx) => {
    await tx.query(insert, ['3'])
    await tx.query(insert, ['3']).catch(() => undefined)
  })
  await expect(swallowing).rejects.toThrow(/Nothing was committed/)
  expect(await db.prisma.user.findUnique({ where: { id: 3n } })).toBeNull()
  await Promise.all(['4', '5', '6', '7', '8', '9'].map((id) => db.sqlTx((tx) => tx.query(insert, [id]))))
  const rows = await db.sqlTx((tx) => tx.query<{ id: string }>('SELECT id FROM core_user WHERE id > 3 ORDER BY id', []))
  expect(rows.map(({ id }) => id)).toEqual(['4', '5', '6', '7', '8', '9'])
  await db.prisma.user.deleteMany({ where: { id: { gt: 3n } } })
})

test('slow queries are reported without their parameters', async () => {
  await db.pool.query('SELECT pg_sleep(0.06), $1::text', ['secret'])
  await db.prisma.$queryRaw`SELECT pg_sleep(0.06)::text, ${'secret'}::text`
  expect(slow.map((query) => query.sql).filter((sql) => sql.includes('pg_sleep'))).toEqual([
    'SELECT pg_sleep(0.06), $1::text',
    expect.stringContaining('pg_sleep(0.06)::text'),
  ])
  expect(JSON.stringify(slow)).not.toContain('secret')
})

test('the correlation id is a comment that cannot be broken out of', async () => {
  const { rows } = await db.pool.query<{ query: string }>(
    'SELECT query FROM pg_stat_activity WHERE pid = pg_backend_pid()',
  )
  expect(rows[0]?.query).toMatch(/^\/\* c=abcDROP \*\/ SELECT/)
})

test('connections cut by the server are replaced', async () => {
  const kill = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`
  await Promise.all(Array.from({ length: 3 }, () => db.pool.query('SELECT pg_sleep(0.01)')))
  await db.pool.query(kill)
  await expect.poll(() => db.prisma.user.count().catch(() => -1)).toBe(1)
})
