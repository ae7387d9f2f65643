import { deployMigrations, inspectDatabase } from '@bazaar/core/db'
import {
  createTestDatabase,
  hasPgBouncer,
  type PgBouncer,
  startPgBouncer,
  startTestPlatform,
  strangePresets,
  type TestDatabase,
} from '@bazaar/testing'
import { migrationsDir } from '@bazaar/testing/database'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createEchoFeature } from '../bot/echo-feature.ts'

describe.skipIf(!hasPgBouncer())('behind PgBouncer', () => {
  let database: TestDatabase
  let pooler: PgBouncer | undefined
  beforeAll(async () => {
    database = await createTestDatabase({ presets: strangePresets('America/New_York') })
  })
  afterEach(async () => {
    await pooler?.stop()
    pooler = undefined
  })
  afterAll(() => database.drop())

  it('the whole bot works where each connection has a session of its own', async () => {
    pooler = await startPgBouncer({ databaseUrl: database.url, mode: 'session' })
    expect(await deployMigrations(pooler.url, migrationsDir)).toEqual([])
    const platform = await startTestPlatform({ features: [createEchoFeature()], databaseUrl: pooler.url })
    const anna = platform.telegram.user('Anna')
    await anna.sends('/start')
    await anna.sees('Echo is open')
    await anna.sends('/form')
    await anna.sees('What is your name?')
    await anna.sends('Anna')
    await anna.sees('Thank you, Anna!')
    expect((await platform.operations('/health')).json()).toMatchObject({ status: 'ok' })
    await platform.restart()
    await anna.sends('still there?')
    await anna.sees('You said still there?')
    await platform.stop()
  })

  it.each([40, 1])('transactions of %d shared sessions are refused at once, with what to set', async (poolSize) => {
    pooler = await startPgBouncer({ databaseUrl: database.url, mode: 'transaction', poolSize })
    const refusal =
      /DATABASE_URL leads to a connection pooler .*address of PostgreSQL itself, or set pool_mode = session/
    await expect(deployMigrations(pooler.url, migrationsDir)).rejects.toThrow(refusal)
    await expect(inspectDatabase(pooler.url, migrationsDir)).rejects.toThrow(refusal)
  })

  it('a pooler without a second connection is refused with what to set', async () => {
    pooler = await startPgBouncer({ databaseUrl: database.url, mode: 'session', poolSize: 1 })
    await expect(deployMigrations(pooler.url, migrationsDir)).rejects.toThrow(
      /it needs a pool_size of DATABASE_POOL_SIZE/,
    )
  })
})
