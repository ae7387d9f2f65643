import { type AnyJob, onJob } from '@bazaar/core/jobs'
import { strikeAlerts } from '../job-types.ts'
import type { Services } from '../services.ts'

/** Edits sent alerts after an episode closed: in pieces, because there may be thousands, and outside of the reading's transaction. */
export function createStrikeAlerts({ alerts }: Services): AnyJob {
  return onJob(strikeAlerts, {
    timeoutMs: 300_000,
    maxAttempts: 10,
    async run(_payload, { signal, log }) {
      const edited = await alerts.strikeGone(signal)
      log.info({ edited }, 'Alerts of closed episodes struck through')
    },
  })
}
