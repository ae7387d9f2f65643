import { createDb, type Db } from '@bazaar/core/db'
import { createLogger } from '@bazaar/core/log'
import { connectRedis, type RedisConnections } from '@bazaar/core/redis'
import {
  createTestDatabase,
  hasRedisServer,
  type RedisServer,
  startRedisServer,
  type TestDatabase,
} from '@bazaar/testing'
import { afterAll, beforeAll } from 'vitest'

export const log = createLogger({ level: 'silent' })
export const withRedis = hasRedisServer()
export let db: Db
/** A database that cannot be reached: what is kept beside it is kept in Redis alone. */
export let nowhere: Db
/** There only `withRedis`. */
export let redis: RedisConnections

/** Gives the tests of a file a database and, where the program is installed, a Redis. */
export function useStores(): void {
  let database: TestDatabase
  let server: RedisServer | undefined
  beforeAll(async () => {
    database = await createTestDatabase()
    db = createDb({ url: database.url, poolSize: 5, applicationName: 'stores' })
    nowhere = createDb({ url: 'postgres://nobody@127.0.0.1:1/none', poolSize: 1, applicationName: 'none' })
    if (!withRedis) return
    server = await startRedisServer()
    // A busy machine must not look like a Redis that is gone.
    redis = await connectRedis({ url: server.url, log, commandTimeoutMs: 2_000 })
  })
  afterAll(async () => {
    await redis?.close()
    await server?.stop()
    await nowhere.close()
    await db.close()
    await database.drop()
  })
}

/** A Redis of the test's own, to be killed and frozen. */
export async function withOwnRedis(
  work: (own: RedisServer, connections: RedisConnections) => Promise<void>,
): Promise<void> {
  const own = await startRedisServer()
  const connections = await connectRedis({ url: own.url, log })
  try {
    await work(own, connections)
  } finally {
    await connections.close()
    await own.stop()
  }
}
