import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createCallbackSigner } from '@bazaar/core/bot'
import { createKeyring, type Keyring, parseKeys } from '@bazaar/core/crypto'
import { startStandin } from '@bazaar/telegram-standin'
import { createDriver, type Driver } from '@bazaar/telegram-standin/driver'
import { type ChildApp, encryptionKeys, findFreePort, spawnApp, startRoundRobin, webhookSecret } from '@bazaar/testing'

/** Processes of the bot on one database and one Telegram, behind a balancer. */
export interface Fleet {
  readonly telegram: Driver
  readonly keyring: Keyring
  sign(chatId: bigint, data: string): string
  /** Resolves when it takes updates. */
  start(): Promise<ChildApp>
  /** kill -9; the balancer learns of it a moment later, as balancers do. */
  kill(child: ChildApp): Promise<void>
  close(): Promise<void>
}

export async function startFleet(databaseUrl: string): Promise<Fleet> {
  const standin = await startStandin({ mode: 'faithful' })
  const account = standin.createBot({ username: 'bazaar_test_bot', firstName: 'Bazaar' })
  const balancer = await startRoundRobin()
  const dataDir = mkdtempSync(path.join(tmpdir(), 'bazaar-fleet-'))
  const keyring = createKeyring({ keys: parseKeys(encryptionKeys) })
  const running = new Map<ChildApp, string>()
  const share = (): void => balancer.setTargets([...running.values()])

  return {
    telegram: createDriver(standin, account),
    keyring,
    sign: (chatId, data) => createCallbackSigner(keyring, account.id).sign(chatId, data),
    async start() {
      const port = await findFreePort()
      const child = spawnApp({
        module: new URL('./features.ts', import.meta.url),
        databaseUrl,
        env: {
          BOT_TOKEN: account.token,
          TELEGRAM_API_ROOT: standin.url,
          ENCRYPTION_KEYS: encryptionKeys,
          DATA_DIR: dataDir,
          PORT: String(port),
          ROLE: 'web',
          DATABASE_POOL_SIZE: '6',
          RATE_LIMIT_MAX_REQUESTS: '100000',
          WEBHOOK_URL: balancer.url,
          WEBHOOK_SECRET: webhookSecret,
        },
      })
      running.set(child, `http://127.0.0.1:${port}`)
      await child.ready
      share()
      return child
    },
    async kill(child) {
      child.kill()
      await child.ended
      running.delete(child)
      share()
    },
    async close() {
      for (const child of running.keys()) child.kill()
      await Promise.all([...running.keys()].map((child) => child.ended))
      await balancer.close()
      await standin.close()
      rmSync(dataDir, { recursive: true })
    },
  }
}
