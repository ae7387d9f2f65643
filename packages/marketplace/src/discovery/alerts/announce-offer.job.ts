import type { Tx } from '@bazaar/core/db'
import { defineJob, type Jobs } from '@bazaar/core/jobs'
import { z } from 'zod'
import type { Announcer } from './announcer.service.ts'

const name = 'marketplace.announce-offer'

export const createAnnounceOffer = (announcer: Announcer) =>
  defineJob({
    name,
    payload: z.object({ offerId: z.coerce.bigint() }),
    timeoutMs: 5 * 60_000,
    maxAttempts: 10,
    run: ({ offerId }, { signal }) => announcer.announce(offerId, signal),
  })

/** In the transaction that publishes: an offer that was not published after all is not announced. */
export const enqueueAnnouncement = (jobs: Jobs, tx: Tx, offerId: bigint): Promise<void> =>
  jobs.enqueue(tx, name, { offerId: String(offerId) }, { key: `${name}:${offerId}` })
