import { type AnyJob, onJob } from '@bazaar/core/jobs'
import { checkStock } from '../job-types.ts'
import type { Services } from '../services.ts'

const jitter = 0.1

/** The regular look at every shop, and looks at one shop that were planned for a reason (confirmation, pause after failures). */
export function createCheckStock({ checks, sources, checkIntervalMs }: Services): AnyJob {
  const shortestMs = Math.max(...sources.map((source) => source.minIntervalMs)) / (1 - jitter)
  return onJob(checkStock, {
    schedule: { everyMs: Math.max(checkIntervalMs, shortestMs), jitter },
    timeoutMs: 90_000,
    maxAttempts: 3,
    async run(payload, { signal, log }) {
      if (payload.source === undefined) {
        for (const source of sources) await checks.regular(source, signal)
        return
      }
      const source = sources.find((one) => one.id === payload.source)
      // A source that was taken out of the list leaves its planned look behind.
      if (source === undefined) log.warn({ source: payload.source }, 'A look at an unknown shop was planned')
      else await checks.recheck(source, signal)
    },
  })
}
