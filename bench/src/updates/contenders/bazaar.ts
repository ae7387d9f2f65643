// The whole bot as `createApp` builds it: inbox, people, limits, texts, conversations, menus, jobs, sender, HTTP server.
import { createApp } from '@bazaar/core/app'
import { describeProblems, loadConfig } from '@bazaar/core/config'
import { createBenchFeature } from '../bench-feature.ts'
import { measured, settings } from './settings.ts'

const features = [createBenchFeature()]
const { DATABASE_URL = '', REDIS_URL, ENCRYPTION_KEYS } = process.env
const result = loadConfig(features, {
  BOT_TOKEN: settings.token,
  TELEGRAM_API_ROOT: settings.apiRoot,
  ENCRYPTION_KEYS,
  REDIS_URL,
  PORT: '0',
})
if (!result.ok) throw new Error(describeProblems(result.problems))
const app = await createApp({
  config: result.config,
  allFeatures: features,
  databaseUrl: DATABASE_URL,
  version: 'bench',
})
await app.start()
measured(() => app.stop())
