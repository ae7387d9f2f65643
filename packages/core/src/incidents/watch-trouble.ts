import type { Logger } from '../log/index.ts'
import type { Incidents } from './types.ts'

export interface TroubleWatch {
  /** Looks once now; the timer does the same. Never rejects. */
  check(): Promise<void>
  stop(): void
}

export interface TroubleOptions {
  readonly key: string
  /** What is wrong, for admins; `undefined` = nothing. */
  readonly look: () => string | undefined | Promise<string | undefined>
  readonly incidents: Incidents
  readonly log: Logger
  /** 5 s unless told. */
  readonly everyMs?: number
}

/**
 * Keeps an incident open while a look finds something wrong. Replicas share the key, so admins hear of it once; the
 * throttle of incidents bounds what happens when only some are in trouble.
 */
export function watchTrouble({ key, look, incidents, log, everyMs = 5_000 }: TroubleOptions): TroubleWatch {
  // A process that ended in trouble left its incident open: the next one closes it after a first quiet minute.
  const quietFrom = Date.now() + 60_000
  let opened = false
  let looked = false

  async function check(): Promise<void> {
    try {
      const trouble = await look()
      if (trouble !== undefined) {
        opened = true
        await incidents.open(undefined, key, trouble)
      } else if (opened || (!looked && Date.now() >= quietFrom)) {
        await incidents.close(undefined, key)
        opened = false
        looked = true
      }
    } catch (error) {
      // Counting this as an error could keep the trouble up by itself.
      log.warn({ error, incident: key }, 'Could not record an incident; trying again at the next look')
    }
  }

  const timer = setInterval(() => void check(), everyMs)
  timer.unref()
  return { check, stop: () => clearInterval(timer) }
}
