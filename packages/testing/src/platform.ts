import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type App, type AppOptions, createApp } from '@bazaar/core/app'
import { createCallbackSigner } from '@bazaar/core/bot'
import { type Config, describeProblems, loadConfig, type RawEnv } from '@bazaar/core/config'
import type { Feature } from '@bazaar/core/feature'
import { personalStores } from '@bazaar/core/privacy'
import { type BotAccount, type Standin, type StandinOptions, startStandin } from '@bazaar/telegram-standin'
import { createDriver, type Driver } from '@bazaar/telegram-standin/driver'
import { createFakeClock, type FakeClock } from './clock.ts'
import { createTestDatabase, type TestDatabase } from './database/index.ts'
import { findFreePort } from './free-port.ts'
import { judgeButtons } from './judge-buttons.ts'
import { type RoundRobin, startRoundRobin } from './round-robin.ts'
import { settle } from './settle.ts'

export interface PlatformOptions {
  readonly features: readonly Feature[]
  /** Variables beside the necessary ones. */
  readonly env?: RawEnv
  /** `polling` unless told. */
  readonly mode?: 'polling' | 'webhook'
  /** With webhooks: how many processes' worth of the bot run behind a round-robin balancer; 1 unless told. */
  readonly replicas?: number
  /** A migrated database of the test's own, e.g. on a server that it will restart. */
  readonly databaseUrl?: string
  /** What the sessions of the platform's database begin with, see {@link strangePresets}. */
  readonly presets?: Readonly<Record<string, string>>
  readonly redisUrl?: string
  readonly standin?: StandinOptions
  /** How long things are waited for; as in production unless told. */
  readonly patience?: AppOptions['patience']
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
  /** The first replica. */
  readonly app: App
  readonly replicas: readonly App[]
  /** Where Telegram delivers to, with several replicas. */
  readonly balancer: RoundRobin | undefined
  readonly clock: FakeClock
  readonly config: Config
  readonly databaseUrl: string
  /** What the first replica tells its operator, at the address for that. */
  operations(route: string): Promise<{
    readonly statusCode: number
    readonly body: string
    json(): ReturnType<typeof JSON.parse>
  }>
  /** What the owner stores about people, all its parts together. @throws when nobody of that id declares anything */
  storeOf(ownerId: string): ReturnType<typeof personalStores>[number]
  /** Every line that the bot logged, as JSON text. */
  readonly logged: readonly string[]
  /** Callback data as the bot would have signed it for this chat. */
  sign(chatId: bigint, data: string): string
  /** Moves business time and waits until everything that became due is done and sent. */
  advance(ms: number): Promise<void>
  /** Waits until all jobs that are due are done and all messages that wait are sent. */
  settle(): Promise<void>
  /** Stops the process side and starts a new one on the same database and Telegram, with other variables if told. */
  restart(changed?: Readonly<Record<string, string>>): Promise<App>
  /** The same, with nobody running for so long by business time. */
  outage(ms: number): Promise<App>
  stop(): Promise<void>
}

/** What Telegram sends with every webhook call in tests. */
export const webhookSecret = 'webhook-secret-of-tests'
/** The same for every process: a database opens under the secrets that it knows only. */
export const encryptionKeys = `a:${Buffer.alloc(32, 'secret of tests').toString('base64')}`
export const cronSecret = 'cron-secret-of-tests'

