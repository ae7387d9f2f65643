import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startStandin } from '@bazaar/telegram-standin'
import { createDriver, type Driver } from '@bazaar/telegram-standin/driver'
import { type ChildApp, encryptionKeys, findFreePort, spawnApp } from '@bazaar/testing'

/** The bot as a process, and Telegram, whose clock goes on by hand. */
export interface WalkingBot {
  readonly telegram: Driver
  advance(ms: number): void
  /** Resolves when it takes updates. */
  start(): Promise<void>
  /** kill -9 */
  kill(): Promise<void>
  close(): Promise<void>
}

export async function startWalkingBot(databaseUrl: string): Promise<WalkingBot> {
  let now = Date.now()
  const standin = await startStandin({ mode: 'strict', now: () => now })
  const account = standin.createBot({ username: 'bazaar_test_bot', firstName: 'Bazaar' })
  const dataDir = mkdtempSync(path.join(tmpdir(), 'bazaar-walks-'))
  let child: ChildApp | undefined
  const kill = async () => {
    child?.kill()
    await child?.ended
    child = undefined
  }
  return {
    telegram: createDriver(standin, account),
    advance(ms) {
      now += ms
    },
    async start() {
      child = spawnApp({
        module: new URL('./features.ts', import.meta.url),
        databaseUrl,
        env: {
          BOT_TOKEN: account.token,
          TELEGRAM_API_ROOT: standin.url,
          ENCRYPTION_KEYS: encryptionKeys,
          DATA_DIR: dataDir,
          PORT: String(await findFreePort()),
          DATABASE_POOL_SIZE: '6',
          // Nobody answers there: at once, and without leaving this machine.
          STEPS_REWARDS_WEATHER_URL: 'http://127.0.0.1:9',
        },
      })
      await child.ready
    },
    kill,
    async close() {
      await kill()
      await standin.close()
      rmSync(dataDir, { recursive: true })
    },
  }
}
