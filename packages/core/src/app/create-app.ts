import { randomUUID } from 'node:crypto'
import type { Bot } from 'grammy'
import type { Update } from 'grammy/types'
import type { BotContext } from '../bot/index.ts'
import type { Core, Declarations, Feature } from '../feature/index.ts'
import { createHttpServer, type HealthReading, type HttpServer, type TelegramUpdate } from '../http/index.ts'
import { type TroubleWatch, watchErrorRate, watchTrouble } from '../incidents/index.ts'
import type { WebhookPatience } from '../intake/index.ts'
import { sells } from '../payments/index.ts'
import { requireKnownKeys } from '../privacy/index.ts'
import { publishCommands } from '../surface/index.ts'
import { untilAnswered } from '../telegram/index.ts'
import { type DrainReport, drainAll, runCron } from './cron.ts'
import { type Foundation, type FoundationOptions, openFoundation } from './foundation.ts'
import { healthChecks } from './health.ts'
import { buildServices } from './services.ts'
import { createTelegramSide } from './telegram.ts'
import { announceWebhook, startUpdates, type UpdateIntake, webhookAddress } from './updates.ts'
import { createUpdatesHealth } from './updates-health.ts'

export interface AppOptions extends FoundationOptions {
  /** Everything that exists, also what is switched off: its buttons explain themselves. */
  readonly allFeatures: readonly Feature[]
  readonly version: string
  /** Uniform in [0, 1); `Math.random` unless told. */
  readonly random?: () => number
  /** Other than in production only where tests would wait in vain. */
  readonly patience?: Partial<Patience>
  /** The process cannot go on (the token was revoked). */
  readonly onFatal?: (error: Error) => void
}

/** How long things are waited for, in milliseconds of machine time. */
export interface Patience {
  /** A feature that is asked whether something may be paid: then it is refused. 7,000 unless told. */
  readonly checkMs: number
  /** A feature that is told what was paid or went back: then that is recorded without it, and tried again. 10,000 unless told. */
  readonly hookMs: number
  /** A message whose handler hangs, where something is sold: then Telegram may deliver the next one of its chat, which may be a payment. 10,000 unless told. */
  readonly messageMs: number
}

/** One running process of the bot. */
export interface App {
  readonly core: Core
  /** What the core and the features declare. */
  readonly declarations: Declarations
  readonly bot: Bot<BotContext>
  readonly http: HttpServer
  /** Starts what `ROLE` says and listens; resolves with the HTTP server's URL when updates are taken in. */
  start(): Promise<string>
  /**
   * For hosts that call functions, instead of `start()`: sets up what the HTTP routes, `deliver` and `drain` need, but
   * neither listens nor works nor sends by itself.
   */
  prepare(): Promise<void>
  /** Tells Telegram where to deliver (in webhook mode) and which commands exist; `start()` does it by itself. */
  announce(): Promise<void>
  /** Answers HTTP requests and finishes handlers, 10 s each at most, gives leases back, closes connections. */
  stop(): Promise<void>
  /** Runs everything that is due and sends everything that waits; for serverless hosts and tests. */
  drain(until?: Date): Promise<DrainReport>
  /** Handles one update; for serverless webhook functions. */
  deliver(update: Update): Promise<'done' | { readonly retryAfterSeconds: number }>
}

const stopWithinMs = 10_000
const drainMs = 30_000
const listsWithinMs = 5_000
/** Telegram keeps 40 connections unless told: presses that wait in a throttled group must not keep everybody else's from arriving. */
const pressPatienceMs = 5_000
const messagePatienceMs = 10_000
const notYet = { retryAfterSeconds: 1 }

