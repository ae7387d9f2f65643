import type { FastifyInstance, FastifyPluginAsync } from 'fastify'
import type { Clock } from '../clock/index.ts'
import type { TextSpec } from '../i18n/index.ts'
import type { Logger } from '../log/index.ts'
import type { Metrics } from '../metrics/index.ts'

/** What a check found. `detail` holds numbers and short codes only: no host, no user, no address. */
export interface HealthReading {
  readonly state: 'ok' | 'degraded' | 'off'
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>
}

export interface HealthCheck {
  /** A failing critical check makes `/health` answer 503; any other failure only `degraded`. */
  readonly critical: boolean
  /** Rejecting or taking over a second means failed; nothing returned means ok. `signal` fires after that second. */
  run(signal: AbortSignal): Promise<HealthReading | undefined>
}

/** `retryAfterSeconds` answers 503, and Telegram delivers the update again later. */
export type WebhookOutcome = 'done' | { readonly retryAfterSeconds: number }

export interface TelegramUpdate {
  readonly update_id: number
  readonly [field: string]: unknown
}

export interface FeatureRoutes {
  /** Mounted at `/api/<id>`. */
  readonly id: string
  readonly api?: FastifyPluginAsync
  /** Exact paths outside of `/api/<id>` that older clients call; the plugin may register nothing else. */
  readonly root?: { readonly paths: readonly string[]; readonly routes: FastifyPluginAsync }
}

export interface HttpServerOptions {
  readonly log: Logger
  readonly metrics: Metrics
  readonly clock: Clock
  /** The product's version, shown by `/health` and the OpenAPI document. */
  readonly version: string
  /** By name: `database`, `redis`, `telegram`, `oldestDueJob`, `outboxLag`, …; `process` is added. */
  readonly checks: Readonly<Record<string, HealthCheck>>
  /** Whether boot is through; `/ready` answers 503 before, and once the server closes. Ready at once unless given. */
  readonly isReady?: () => boolean
  /** Absent = the route answers 404. */
  readonly webhook?: { readonly secretToken: string; handle(update: TelegramUpdate): Promise<WebhookOutcome> }
  /** Absent = the route answers 404. `run` keeps itself to a single flight and returns what it did, as plain JSON. */
  readonly cron?: { readonly secret: string; run(): Promise<object> }
  readonly features?: readonly FeatureRoutes[]
  /**
   * Who is told more than whether the bot works. With an address of their own, `/health`, `/metrics` and `/openapi.json` are there and not on
   * the public port; with a token, whoever brings it is told. With neither, nobody is.
   */
  readonly operations?: { readonly token?: string | undefined; readonly address?: Address | undefined }
  /** English text of a refusal; its key unless given. */
  readonly message?: (text: TextSpec) => string
  /** Counts an unexpected error (`platformMetrics.countError('http')`). */
  readonly onError?: (error: unknown) => void
}

export interface Address {
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
}

export interface HttpServer {
  /** What the public reaches, a fastify instance: `inject()` for tests. */
  readonly app: FastifyInstance
  /** What answers at the address for operations, where there is one. */
  readonly operations: FastifyInstance | undefined
  /** Starts listening, at both addresses or at none, and returns the public URL. @throws when one cannot be had; says which variable to change */
  listen(address: Address): Promise<string>
  /**
   * Stops accepting, lets running requests end for up to `ms` milliseconds, then cuts what is left. Idle keep-alive connections end
   * at once. Calling it again waits for the same end.
   */
  closeGracefully(ms: number): Promise<void>
}
