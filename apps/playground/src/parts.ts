import path from 'node:path'
import { deployMigrations, type EmbeddedPostgres, startEmbeddedPostgres } from '@bazaar/core/db'
import { type Standin, startStandin } from '@bazaar/telegram-standin'
import { Pool } from 'pg'
import { personas } from './demo/personas.ts'
import { loadEncryptionKeys } from './encryption-keys.ts'
import { type PlaygroundOptions, root } from './options.ts'
import { keepState, loadState, type StateKeeper } from './standin-state.ts'

export type Log = (line: string) => void
/** Undoes the parts in reverse order. */
export type Undo = (() => Promise<void> | void)[]

export interface Database {
  readonly postgres: EmbeddedPostgres
  readonly pool: Pool
}

export async function startDatabase(dataDir: string, undo: Undo): Promise<Database> {
  // Its one warning, that the data are elsewhere, is part of what is printed when everything is ready.
  const quiet = { info: () => undefined, warn: () => undefined }
  const postgres = await startEmbeddedPostgres({ dataDir: path.join(dataDir, 'database'), log: quiet })
  undo.push(() => postgres.stop())
  await deployMigrations(postgres.url, path.join(root, 'prisma/migrations'))
  const pool = new Pool({ connectionString: postgres.url, max: 4, application_name: 'bazaar-playground' })
  // Without a listener a broken idle connection would end this process.
  pool.on('error', () => undefined)
  undo.push(() => pool.end())
  return { postgres, pool }
}

export interface Telegram {
  readonly standin: Standin
  readonly keeper: StateKeeper
}

export async function startTelegram(dataDir: string, now: () => number, undo: Undo, log: Log): Promise<Telegram> {
  const file = path.join(dataDir, 'telegram.json')
  const state = loadState(file)
  const standin = await startStandin({
    ...(state ? { state } : {}),
    mode: 'strict',
    filesDir: path.join(dataDir, 'files'),
    now,
    log,
  })
  const keeper = keepState(standin, file)
  undo.push(async () => {
    await standin.close()
    await keeper.close()
  })
  if (standin.bots().length === 0) standin.createBot({ username: 'bazaar_playground_bot', firstName: 'Bazaar' })
  const known = new Set(standin.users().map((user) => user.id))
  for (const { admin: _admin, ...persona } of personas) if (!known.has(persona.id)) standin.createUser(persona)
  await keeper.flush()
  return { standin, keeper }
}

export interface BotInputs {
  readonly options: PlaygroundOptions
  readonly standin: Standin
  readonly shopUrl: string
  readonly databaseUrl: string
  readonly owners: ReadonlySet<number>
}

/** What the bot process is told; the same variables as in production. */
export function botEnvironment({
  options,
  standin,
  shopUrl,
  databaseUrl,
  owners,
}: BotInputs): Record<string, string | undefined> {
  return {
    // People may tune these (and LOG_LEVEL, REDIS_URL, …) in their environment; what follows them is not theirs to choose.
    VOUCHER_TRACKER_CHECK_INTERVAL: '15',
    VOUCHER_TRACKER_BACKOFF_MAX: '15',
    LOG_FORMAT: 'pretty',
    ...options.environment,
    BOT_TOKEN: standin.bots()[0]?.token,
    TELEGRAM_API_ROOT: standin.url,
    DATABASE_URL: databaseUrl,
    DATA_DIR: options.dataDir,
    PORT: String(options.botPort),
    PLAYGROUND: '1',
    ADMIN_IDS: [...owners].join(','),
    ENCRYPTION_KEYS: loadEncryptionKeys(path.join(options.dataDir, 'keys')),
    VOUCHER_TRACKER_STANSHOP_URL: shopUrl,
  }
}
