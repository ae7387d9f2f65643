import { monitorEventLoopDelay } from 'node:perf_hooks'
import { createRateWindow } from './rate-window.ts'
import type { Counter, Histogram, Metrics } from './types.ts'

/** The metrics that the platform itself counts. Features declare theirs where they count them. */
export interface PlatformMetrics {
  /** `updates_total{kind}`: kind is the update's field, e.g. `message`. */
  readonly updates: Counter
  /** `handler_seconds`: one update from intake to the end of its handlers. */
  readonly handlerSeconds: Histogram
  /** `refused_callbacks_total{reason}`: forged, foreign or outdated presses. */
  readonly refusedCallbacks: Counter
  /** `rate_limited_total`: updates refused by the limits of a person, a group, or the queue of a chat. */
  readonly rateLimited: Counter
  /** `lost_replies_total{reason}`: what Telegram did not take for a chat, `throttled` (429) or `not-allowed`. */
  readonly lostReplies: Counter
  /** Counts an unexpected error in `errors_total{where}` (`chat`, `http`, `job`, …) and in `errors_rate`. Expected refusals do not count. */
  countError(where: string): void
  /** Unexpected errors of this process in the last 60 seconds; also the gauge `errors_rate`. */
  errorsPerMinute(): number
}

/** Declares the platform's metrics. `now` is machine time in milliseconds (injected by tests). */
export function createPlatformMetrics(metrics: Metrics, now: () => number = Date.now): PlatformMetrics {
  const errors = metrics.counter('errors_total', 'Unexpected errors by the place where they were caught', ['where'])
  const window = createRateWindow(now)
  metrics.gauge('errors_rate', 'Unexpected errors in the last minute', [], () => window.perMinute())
  const loop = monitorEventLoopDelay({ resolution: 20 })
  loop.enable()
  metrics.gauge(
    'event_loop_lag',
    '99th percentile of the event loop delay since the last scrape, in seconds',
    [],
    () => {
      const seconds = Number.isNaN(loop.mean) ? 0 : Math.max(0, loop.percentile(99) / 1e9 - 0.02)
      loop.reset()
      return seconds
    },
  )
  return {
    updates: metrics.counter('updates_total', 'Updates taken in, by kind', ['kind']),
    handlerSeconds: metrics.histogram('handler_seconds', 'Time to handle one update, in seconds'),
    refusedCallbacks: metrics.counter('refused_callbacks_total', 'Button presses that were refused', ['reason']),
    rateLimited: metrics.counter('rate_limited_total', 'Updates refused by a limit'),
    lostReplies: metrics.counter('lost_replies_total', 'Replies that Telegram did not take for a chat', ['reason']),
    countError(where) {
      errors.inc({ where })
      window.add()
    },
    errorsPerMinute: () => window.perMinute(),
  }
}
