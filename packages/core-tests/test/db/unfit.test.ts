import { randomUUID } from 'node:crypto'
import { deployMigrations, inspectDatabase } from '@bazaar/core/db'
import { safeMessage } from '@bazaar/core/log'
import { createTestDatabase, type TestDatabase } from '@bazaar/testing'
import { migrationsDir } from '@bazaar/testing/database'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'

/** An account that may sign in and no more. */
const account = `reader_${randomUUID().slice(0, 8)}`
const legacy = `legacy_${randomUUID().slice(0, 8)}`
let database: TestDatabase
let owner: Client

beforeAll(async () => {
  database = await createTestDatabase()
  owner = new Client({ connectionString: database.url })
  await owner.connect()
  await owner.query(`CREATE ROLE ${account} LOGIN PASSWORD 'reader'`)
})

afterAll(async () => {
  await owner.query(`DROP DATABASE IF EXISTS ${legacy}`)
  await owner.query(`DROP OWNED BY ${account}`)
  await owner.query(`DROP ROLE ${account}`)
  await owner.end()
  await database.drop()
})

function urlFor(changed: {
  readonly username?: string
  readonly password?: string
  readonly pathname?: string
}): string {
  return Object.assign(new URL(database.url), changed).href
}

const asReader = () => urlFor({ username: account, password: 'reader' })

test('an account that may not create tables is refused, with the cure', async () => {
  const refusal = new RegExp(`${account} may not create tables in the schema public .*ALTER SCHEMA public OWNER`)
  await expect(deployMigrations(asReader(), migrationsDir)).rejects.toThrow(refusal)
  await expect(inspectDatabase(asReader(), migrationsDir)).rejects.toThrow(refusal)
  // What a start writes down, where the words of unknown errors are left out.
  const thrown: unknown = await deployMigrations(asReader(), migrationsDir).catch((error: unknown) => error)
  expect(safeMessage(thrown)).toMatch(refusal)
})

test('an account that may only read the tables is refused, with the cure', async () => {
  await owner.query(`GRANT CREATE, USAGE ON SCHEMA public TO ${account}`)
  await owner.query(`GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${account}`)
  await expect(deployMigrations(asReader(), migrationsDir)).rejects.toThrow(/may only read the table .*owns the tables/)
})

test('a role that is preset to read only works, when its account owns the tables', async () => {
  await owner.query(`GRANT ALL ON ALL TABLES IN SCHEMA public TO ${account}`)
  await owner.query(`ALTER ROLE ${account} SET default_transaction_read_only = on`)
  expect(await deployMigrations(asReader(), migrationsDir)).toEqual([])
})

test('a database that cannot hold every letter is refused, with the cure', async () => {
  await owner.query(`CREATE DATABASE ${legacy} TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C' LOCALE_PROVIDER libc`)
  await expect(deployMigrations(urlFor({ pathname: legacy }), migrationsDir)).rejects.toThrow(
    /encoded in SQL_ASCII.*ENCODING 'UTF8'/,
  )
})
