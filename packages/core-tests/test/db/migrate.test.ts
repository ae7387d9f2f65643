import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { deployMigrations, inspectDatabase } from '@bazaar/core/db'
import { createTestDatabase, type TestDatabase } from '@bazaar/testing'
import { Client } from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'

let database: TestDatabase
let dir: string

async function addMigration(name: string, sql: string): Promise<void> {
  await mkdir(path.join(dir, name), { recursive: true })
  await writeFile(path.join(dir, name, 'migration.sql'), sql)
}

async function query(sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: database.url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

beforeEach(async () => {
  database = await createTestDatabase({ empty: true })
  dir = await mkdtemp(path.join(tmpdir(), 'migrations-'))
  await addMigration('20260101000000_a', 'CREATE TABLE a (id int)')
})

afterEach(async () => {
  await database.drop()
  await rm(dir, { recursive: true })
})

test('four replicas start on an empty database: one migrates', async () => {
  await addMigration(
    '20260102000000_b',
    'CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$;',
  )
  const applied = await Promise.all(Array.from({ length: 4 }, () => deployMigrations(database.url, dir)))
  expect(applied.flat()).toEqual(['20260101000000_a', '20260102000000_b'])
  expect(await query('SELECT f()')).toEqual([{ f: 1 }])
})

test('a failing file leaves nothing behind and names itself; repaired, it is applied', async () => {
  await addMigration('20260102000000_b', 'CREATE TABLE b (id int); SELECT 1/0;')
  await expect(deployMigrations(database.url, dir)).rejects.toThrow(
    'Migration 20260102000000_b failed and left nothing behind: (error 22012: its message is left out)',
  )
  expect(await query("SELECT to_regclass('a') IS NOT NULL AS a, to_regclass('b') IS NULL AS b")).toEqual([
    { a: true, b: true },
  ])
  await addMigration('20260102000000_b', 'CREATE TABLE b (id int)')
  expect(await deployMigrations(database.url, dir)).toEqual(['20260102000000_b'])
})

test('a file that was edited after it was applied is refused', async () => {
  await deployMigrations(database.url, dir)
  await addMigration('20260101000000_a', 'CREATE TABLE a (id bigint)')
  await expect(deployMigrations(database.url, dir)).rejects.toThrow('20260101000000_a was edited')
})

test('an older program is refused by a database that a newer one has migrated, also when it only looks', async () => {
  await addMigration('20260102000000_b', 'CREATE TABLE b (id int)')
  expect(await inspectDatabase(database.url, dir)).toMatchObject({ isEmpty: true, pending: expect.any(Array) })
  await deployMigrations(database.url, dir)
  expect(await inspectDatabase(database.url, dir)).toMatchObject({ isEmpty: false, pending: [] })
  await rm(path.join(dir, '20260102000000_b'), { recursive: true })
  await addMigration('20260103000000_c', 'CREATE TABLE c (id int)')
  const refusal =
    /newer than this program, which does not know its migration 20260102000000_b\. Start the newer version/
  await expect(deployMigrations(database.url, dir)).rejects.toThrow(refusal)
  await expect(inspectDatabase(database.url, dir)).rejects.toThrow(refusal)
  expect(await query("SELECT to_regclass('c') IS NULL AS untouched")).toEqual([{ untouched: true }])
})

test("a migration that Prisma's own engine left half applied is refused", async () => {
  await deployMigrations(database.url, dir)
  await query('UPDATE _prisma_migrations SET finished_at = NULL')
  await expect(deployMigrations(database.url, dir)).rejects.toThrow('half applied')
})

test('a table that somebody holds is waited for only briefly', async () => {
  await deployMigrations(database.url, dir)
  await addMigration('20260102000000_b', 'ALTER TABLE a ADD COLUMN b int')
  const holder = new Client({ connectionString: database.url })
  await holder.connect()
  await holder.query('BEGIN; LOCK TABLE a')
  await expect(deployMigrations(database.url, dir, { lockTimeoutMs: 50 })).rejects.toThrow('lock timeout')
  await holder.end()
})
