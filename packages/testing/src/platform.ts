import { randomBytes } from 'node:crypto'
import { createServer } from 'node:net'
import { type App, createApp } from '@bazaar/core/app'
import { type Config, describeProblems, loadConfig, type RawEnv } from '@bazaar/core/config'
import type { Feature } from '@bazaar/core/feature'
import { type BotAccount, type Standin, type StandinOptions, startStandin } from '@bazaar/telegram-standin'
import { createDriver, type Driver } from '@bazaar/telegram-standin/driver'
import { createFakeClock, type FakeClock } from './clock.ts'
import { createTestDatabase } from './database/index.ts'

export interface PlatformOptions {
  readonly features: readonly Feature[]
  /** Variables beside the necessary ones. */
  readonly env?: RawEnv
  /** `polling` unless told. */
  readonly mode?: 'polling' | 'webhook'
  readonly redisUrl?: string
  readonly standin?: StandinOptions
  /** Tests that compare dates set the first moment. */
  readonly startAt?: Date
  /** Whether findings of the strict stand-in fail `stop()`; true unless told. */
  readonly strict?: boolean
}

/** The whole bot on real PostgreSQL and real HTTP, with people to play. */
export interface TestPlatform {
  readonly telegram: Driver
  readonly standin: Standin
  readonly account: BotAccount
  readonly app: App
  readonly clock: FakeClock
  readonly config: Config
  readonly databaseUrl: string
  /** Every line that the bot logged, as JSON text. */
  readonly logged: readonly string[]
  /** Moves business time and waits until everything that became due is done and sent. */
  advance(ms: number): Promise<void>
  /** Waits until all jobs that are due are done and all messages that wait are sent. */
  settle(): Promise<void>
  /** Stops the process side and starts a new one on the same database and Telegram. */
  restart(): Promise<App>
  stop(): Promise<void>
}

const webhookSecret = 'webhook-secret-of-tests'

/** Starts everything. Call `stop()` in `afterAll`: it also fails the file on findings of the stand-in. */
export async function startTestPlatform(options: PlatformOptions): Promise<TestPlatform> {
  const database = await createTestDatabase()
  const standin = await startStandin({ mode: 'strict', ...options.standin })
  const account = standin.createBot({ username: 'bazaar_test_bot', firstName: 'Bazaar' })
  const clock = createFakeClock(options.startAt)
  const logged: string[] = []
  const env = testEnv(options, { token: account.token, standinUrl: standin.url })
  const open = async (): Promise<{ readonly app: App; readonly config: Config }> => {
    const config = requireConfig(options.features, env)
    const app = await createApp({
      config,
      allFeatures: options.features,
      databaseUrl: database.url,
      version: 'test',
      clock,
      logDestination: { write: (line) => void logged.push(line) },
    })
    return { app, config }
  }
  let { app, config } = await startApp(open, options.mode ?? 'polling', env)

  return {
    telegram: createDriver(standin, account),
    standin,
    account,
    clock,
    databaseUrl: database.url,
    logged,
    get app() {
      return app
    },
    get config() {
      return config
    },
    async advance(ms) {
      clock.advance(ms)
      await app.drain()
    },
    async settle() {
      await app.drain()
    },
    async restart() {
      await app.stop()
      ;({ app, config } = await startApp(open, options.mode ?? 'polling', env))
      return app
    },
    async stop() {
      await app.stop()
      const { findings } = standin.stats()
      await standin.close()
      await database.drop()
      if (options.strict !== false && findings.length > 0)
        throw new Error(
          `The bot misused the Bot API:\n${findings.map((finding) => JSON.stringify(finding)).join('\n')}`,
        )
    },
  }
}

async function startApp(
  open: () => Promise<{ readonly app: App; readonly config: Config }>,
  mode: 'polling' | 'webhook',
  env: Record<string, string>,
): Promise<{ readonly app: App; readonly config: Config }> {
  // A webhook must be told its own address before it listens, so its port is chosen here.
  if (mode === 'webhook') {
    const port = await freePort()
    Object.assign(env, { PORT: String(port), WEBHOOK_URL: `http://127.0.0.1:${port}`, WEBHOOK_SECRET: webhookSecret })
  }
  const opened = await open()
  await opened.app.start()
  return opened
}

function testEnv(
  options: PlatformOptions,
  { token, standinUrl }: { readonly token: string; readonly standinUrl: string },
): Record<string, string> {
  const given = Object.entries(options.env ?? {}).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  )
  return {
    BOT_TOKEN: token,
    TELEGRAM_API_ROOT: standinUrl,
    ENCRYPTION_KEYS: `a:${randomBytes(32).toString('base64')}`,
    PORT: '0',
    LOG_LEVEL: 'info',
    CRON_SECRET: 'cron-secret-of-tests',
    // Story tests are not about pacing.
    SEND_RATE_PER_SECOND: '1000',
    DATABASE_POOL_SIZE: '6',
    ...(options.redisUrl === undefined ? {} : { REDIS_URL: options.redisUrl }),
    ...Object.fromEntries(given),
  }
}

function requireConfig(features: readonly Feature[], env: RawEnv): Config {
  const result = loadConfig(features, env)
  if (!result.ok) throw new Error(describeProblems(result.problems))
  return result.config
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (typeof address !== 'object' || address === null) throw new Error('no free port was given')
  return address.port
}
