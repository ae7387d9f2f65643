import { defineConfig } from 'prisma/config'

// biome-ignore lint/style/noProcessEnv: read by Prisma's command line only; the programs connect through packages/core/src/db.
const url = process.env.DATABASE_URL

export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  ...(url ? { datasource: { url } } : {}),
})
