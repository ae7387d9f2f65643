// pnpm migrate:new <feature> <what>: writes the migration that brings the database from the existing migrations to
// prisma/schema. Offline; see prisma/README.md.
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import {
  createTestDatabase,
  diffDatabaseToSchema,
  migrationsDir,
  schemaDir,
  startTestServer,
} from '../packages/testing/src/database/index.ts'

async function main(feature: string | undefined, what: string | undefined): Promise<void> {
  const isName = (text: string | undefined) => text !== undefined && /^[a-z][a-z0-9-]*$/.test(text)
  if (!isName(feature) || !isName(what)) {
    throw new Error('Usage: pnpm migrate:new <feature> <what>, e.g. pnpm migrate:new voucher-tracker add-quiet-hours')
  }
  const stop = await startTestServer()
  try {
    const scratch = await createTestDatabase()
    const sql = await diffDatabaseToSchema(scratch.url, schemaDir)
    await scratch.drop()
    const time = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14)
    const name = `${time}_${feature}_${what}`.replaceAll('-', '_')
    await mkdir(path.join(migrationsDir, name))
    const text = sql || '-- prisma/schema holds nothing new: write what Prisma cannot say.\n'
    await writeFile(path.join(migrationsDir, name, 'migration.sql'), text)
    console.log(`prisma/migrations/${name}/migration.sql\n\n${text}`)
    console.log(
      'Now add by hand what Prisma cannot say (CHECKs, partial indexes, triggers), then: pnpm migrate:catalog',
    )
  } finally {
    await stop()
  }
}

main(process.argv[2], process.argv[3]).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
