// The whole bot with the marketplace, as the image runs it.
import { createApp } from '@bazaar/core/app'
import { describeProblems, loadConfig } from '@bazaar/core/config'
import { marketplace } from '@bazaar/marketplace'
import { readUsage, serve } from '../../support/serve.ts'

const { DATABASE_URL = '', ENCRYPTION_KEYS, DATA_DIR, BENCH_API_ROOT } = process.env
const result = loadConfig([marketplace], {
  BOT_TOKEN: `1:${'x'.repeat(35)}`,
  TELEGRAM_API_ROOT: BENCH_API_ROOT,
  ENCRYPTION_KEYS,
  DATA_DIR,
  PORT: '0',
})
if (!result.ok) throw new Error(describeProblems(result.problems))
const app = await createApp({
  config: result.config,
  allFeatures: [marketplace],
  databaseUrl: DATABASE_URL,
  version: 'bench',
})
await app.start()
serve({ usage: readUsage }, () => app.stop())
