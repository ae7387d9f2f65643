import type { FastifyInstance } from 'fastify'
import type { Clock } from '../clock/index.ts'
import type { Tx } from '../db/index.ts'
import type { TextSpec } from '../i18n/index.ts'
import type { Limits } from '../limits/index.ts'
import type { Logger } from '../log/index.ts'
import type { Metrics } from '../metrics/index.ts'
import type { Route } from './route.ts'
import type { Answer } from './route-parts.ts'

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

/** What people's keys are looked up in. */
export interface ApiKeyDoor {
  /** Whose key this is; `undefined` for what is none, or not any more. */
  find(
    secret: string,
  ): Promise<{ readonly id: bigint; readonly userId: bigint; readonly scopes: readonly string[] } | undefined>
}

/** Lets a request act once. */
export interface Idempotency {
  /**
   * Runs `work` in a transaction with the row that guards it; the same request later gets the answer of the first.
   * @throws AppError when the key came with another request before (422), or the first is still being handled (409)
   */
  run(
    given: {
      /** Caller, route and the key that they chose. */
      readonly key: readonly string[]
      readonly userId: bigint | undefined
      /** A hash of the whole request. */
      readonly request: string
    },
    work: (tx: Tx) => Promise<Answer>,
  ): Promise<{ readonly isFirst: boolean; readonly answer: Answer }>
}

/** The features' routes, and what guards them. */
export interface RouteOptions {
  readonly features: readonly { readonly id: string; readonly routes: readonly Route[] }[]
  readonly limits: Limits
  readonly apiKeys: ApiKeyDoor
  readonly idempotency: Idempotency
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
  readonly routes?: RouteOptions
  /** Whose `X-Forwarded-For` is believed, as addresses and ranges; nobody's unless given. */
  readonly trustedProxies?: readonly string[]
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
