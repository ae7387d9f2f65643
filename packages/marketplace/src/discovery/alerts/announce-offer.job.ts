import type { Clock } from '@bazaar/core/clock'
import type { Db, Tx } from '@bazaar/core/db'
import { type AnyJob, type Jobs, jobType, onJob } from '@bazaar/core/jobs'
import { z } from 'zod'
import { lockBusiness } from '../../business/index.ts'
import type { Announcer } from './announcer.service.ts'
import { beginRound, forgetRound, readRound } from './rounds.repository.ts'

const announceOffer = jobType('marketplace.announce-offer', z.object({ offerId: z.coerce.bigint() }))
const announceRound = jobType(
  'marketplace.announce-round',
  z.object({ offerIds: z.array(z.coerce.bigint()).readonly() }),
)
const keyOf = (what: string) => `${announceOffer.name}:${what}`

/** What a venue publishes so soon after its followers were told of something is told together. */
const roundMs = 10 * 60_000

export interface AnnounceDeps {
  readonly db: Pick<Db, 'tx'>
  readonly clock: Clock
  readonly jobs: Jobs
  readonly announcer: Announcer
}

/** The first decides what is told together, the second tells it. */
export function createAnnounceJobs({ db, clock, jobs, announcer }: AnnounceDeps): readonly AnyJob[] {
  /** The first offer at once, the next ones of the venue together at the end of its round. */
  async function plan(tx: Tx, offerId: bigint): Promise<void> {
    const offer = await tx.marketplaceOffer.findUnique({ where: { id: offerId }, select: { businessId: true } })
    if (!offer) return
    await lockBusiness(tx, offer.businessId)
    const now = clock.now()
    const last = await readRound(tx, offer.businessId)
    const later = new Date((last?.getTime() ?? now.getTime()) + roundMs)
    const waits = (dueAt: Date) =>
      jobs.enqueue(tx, announceOffer, { offerId }, { key: keyOf(`business:${offer.businessId}`), dueAt })
    if (last && later > now) return waits(later)
    const { offerIds, isMore } = await beginRound(tx, offer.businessId, now)
    if (offerIds.length > 0) await jobs.enqueue(tx, announceRound, { offerIds })
    if (isMore) await waits(new Date(now.getTime() + roundMs))
  }

  return [
    onJob(announceOffer, {
      timeoutMs: 60_000,
      maxAttempts: 10,
      run: ({ offerId }) => db.tx((tx) => plan(tx, offerId)),
    }),
    onJob(announceRound, {
      timeoutMs: 5 * 60_000,
      maxAttempts: 10,
      async run({ offerIds }, { signal }) {
        const told = await announcer.announce(offerIds, signal)
        if (told === 0) await db.tx((tx) => forgetRound(tx, offerIds))
      },
    }),
  ]
}

/** In the transaction that publishes: an offer that was not published after all is not announced. */
export const enqueueAnnouncement = (jobs: Jobs, tx: Tx, offerId: bigint): Promise<void> =>
  jobs.enqueue(tx, announceOffer, { offerId }, { key: keyOf(String(offerId)) })
