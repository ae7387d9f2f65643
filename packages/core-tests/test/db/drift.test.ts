import { readFile } from 'node:fs/promises'
import { createTestDatabase, type TestDatabase } from '@bazaar/testing'
import { catalogFile, diffDatabaseToSchema, listCatalog, schemaDir } from '@bazaar/testing/database'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'

let database: TestDatabase
let client: Client

beforeAll(async () => {
  database = await createTestDatabase()
  client = new Client({ connectionString: database.url })
  await client.connect()
})

afterAll(async () => {
  await client.end()
  await database.drop()
})

test('the migrations end where prisma/schema is (else: pnpm migrate:new)', async () => {
  expect(await diffDatabaseToSchema(database.url, schemaDir)).toBe('')
})

test('the diff would see a difference', async () => {
  const other = await createTestDatabase({ empty: true })
  expect(await diffDatabaseToSchema(other.url, schemaDir)).toContain('CREATE TABLE "core_user"')
  await other.drop()
})

test('constraints, indexes, triggers and functions are those of prisma/catalog.txt (else: pnpm migrate:catalog)', async () => {
  expect(await listCatalog(database.url)).toBe(await readFile(catalogFile, 'utf8'))
})

test('every instant is timestamptz(3): a plain timestamp would shift with the zone of the server', async () => {
  const { rows } = await client.query(
    `SELECT table_name, column_name, data_type, datetime_precision FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name <> '_prisma_migrations' AND data_type ~ '^(timestamp|date|time)'
       AND NOT (data_type = 'timestamp with time zone' AND datetime_precision = 3)`,
  )
  expect(rows).toEqual([])
})

test('the audit log refuses changes', async () => {
  await client.query(
    `INSERT INTO core_audit_entry (origin, action, object_kind, object_id) VALUES ('cli', 'grant', 'user', '1')`,
  )
  await expect(client.query(`UPDATE core_audit_entry SET reason = 'x'`)).rejects.toThrow('append-only')
  await expect(client.query('DELETE FROM core_audit_entry')).rejects.toThrow('append-only')
  await expect(client.query('TRUNCATE core_audit_entry')).rejects.toThrow('append-only')
})

test('closed sets, the single clock and the single open approval are guarded by the database', async () => {
  await expect(client.query(`INSERT INTO core_clock (id) VALUES (2)`)).rejects.toThrow('core_clock_singleton_check')
  await expect(
    client.query(`INSERT INTO core_user (id, first_name, reachability) VALUES (1, 'A', 'maybe')`),
  ).rejects.toThrow('core_user_reachability_check')
  const submit = `INSERT INTO core_approval (kind, entity_id, submitted_by) VALUES ('business', '12', 1)`
  await client.query(submit)
  await expect(client.query(submit)).rejects.toThrow('core_approval_pending_key')
})
