import type { Metrics } from '../metrics/index.ts'
import type { Claimed } from './outbox-store.ts'

/** How deliveries ended. `retry` counts tries that will be repeated, the rest are final. */
export interface SendCounts {
  readonly sent: number
  readonly failed: number
  readonly uncertain: number
  readonly dropped: number
  readonly retried: number
}

type Mutable = { -readonly [K in keyof SendCounts]: number }

function fieldOf(result: string): keyof SendCounts {
  if (result === 'sent' || result === 'dropped' || result === 'uncertain') return result
  return result === 'retry' || result === 'rate-limited' ? 'retried' : 'failed'
}

/** What one sender has in its hands, and what it did so far. */
export function createSendingState(metrics: Metrics) {
  const sends = metrics.counter('sends_total', 'Outbox deliveries by how they ended', ['result'])
  const waited = metrics.counter('telegram_429_seconds_total', 'Seconds that Telegram told the sender to wait')
  const counts: Mutable = { sent: 0, failed: 0, uncertain: 0, dropped: 0, retried: 0 }
  /** Claimed and not settled yet, by delivery id. */
  const inFlight = new Map<bigint, Claimed>()
  return {
    counts,
    inFlight,
    /** Claimed, but not counted by the budget yet. */
    preparing: new Set<bigint>(),
    count(result: string) {
      sends.inc({ result })
      counts[fieldOf(result)]++
    },
    count429(seconds: number) {
      sends.inc({ result: 'rate-limited' })
      counts.retried++
      waited.inc({}, seconds)
    },
    since(before: SendCounts): SendCounts {
      return {
        sent: counts.sent - before.sent,
        failed: counts.failed - before.failed,
        uncertain: counts.uncertain - before.uncertain,
        dropped: counts.dropped - before.dropped,
        retried: counts.retried - before.retried,
      }
    },
  }
}

export type SendingState = ReturnType<typeof createSendingState>
