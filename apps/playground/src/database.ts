import path from 'node:path'
import { deployMigrations, SessionPool } from '@bazaar/core/db'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@bazaar/local-postgres'
import type { Pool } from 'pg'
import { root } from './options.ts'
import type { Undo } from './types.ts'

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
  const pool = new SessionPool({ url: postgres.url, max: 4, applicationName: 'bazaar-playground' })
  // Without a listener a broken idle connection would end this process.
  pool.on('error', () => undefined)
  undo.push(() => pool.end())
  return { postgres, pool }
}
