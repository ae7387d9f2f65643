import { z } from 'zod'
import type { Clock } from '../clock/index.ts'
import { causeOf } from '../errors/index.ts'
import type { Logger } from '../log/index.ts'
import type { HealthCheck, HealthReading } from './types.ts'

const checkTimeoutMs = 1_000

const checkSchema = z.object({
  state: z.enum(['ok', 'degraded', 'off', 'failed']),
  ms: z.number(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
})

export const healthSchema = z.object({
  status: z.enum(['ok', 'degraded', 'down']),
  time: z.string(),
  version: z.string(),
  checks: z.record(z.string(), checkSchema),
})

type CheckReport = z.infer<typeof checkSchema>
export type HealthReport = z.infer<typeof healthSchema>

const processCheck: HealthCheck = {
  critical: false,
  run: async () => ({
    state: 'ok',
    detail: {
      uptimeSeconds: Math.round(process.uptime()),
      memoryMb: Math.round(process.memoryUsage.rss() / 1_048_576),
    },
  }),
}

function abortedAfter(ms: number): { readonly signal: AbortSignal; readonly expired: Promise<never>; stop(): void } {
  const controller = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const expired = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(Object.assign(new Error(`no answer within ${ms} ms`), { code: 'ETIMEDOUT' }))
      controller.abort()
    }, ms)
  })
  return { signal: controller.signal, expired, stop: () => clearTimeout(timer) }
}

async function runCheck(name: string, check: HealthCheck, log: Logger): Promise<CheckReport> {
  const started = performance.now()
  const limit = abortedAfter(checkTimeoutMs)
  const took = (): number => Math.round(performance.now() - started)
  try {
    const reading: HealthReading | undefined = await Promise.race([check.run(limit.signal), limit.expired])
    return { state: reading?.state ?? 'ok', ms: took(), ...(reading?.detail && { detail: { ...reading.detail } }) }
  } catch (error) {
    // The reason may name hosts and users; all of it goes to the log alone.
    log.warn({ check: name, error }, 'Health check failed')
    const cause = causeOf(error)
    return { state: 'failed', ms: took(), ...(cause !== undefined && { detail: { cause } }) }
  } finally {
    limit.stop()
  }
}

export interface HealthOptions {
  readonly checks: Readonly<Record<string, HealthCheck>>
  readonly clock: Clock
  readonly log: Logger
  readonly version: string
}

/** Creates the report behind `/health`. Calls that arrive while one runs share its result: probing must not become load. */
export function createHealth(options: HealthOptions): () => Promise<HealthReport> {
  const all = Object.entries({ process: processCheck, ...options.checks })
  let running: Promise<HealthReport> | undefined

  async function report(): Promise<HealthReport> {
    const reports = await Promise.all(
      all.map(async ([name, check]) => ({
        name,
        critical: check.critical,
        report: await runCheck(name, check, options.log),
      })),
    )
    const down = reports.some((entry) => entry.critical && entry.report.state === 'failed')
    const worse = reports.some((entry) => entry.report.state === 'failed' || entry.report.state === 'degraded')
    return {
      status: down ? 'down' : worse ? 'degraded' : 'ok',
      time: options.clock.now().toISOString(),
      version: options.version,
      checks: Object.fromEntries(reports.map((entry) => [entry.name, entry.report])),
    }
  }

  return () => {
    running ??= report().finally(() => {
      running = undefined
    })
    return running
  }
}
