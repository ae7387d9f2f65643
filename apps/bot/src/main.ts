import { createApp } from '@bazaar/core/app'
import { createLogger, guardProcess, safeMessage } from '@bazaar/core/log'
import { openDatabase, readVersion, requireConfig } from './boot.ts'
import { features } from './features.ts'

const config = requireConfig()
const log = createLogger({ level: config.platform.LOG_LEVEL, pretty: config.platform.LOG_FORMAT === 'pretty' })

/** Longer than a graceful stop may take; then the process ends as it is, and the next start recovers. */
const forceAfterMs = 15_000
let ending = false
/** Closes what is open so far. */
let close = async (): Promise<void> => undefined
function end(code: number): void {
  if (ending) return
  ending = true
  setTimeout(() => process.exit(1), forceAfterMs).unref()
  close().then(
    () => process.exit(code),
    (error: unknown) => {
      log.error({ error }, 'the stop was not clean')
      process.exit(1)
    },
  )
}
guardProcess(log, () => end(1))

try {
  const database = await openDatabase(config, log)
  close = () => database.stop()
  const app = await createApp({
    config,
    allFeatures: features,
    databaseUrl: database.url,
    version: readVersion(),
    onFatal(error) {
      log.error({ error }, 'Telegram refuses the token: check BOT_TOKEN')
      end(1)
    },
  })
  close = () => app.stop().then(() => database.stop())
  process.on('SIGINT', () => end(0))
  process.on('SIGTERM', () => end(0))
  // Under a supervisor: it is gone, so this process has no owner any more.
  process.on('disconnect', () => end(0))

  await app.start().catch((error: unknown) => {
    // A stop in the middle of the start: `end` finishes it and says how it went.
    if (!ending) throw error
  })
} catch (error) {
  log.error({ error }, `the bot cannot start: ${safeMessage(error)}`)
  end(1)
}
