import type { Logger } from '../log/index.ts'
import type { Metrics } from '../metrics/index.ts'

/** The part of the platform's `fetch` that is used here; {@link createPublicFetch} and tests bring their own. */
export type Fetch = (url: string, init: FetchInit) => Promise<Response>
export interface FetchInit {
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly signal: AbortSignal
}

export interface OutsideClientOptions {
  /** Names the service in logs and metrics, e.g. `stanshop`. */
  readonly name: string
  /** Paths given to the client are resolved against it. */
  readonly baseUrl?: string
  /** For one try, headers and body together, in milliseconds. */
  readonly timeoutMs: number
  /** Further tries after the first one, for GET, HEAD, OPTIONS, PUT and DELETE only: a POST may have had its effect. */
  readonly retries: number
  /** After `failures` failed tries in a row nothing is sent for `halfOpenAfterMs`; then one try decides. */
  readonly breaker: { readonly failures: number; readonly halfOpenAfterMs: number }
  readonly userAgent: string
  readonly log: Logger
  readonly metrics: Metrics
  /** The paths of its addresses are secrets, as those are which people get from other services: no line of the log holds an address. */
  readonly hidesAddresses?: boolean
  /** Longer answers are refused while they stream in; 2 MB unless told. */
  readonly maxBytes?: number
  /** The longest pause before a retry, in milliseconds; a longer `Retry-After` ends the call instead. 10 s unless told. */
  readonly maxWaitMs?: number
  readonly fetch?: Fetch
  /** Uniform in [0, 1), for the jitter of retries. */
  readonly random?: () => number
}

export interface OutsideRequest {
  readonly method?: 'GET' | 'HEAD' | 'OPTIONS' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** The caller's own end (shutdown, job timeout). When it fires, the call rejects with its reason. */
  readonly signal?: AbortSignal
}

export interface OutsideAnswer {
  readonly ok: true
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

export type FailureKind = 'network' | 'timeout' | 'http' | 'too-large' | 'blocked-address' | 'circuit-open'

export interface OutsideFailure {
  readonly ok: false
  readonly kind: FailureKind
  /** For `http`: the status outside of 200 to 299. */
  readonly status?: number
  /** When the service asked to be left alone, or until the circuit closes: how long, in milliseconds. */
  readonly retryAfterMs?: number
  /** For `http`: the answer's body, for services that explain themselves in it. */
  readonly text?: string
}

export type OutsideResult = OutsideAnswer | OutsideFailure

/**
 * Calls of one outside service: a timeout per try, bounded retries with jitter, `Retry-After`, a circuit breaker, counted and logged without queries and
 * secrets. Failures of the other side are values, so that a caller decides what each of them means.
 */
export interface OutsideClient {
  /** Sends a GET. Rejects only when `signal` fires; every failure of the other side is a value. */
  getText(url: string, options?: Omit<OutsideRequest, 'method' | 'body'>): Promise<OutsideResult>
  /** Like {@link getText} with any method. A POST or PATCH is tried once: it may have had its effect. */
  request(url: string, options?: OutsideRequest): Promise<OutsideResult>
}
