// pnpm migrate:catalog: applies all migrations to an empty database and writes prisma/catalog.txt.
import { writeFile } from 'node:fs/promises'
import {
  catalogFile,
  createTestDatabase,
  listCatalog,
  startTestServer,
} from '../packages/testing/src/database/index.ts'

async function main(): Promise<void> {
  const stop = await startTestServer()
  try {
    const scratch = await createTestDatabase()
    await writeFile(catalogFile, await listCatalog(scratch.url))
    await scratch.drop()
    console.log('prisma/catalog.txt is up to date; review its diff.')
  } finally {
    await stop()
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
