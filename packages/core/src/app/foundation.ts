import { type Clock, createDatabaseClock } from '../clock/index.ts'
import type { Config } from '../config/index.ts'
import { createKeyring, type Keyring, parseKeys } from '../crypto/index.ts'
import { createDb, createListener, type Db, type Listener } from '../db/index.ts'
import { createLimits, type Limits } from '../limits/index.ts'
import { createLocks, type Locks } from '../locks/index.ts'
import { correlationId, createLogger, type LogDestination, type Logger } from '../log/index.ts'
import { createMetrics, createPlatformMetrics, type Metrics, type PlatformMetrics } from '../metrics/index.ts'
import { connectRedis, type RedisConnections } from '../redis/index.ts'
import {
  createPlainForms,
  createTelegramCall,
  createWire,
  type PlainForms,
  type TelegramCall,
  type Wire,
} from '../telegram/index.ts'

/** What stands below every feature: connections and ports, with no knowledge of what they are for. */
export interface Foundation {
  readonly config: Config
  readonly databaseUrl: string
  readonly log: Logger
  readonly metrics: Metrics
  readonly platform: PlatformMetrics
  readonly db: Db
  /** Absent on the command line, where nothing waits for wake-ups. */
  readonly listener: Listener | undefined
  readonly clock: Clock
  readonly redis: RedisConnections | undefined
  readonly locks: Locks
  readonly limits: Limits
  readonly keyring: Keyring
  /** Connections to Telegram, shared by everything that calls it. */
  readonly wire: Wire
  readonly call: TelegramCall
  /** What Telegram refuses of the younger parts of its API. */
  readonly plainForms: PlainForms
  close(): Promise<void>
}

export interface FoundationOptions {
  readonly config: Config
  readonly databaseUrl: string
  /** Tests inject theirs. */
  readonly clock?: Clock
  readonly logDestination?: LogDestination
  /** For the command line: no connection is made before a query needs it, and the time is the machine's. */
  readonly offline?: boolean
  readonly applicationName?: string
}

export async function openFoundation(options: FoundationOptions): Promise<Foundation> {
  const { config, databaseUrl } = options
  const { platform: env } = config
  const log = createLogger({
    level: env.LOG_LEVEL,
    pretty: env.LOG_FORMAT === 'pretty',
    secrets: [
      env.BOT_TOKEN,
      env.WEBHOOK_SECRET,
      env.CRON_SECRET,
      env.OPERATIONS_TOKEN,
      ...env.ENCRYPTION_KEYS.split(','),
    ].filter((secret) => secret !== undefined),
    ...(options.logDestination ? { destination: options.logDestination } : {}),
  })
  const metrics = createMetrics()
  const db = createDb({
    url: databaseUrl,
    poolSize: env.DATABASE_POOL_SIZE,
    applicationName: options.applicationName ?? 'bazaar',
    correlationId,
    onSlowQuery: (query) => log.warn(query, 'a query was slow'),
    onConnectionLost: (error) => log.warn({ error }, 'a database connection was lost'),
  })
  const listener = options.offline ? undefined : await createListener({ url: databaseUrl, log })
  const redis = options.offline ? undefined : await openRedis(config, log)
  const { clock, closeClock } = await chooseClock(options.clock ?? (options.offline ? machineClock : undefined), {
    db,
    log,
    listener,
  })
  const plainForms = createPlainForms({ log, metrics })
  const wire = plainForms.watch(createWire())
  return {
    config,
    databaseUrl,
    log,
    metrics,
    platform: createPlatformMetrics(metrics),
    db,
    listener,
    clock,
    redis,
    locks: createLocks({ redis, db }),
    limits: createLimits({ redis, db }),
    keyring: createKeyring({ keys: parseKeys(env.ENCRYPTION_KEYS) }),
    wire,
    call: createTelegramCall({ token: env.BOT_TOKEN, apiRoot: env.TELEGRAM_API_ROOT, wire, plainForms }),
    plainForms,
    async close() {
      wire.close()
      await closeClock()
      await redis?.close()
      await listener?.close()
      await db.close()
    },
  }
}

async function openRedis(config: Config, log: Logger): Promise<RedisConnections | undefined> {
  const { REDIS_URL, REDIS_MAX_CONNECTIONS } = config.platform
  if (REDIS_URL !== undefined) return connectRedis({ url: REDIS_URL, maxConnections: REDIS_MAX_CONNECTIONS, log })
  log.info({}, 'REDIS_URL is not set: locks and limits use PostgreSQL')
  return undefined
}

const machineClock: Clock = { now: () => new Date(), offsetMs: 0, onJump: () => () => undefined }

async function chooseClock(
  injected: Clock | undefined,
  deps: { readonly db: Db; readonly log: Logger; readonly listener: Listener | undefined },
): Promise<{ readonly clock: Clock; readonly closeClock: () => Promise<void> }> {
  if (injected) return { clock: injected, closeClock: async () => undefined }
  const { listener, ...rest } = deps
  const clock = await createDatabaseClock({ ...rest, ...(listener ? { listener } : {}) })
  return { clock, closeClock: () => clock.close() }
}
