// pnpm migrate:deploy: applies prisma/migrations to DATABASE_URL.
import path from 'node:path'
import { deployMigrations } from '../packages/core/src/db/migrate.ts'

async function main(): Promise<void> {
  const url = process.env.DATABASE_URL
  if (!url)
    throw new Error('DATABASE_URL is not set: give the database to migrate, postgresql://user:password@host:5432/name')
  const applied = await deployMigrations(url, path.resolve(import.meta.dirname, '../prisma/migrations'))
  console.log(applied.length > 0 ? `Applied:\n${applied.join('\n')}` : 'Nothing to apply: the database is up to date.')
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
