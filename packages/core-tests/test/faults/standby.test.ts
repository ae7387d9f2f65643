import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { deployMigrations, inspectDatabase } from '@bazaar/core/db'
import { startEmbeddedPostgres } from '@bazaar/local-postgres'
import { migrationsDir } from '@bazaar/testing/database'
import { expect, it } from 'vitest'

const log = { info: () => undefined, warn: () => undefined }

it('a standby is refused, with what to do', async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'bazaar-standby-'))
  const primary = await startEmbeddedPostgres({ dataDir, log })
  await deployMigrations(primary.url, migrationsDir)
  await primary.stop()
  writeFileSync(path.join(primary.dataDir, 'cluster', 'standby.signal'), '')
  const standby = await startEmbeddedPostgres({ dataDir, log })
  const refusal = /is a standby, which only reads\. Give DATABASE_URL the address of the primary/
  await expect(deployMigrations(standby.url, migrationsDir)).rejects.toThrow(refusal)
  await expect(inspectDatabase(standby.url, migrationsDir)).rejects.toThrow(refusal)
  await standby.stop()
  for (const folder of new Set([dataDir, primary.dataDir])) rmSync(folder, { recursive: true, force: true })
})
