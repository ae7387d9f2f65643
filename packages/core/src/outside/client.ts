import { setTimeout as delay } from 'node:timers/promises'
import { BrokenCircuitError, ConsecutiveBreaker, circuitBreaker, handleWhenResult } from 'cockatiel'
import { attempt } from './attempt.ts'
import type { Fetch, FetchInit, OutsideClient, OutsideClientOptions, OutsideRequest, OutsideResult } from './types.ts'

const idempotentMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'])
const megabyte = 1_000_000
const firstPauseMs = 250

/** Failures of the service itself. Refusals (4xx), blocked addresses and huge answers say nothing about its health. */
function isOutage(result: unknown): boolean {
  if (typeof result !== 'object' || result === null || !('kind' in result)) return false
  if (result.kind === 'network' || result.kind === 'timeout') return true
  return result.kind === 'http' && 'status' in result && Number(result.status) >= 500
}

function isWorthRetrying(result: OutsideResult): boolean {
  return isOutage(result) || (!result.ok && (result.status === 429 || result.status === 408))
}

type Execute = (url: string, init: Omit<FetchInit, 'signal'>, signal: AbortSignal | undefined) => Promise<OutsideResult>

/** One try behind the circuit breaker, and behind the pause that the service asked for. */
function createExecute(options: OutsideClientOptions): Execute {
  const { breaker, timeoutMs, log, name } = options
  const send: Fetch = options.fetch ?? fetch
  const limits = { timeoutMs, maxBytes: options.maxBytes ?? 2 * megabyte }
  const circuit = circuitBreaker(handleWhenResult(isOutage), {
    halfOpenAfter: breaker.halfOpenAfterMs,
    breaker: new ConsecutiveBreaker(breaker.failures),
  })
  let openUntil = 0
  circuit.onBreak(() => {
    openUntil = Date.now() + breaker.halfOpenAfterMs
    log.warn(
      { client: name, failures: breaker.failures, pauseMs: breaker.halfOpenAfterMs },
      'Outside service paused after failures in a row',
    )
  })
  circuit.onReset(() => log.info({ client: name }, 'Outside service answers again'))

  let asked: { readonly status: number; readonly until: number } | undefined
  return async (url, init, signal) => {
    if (asked !== undefined && asked.until > Date.now()) {
      return { ok: false, kind: 'http', status: asked.status, retryAfterMs: asked.until - Date.now() }
    }
    try {
      const result = await circuit.execute(() => attempt(send, url, init, limits, signal))
      if (!result.ok && result.status !== undefined && result.retryAfterMs !== undefined) {
        asked = { status: result.status, until: Date.now() + result.retryAfterMs }
      }
      return result
    } catch (error) {
      if (!(error instanceof BrokenCircuitError)) throw error
      return { ok: false, kind: 'circuit-open', retryAfterMs: Math.max(0, openUntil - Date.now()) }
    }
  }
}

/** Our own loop around cockatiel's breaker: its retry policy neither stops waiting on abort nor knows `Retry-After`. */
async function withRetries(
  execute: Execute,
  options: OutsideClientOptions,
  url: string,
  request: OutsideRequest,
): Promise<OutsideResult> {
  const { method = 'GET', headers = {}, body, signal } = request
  const { random = Math.random, maxWaitMs = 10_000 } = options
  const init = { method, headers: { 'user-agent': options.userAgent, ...headers }, ...(body !== undefined && { body }) }
  const retries = idempotentMethods.has(method) ? options.retries : 0
  for (let tries = 0; ; tries++) {
    const result = await execute(url, init, signal)
    if (tries >= retries || result.ok || !isWorthRetrying(result)) return result
    const backoff = firstPauseMs * 2 ** tries * (0.5 + random())
    const pause = result.retryAfterMs ?? Math.min(backoff, maxWaitMs)
    if (pause > maxWaitMs) return result
    // Timers may fire a little early, and the pause that was asked for must really be over.
    await delay(Math.ceil(pause) + 5, undefined, signal && { signal }).catch(() => signal?.throwIfAborted())
  }
}

/** Query strings and user parts may hold secrets, so the log gets host and path only. */
function describeUrl(url: string): string {
  return URL.canParse(url) ? `${new URL(url).host}${new URL(url).pathname}` : 'no web address'
}

/**
 * Creates the client for one outside service. All calls through it share its circuit breaker and its pause after `Retry-After`.
 * It counts `outside_requests_total{client,result}` and `outside_seconds{client}`.
 */
export function createOutsideClient(options: OutsideClientOptions): OutsideClient {
  const { name, baseUrl, log, metrics } = options
  const execute = createExecute(options)
  const requests = metrics.counter('outside_requests_total', 'Calls of outside services by result', [
    'client',
    'result',
  ])
  const seconds = metrics.histogram('outside_seconds', 'Time of outside calls with their retries, in seconds', [
    'client',
  ])

  async function request(path: string, wanted: OutsideRequest = {}): Promise<OutsideResult> {
    const url = URL.canParse(path, baseUrl) ? new URL(path, baseUrl).href : path
    const started = performance.now()
    const result = await withRetries(execute, options, url, wanted)
    seconds.observe((performance.now() - started) / 1000, { client: name })
    requests.inc({ client: name, result: result.ok ? 'ok' : result.kind })
    if (!result.ok) {
      const { kind, status, retryAfterMs } = result
      const where = options.hidesAddresses ? {} : { url: describeUrl(url) }
      log.warn({ client: name, ...where, kind, status, retryAfterMs }, 'Outside call failed')
    }
    return result
  }
  return { request, getText: (url, wanted = {}) => request(url, wanted) }
}
