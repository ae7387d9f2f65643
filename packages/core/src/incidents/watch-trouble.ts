import type { Logger } from '../log/index.ts'
import type { Incidents } from './types.ts'

export interface TroubleWatch {
  /** Looks now, or waits for the look that is under way; the timer does the same. Never rejects. */
  check(): Promise<void>
  stop(): void
}

type Finding = string | null | undefined

export interface TroubleOptions {
  readonly key: string
  /** What is wrong, for admins; `null` = nothing; `undefined` = this process cannot tell. */
  readonly look: () => Finding | Promise<Finding>
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
  let running: Promise<void> | undefined

  async function lookOnce(): Promise<void> {
    try {
      const trouble = await look()
      if (trouble === undefined) return
      if (trouble !== null) {
        opened = true
        await incidents.open(undefined, key, trouble)
      } else if (opened || (!looked && Date.now() >= quietFrom)) {
        await incidents.close(undefined, key)
        opened = false
        looked = true
      }
    } catch (error) {
      // Counting this as an error could keep the trouble up by itself.
      log.warn({ error, incident: key }, 'Could not look for trouble or record it; trying again at the next look')
    }
  }

  function check(): Promise<void> {
    running ??= lookOnce().finally(() => {
      running = undefined
    })
    return running
  }

  const timer = setInterval(() => void check(), everyMs)
  timer.unref()
  return { check, stop: () => clearInterval(timer) }
}