/** Starts everything. Call `stop()` in `afterAll`: it also fails the file on findings of the stand-in, and on messages whose buttons confuse. */
export async function startTestPlatform(options: PlatformOptions): Promise<TestPlatform> {
  const database = await openDatabase(options)
  const standin = await startStandin({ mode: 'strict', ...options.standin })
  const account = standin.createBot({ username: 'bazaar_test_bot', firstName: 'Bazaar' })
  let running: readonly Running[] = []
  const confusing = judgeButtons(standin, account, (chatId, data) =>
    isFinal(running[0]?.app, { account, chatId, data }),
  )
  const clock = createFakeClock(options.startAt)
  const logged: string[] = []
  const dataDir = mkdtempSync(path.join(tmpdir(), 'bazaar-platform-'))
  const env = testEnv(options, { token: account.token, standinUrl: standin.url, dataDir })
  const balancer = (options.replicas ?? 1) > 1 ? await startRoundRobin() : undefined
  const open = async (): Promise<Running> => {
    const config = requireConfig(options.features, env)
    const app = await createApp({
      config,
      allFeatures: options.features,
      databaseUrl: database.url,
      version: 'test',
      clock,
      ...(options.patience ? { patience: options.patience } : {}),
      logDestination: { write: (line) => void logged.push(line) },
    })
    return { app, config }
  }
  const startAll = () => startReplicas(open, options, env, balancer)
  running = await startAll()
  const first = (): Running => {
    if (!running[0]) throw new Error('No replica runs.')
    return running[0]
  }
  const stopAll = async () => void (await Promise.all(running.map(({ app }) => app.stop())))

  return {
    telegram: createDriver(standin, account),
    standin,
    account,
    clock,
    databaseUrl: database.url,
    logged,
    balancer,
    get app() {
      return first().app
    },
    get config() {
      return first().config
    },
    get replicas() {
      return running.map(({ app }) => app)
    },
    async operations(route) {
      const { operations } = first().app.http
      if (!operations) throw new Error('This platform has no address for operations.')
      return operations.inject(route)
    },
    storeOf(ownerId) {
      const store = personalStores(first().app.declarations.all).find(({ id }) => id === ownerId)
      if (!store) throw new Error(`Nobody called "${ownerId}" declares anything here.`)
      return store
    },
    sign: (chatId, data) => createCallbackSigner(first().app.core.keyring, account.id).sign(chatId, data),
    async advance(ms) {
      clock.advance(ms)
      await settle(first().app)
    },
    settle: () => settle(first().app),
    async restart(changed = {}) {
      await stopAll()
      Object.assign(env, changed)
      running = await startAll()
      return first().app
    },
    async outage(ms) {
      await stopAll()
      clock.advance(ms)
      running = await startAll()
      return first().app
    },
    async stop() {
      await stopAll()
      const { findings } = standin.stats()
      await balancer?.close()
      await standin.close()
      await database.drop()
      rmSync(dataDir, { recursive: true })
      if (options.strict !== false && findings.length > 0)
        throw new Error(
          `The bot misused the Bot API:\n${findings.map((finding) => JSON.stringify(finding)).join('\n')}`,
        )
      if (confusing.size > 0) throw new Error(`Messages whose buttons confuse:\n${[...confusing].join('\n')}`)
    },
  }
}

interface PressGiven {
  readonly account: BotAccount
  readonly chatId: number
  readonly data: string
}

/** As the declaration of the button says. */
function isFinal(app: App | undefined, { account, chatId, data }: PressGiven): boolean {
  const verified = app && createCallbackSigner(app.core.keyring, account.id).verify(BigInt(chatId), chatId, data)
  const [id] = verified?.split(':') ?? []
  const callbacks = app?.declarations.all.flatMap(({ part }) => part.callbacks ?? []) ?? []
  return verified !== undefined && (callbacks.find((one) => one.id === id)?.isFinal?.(verified) ?? false)
}

interface Running {
  readonly app: App
  readonly config: Config
}

async function openDatabase({ databaseUrl, presets = {} }: PlatformOptions): Promise<TestDatabase> {
  return databaseUrl === undefined ? createTestDatabase({ presets }) : { url: databaseUrl, drop: async () => undefined }
}

async function startReplicas(
  open: () => Promise<Running>,
  { mode = 'polling', replicas = 1 }: PlatformOptions,
  env: Record<string, string>,
  balancer: RoundRobin | undefined,
): Promise<readonly Running[]> {
  const ports = await Promise.all(Array.from({ length: replicas }, findFreePort))
  const urls = ports.map((port) => `http://127.0.0.1:${port}`)
  balancer?.setTargets(urls)
  const running: Running[] = []
  for (const [index, port] of ports.entries()) {
    // A webhook must be told its own address before it listens, so its port is chosen here.
    if (mode === 'webhook')
      Object.assign(env, {
        PORT: String(port),
        WEBHOOK_URL: balancer?.url ?? urls[index],
        WEBHOOK_SECRET: webhookSecret,
      })
    const opened = await open()
    await opened.app.start()
    running.push(opened)
  }
  return running
}

function testEnv(
  options: PlatformOptions,
  { token, standinUrl, dataDir }: { readonly token: string; readonly standinUrl: string; readonly dataDir: string },
): Record<string, string> {
  const given = Object.entries(options.env ?? {}).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  )
  return {
    BOT_TOKEN: token,
    TELEGRAM_API_ROOT: standinUrl,
    ENCRYPTION_KEYS: encryptionKeys,
    DATA_DIR: dataDir,
    PORT: '0',
    OPERATIONS_PORT: '0',
    LOG_LEVEL: 'info',
    CRON_SECRET: cronSecret,
    // Story tests are not about pacing.
    SEND_RATE_PER_SECOND: '1000',
    SEND_CHAT_INTERVAL_MS: '1',
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