/** Builds the whole bot. Nothing is sent or taken in before `start()`. @throws when features do not fit together, or a key is not the one that the database knows */
export async function createApp(options: AppOptions): Promise<App> {
  const { config, allFeatures, version } = options
  const foundation = await openFoundation(options)
  const { log, metrics, platform } = foundation
  const instanceId = randomUUID()
  const services = await orClose(foundation, async () => {
    const built = buildServices({
      ...{ foundation, instanceId, hookMs: options.patience?.hookMs },
      ...(options.random ? { random: options.random } : {}),
    })
    await requireKnownKeys(foundation, built.declarations.all)
    return built
  })
  const on = new Set(config.features.map(({ id }) => id))
  const offCodes = new Set(allFeatures.filter(({ id }) => !on.has(id)).map(({ code }) => code))
  const telegram = createTelegramSide({
    ...{ foundation, services, instanceId, offCodes },
    checkoutWithinMs: options.patience?.checkMs,
  })
  const { ROLE, HOST, PORT, CRON_SECRET, OPERATIONS_HOST, OPERATIONS_PORT, OPERATIONS_TOKEN, TRUSTED_PROXIES } =
    config.platform
  const takesUpdates = ROLE !== 'worker'
  const works = ROLE !== 'web'
  const stopping = new AbortController()
  const webhookPatience: WebhookPatience = {
    pressMs: pressPatienceMs,
    ...(sells(services.declarations.on) ? { messageMs: options.patience?.messageMs ?? messagePatienceMs } : {}),
  }
  let ready = false
  /** Hosts that call functions freeze the process once it answered: there everything is waited for. */
  let runsOn = false
  let intake: UpdateIntake | undefined
  const watches: TroubleWatch[] = []
  const updatesHealth = takesUpdates
    ? createUpdatesHealth({
        api: telegram.bot.api,
        watch: telegram.watch,
        webhookUrl: config.updates.mode === 'webhook' ? webhookAddress(config.updates.url) : undefined,
      })
    : undefined
  metrics.gauge('updates_silent_seconds', 'Seconds since updates were last fetched or delivered', [], () =>
    Math.round((telegram.watch.state()?.sinceMs ?? 0) / 1000),
  )

  const http = createHttpServer({
    log,
    metrics,
    clock: foundation.clock,
    version,
    checks: healthChecks({ foundation, services, telegram, updates: updatesHealth }),
    isReady: () => ready,
    operations: {
      token: OPERATIONS_TOKEN,
      address: OPERATIONS_PORT === undefined ? undefined : { host: OPERATIONS_HOST, port: OPERATIONS_PORT },
    },
    ...(TRUSTED_PROXIES ? { trustedProxies: TRUSTED_PROXIES } : {}),
    routes: {
      features: services.declarations.on.map(({ id, part }) => ({ id, routes: part.http ?? [] })),
      limits: foundation.limits,
      apiKeys: services.apiKeys,
      idempotency: services.idempotency,
    },
    message: (text) => services.core.texts.plain({ locale: 'en', timeZone: 'UTC' }, text, 500),
    onError: () => platform.countError('http'),
    ...(config.updates.mode === 'webhook' && takesUpdates
      ? {
          webhook: {
            secretToken: config.updates.secret,
            // Before the bot knows who it is, it cannot tell its commands from others'.
            async handle(update) {
              if (!telegram.bot.isInited()) return notYet
              telegram.watch.arrived()
              return telegram.intake.deliver(toUpdate(update), runsOn ? webhookPatience : {})
            },
          },
        }
      : {}),
    ...(CRON_SECRET === undefined
      ? {}
      : { cron: { secret: CRON_SECRET, run: () => runCron(services, telegram, foundation.locks) } }),
  })

  async function startFeatures(): Promise<void> {
    await services.jobs.prepare()
    for (const { part } of services.declarations.on) await part.start?.()
  }

  /** The lists are a convenience: a bot whose lists are old works, and goes on trying. Never rejects. */
  async function publishLists(): Promise<void> {
    const { signal } = stopping
    const publish = () => publishCommands(telegram.bot.api, services.declarations, services.core.texts)
    try {
      await untilAnswered(publish, { what: 'setMyCommands', signal, log })
    } catch (error) {
      if (!signal.aborted) log.warn({ error }, 'the command lists could not be published')
    }
  }

  function watchUpdates(look: () => Promise<HealthReading>): TroubleWatch {
    return watchTrouble({
      key: 'core:updates',
      async look() {
        const { state, detail } = await look()
        // Whoever only waits to take over knows nothing of how it goes.
        if (detail?.polls === false) return undefined
        return state === 'degraded' ? `no updates arrive: ${detail?.cause ?? 'no answer'}` : null
      },
      incidents: services.core.incidents,
      log,
    })
  }

  /** Asks who the bot is, again and again until Telegram answers. */
  async function introduce(): Promise<void> {
    const { bot } = telegram
    if (bot.isInited()) return
    bot.botInfo = await untilAnswered(() => bot.api.getMe(), { what: 'getMe', signal: stopping.signal, log })
    services.startLinks.isCalled(telegram.bot.botInfo.username)
  }

  async function start(): Promise<string> {
    runsOn = true
    await startFeatures()
    // First of all, so that /health answers also while Telegram or something else does not.
    const url = await http.listen({ host: HOST, port: PORT })
    if (works) {
      await services.jobs.start()
      telegram.sender.start()
      watches.push(
        watchErrorRate({ errorsPerMinute: platform.errorsPerMinute, incidents: services.core.incidents, log }),
      )
    } else await services.instances.start()
    await introduce()
    ready = true
    if (takesUpdates) {
      intake = await startUpdates({
        foundation,
        services,
        telegram,
        signal: stopping.signal,
        onFatal: options.onFatal ?? (() => undefined),
      })
      if (updatesHealth) watches.push(watchUpdates(updatesHealth))
      await within(publishLists(), listsWithinMs)
      // In the background: nobody waits for menus.
      void services.roleMenus.refreshAll()
    }
    const operations = http.operations?.listeningOrigin
    log.info({ url, operations, role: ROLE, updates: config.updates.mode, features: [...on] }, 'the bot is ready')
    return url
  }

  async function stop(): Promise<void> {
    ready = false
    stopping.abort()
    services.startLinks.refuse(new Error('The bot stopped before Telegram said who it is'))
    for (const watch of watches) watch.stop()
    // Every webhook that is there is answered first; only then does what waits for its turn wait in vain.
    await http.closeGracefully(stopWithinMs)
    await within(intake?.stop(), stopWithinMs)
    await Promise.all([services.jobs.stop(), telegram.sender.stop(), services.roleMenus.close()])
    for (const { part } of services.declarations.on.toReversed()) await part.stop?.()
    await services.instances.stop()
    await telegram.close()
    await foundation.close()
  }

  return {
    core: services.core,
    declarations: services.declarations,
    bot: telegram.bot,
    http,
    start,
    async prepare() {
      await startFeatures()
      await introduce()
      await http.app.ready()
      ready = true
    },
    async announce() {
      await announceWebhook({ foundation, services, telegram })
      await within(publishLists(), listsWithinMs)
      await services.roleMenus.refreshAll()
    },
    stop,
    drain: (until = new Date(Date.now() + drainMs)) => drainAll(services, telegram, until),
    async deliver(update) {
      await introduce()
      return telegram.intake.deliver(update)
    },
  }
}

/** A bot that cannot be built must not hold its process up with open connections. */
async function orClose<T>(foundation: Foundation, build: () => Promise<T>): Promise<T> {
  try {
    return await build()
  } catch (error) {
    await foundation.close()
    throw error
  }
}

/** The webhook route checked `update_id`; every handler checks the fields that it reads. */
function toUpdate(update: TelegramUpdate): Update {
  return update
}

async function within(work: Promise<void> | undefined, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  await Promise.race([work, new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)))])
  clearTimeout(timer)
}
