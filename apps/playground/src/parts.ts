import path from 'node:path'
import { deployMigrations, type EmbeddedPostgres, startEmbeddedPostgres } from '@bazaar/core/db'
import { type Standin, startStandin } from '@bazaar/telegram-standin'
import { Pool } from 'pg'
import { root } from './options.ts'
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
  return { standin, keeper }
}
