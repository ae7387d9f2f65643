import type { Logger } from '../log/index.ts'
import type { Incidents } from './types.ts'

const maxPerMinute = 10
const incidentKey = 'core:error-rate'

export interface ErrorRateWatch {
  /** Looks once now; the timer does the same. Never rejects. */
  check(): Promise<void>
  stop(): void
}

export interface ErrorRateOptions {
  /** Errors in the last minute, e.g. `platformMetrics.errorsPerMinute`. */
  readonly errorsPerMinute: () => number
  readonly incidents: Incidents
  readonly log: Logger
  /** 5 s unless told. */
  readonly everyMs?: number
}

/**
 * Opens the incident `core:error-rate` while this process counts more than 10 unexpected errors a minute and closes it when it calmed
 * down. Replicas share the key, so admins hear of it once; the throttle of incidents bounds what happens when only some are in trouble.
 */
export function watchErrorRate(options: ErrorRateOptions): ErrorRateWatch {
  const { errorsPerMinute, incidents, log, everyMs = 5_000 } = options
  // A process that ended in trouble left its incident open: the next one closes it after a first quiet minute.
  const quietFrom = Date.now() + 60_000
  let opened = false
  let looked = false

  async function check(): Promise<void> {
    const rate = errorsPerMinute()
    try {
      if (rate > maxPerMinute) {
        opened = true
        await incidents.open(undefined, incidentKey, `${rate} errors in the last minute`)
      } else if (opened || (!looked && Date.now() >= quietFrom)) {
        await incidents.close(undefined, incidentKey)
        opened = false
        looked = true
      }
    } catch (error) {
      // Counting this as an error would keep the rate up by itself.
      log.warn({ error, rate }, 'Could not record the error rate; trying again at the next look')
    }
  }

  const timer = setInterval(() => void check(), everyMs)
  timer.unref()
  return { check, stop: () => clearInterval(timer) }
}
