import path from 'node:path'
import { inspectDatabase } from '../../packages/core/src/db/index.ts'
import { createLogger } from '../../packages/core/src/log/index.ts'
import { connectRedis } from '../../packages/core/src/redis/index.ts'
import type { Finding } from './finding.ts'

const migrations = path.resolve(import.meta.dirname, '../../prisma/migrations')

/** Connects, and looks for whatever the bot would refuse at its start. Changes nothing. */
export async function checkPostgres(url: string | undefined): Promise<Finding> {
  const what = 'PostgreSQL'
  if (url === undefined)
    return { what, state: 'not configured', detail: 'without DATABASE_URL the bot starts its own under DATA_DIR' }
  const { version, isEmpty, pending } = await inspectDatabase(url, migrations)
  const tables = isEmpty
    ? 'still empty: the bot fills it when it starts'
    : `with the tables of the bot${pending.length > 0 ? `, which it brings up to date when it starts (${pending.length} migrations)` : ''}`
  return { what, state: 'answered', detail: `version ${version}, ${tables}` }
}

/** Pings, and reads whether it evicts. */
export async function checkRedis(url: string | undefined): Promise<Finding> {
  const what = 'Redis'
  if (url === undefined)
    return { what, state: 'not configured', detail: 'without REDIS_URL, PostgreSQL does locks and limits' }
  const redis = await connectRedis({ url, commandTimeoutMs: 3_000, log: createLogger({ level: 'silent' }) })
  try {
    await redis.run((connection) => connection.ping())
    const info = await redis.run((connection) => connection.info())
    const read = (name: string): string => new RegExp(`^${name}:(.*)$`, 'm').exec(info)?.[1]?.trim() ?? 'unknown'
    const policy = read('maxmemory_policy')
    const warning =
      policy === 'noeviction' ? '' : '; set maxmemory-policy noeviction, or locks vanish when memory is short'
    return { what, state: 'answered', detail: `version ${read('redis_version')}, eviction ${policy}${warning}` }
  } finally {
    await redis.close()
  }
}
