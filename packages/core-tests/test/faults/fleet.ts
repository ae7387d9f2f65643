import { startStandin } from '@bazaar/telegram-standin'
import { createDriver, type Driver } from '@bazaar/telegram-standin/driver'
import { type ChildApp, encryptionKeys, findFreePort, spawnApp, startRoundRobin, webhookSecret } from '@bazaar/testing'

/** Processes of the bot on one database and one Telegram; webhooks come through a balancer. */
export interface Fleet {
  readonly telegram: Driver
  /** @param mayDie it will not get ready; otherwise resolves when it is */
  start(options?: { readonly mayDie?: boolean }): Promise<ChildApp>
  /** The balancer stops sending to it. */
  forget(child: ChildApp | undefined): void
  /** Deliveries that Telegram got no good answer for. */
  failures(): readonly string[]
  close(): Promise<void>
}

export async function startFleet(options: {
  readonly databaseUrl: string
  readonly mode: 'polling' | 'webhook'
}): Promise<Fleet> {
  const failures: string[] = []
  const standin = await startStandin({
    mode: 'strict',
    log: (line) => void (line.startsWith('webhook:') && failures.push(line)),
  })
  const account = standin.createBot({ username: 'bazaar_test_bot', firstName: 'Bazaar' })
  const balancer = await startRoundRobin()
  const running = new Map<ChildApp, string>()
  const share = (): void => balancer.setTargets([...running.values()])

  return {
    telegram: createDriver(standin, account),
    failures: () => failures,
    async start({ mayDie = false } = {}) {
      const port = await findFreePort()
      const child = spawnApp({
        module: new URL('./journal-feature.ts', import.meta.url),
        databaseUrl: options.databaseUrl,
        env: {
          BOT_TOKEN: account.token,
          TELEGRAM_API_ROOT: standin.url,
          ENCRYPTION_KEYS: encryptionKeys,
          PORT: String(port),
          DATABASE_POOL_SIZE: '6',
          RATE_LIMIT_MAX_REQUESTS: '100000',
          ...(options.mode === 'webhook' ? { WEBHOOK_URL: balancer.url, WEBHOOK_SECRET: webhookSecret } : {}),
        },
      })
      running.set(child, `http://127.0.0.1:${port}`)
      if (mayDie) return child
      await child.ready
      share()
      return child
    },
    forget(child) {
      if (child) running.delete(child)
      share()
    },
    async close() {
      for (const child of running.keys()) child.kill()
      await Promise.all([...running.keys()].map((child) => child.ended))
      await balancer.close()
      await standin.close()
    },
  }
}
