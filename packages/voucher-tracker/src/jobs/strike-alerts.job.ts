import { type AnyJob, defineJob } from '@bazaar/core/jobs'
import { z } from 'zod'
import { strikeAlertsJob } from '../job-names.ts'
import type { Services } from '../services.ts'

/** Edits sent alerts after an episode closed: in pieces, because there may be thousands, and outside of the reading's transaction. */
export function createStrikeAlerts({ alerts }: Services): AnyJob {
  return defineJob({
    name: strikeAlertsJob,
    payload: z.object({}),
    timeoutMs: 300_000,
    maxAttempts: 10,
    async run(_payload, { signal, log }) {
      const edited = await alerts.strikeGone(signal)
      log.info({ edited }, 'Alerts of closed episodes struck through')
    },
  })
}
