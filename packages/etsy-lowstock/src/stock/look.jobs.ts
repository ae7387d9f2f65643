import type { Clock } from '@bazaar/core/clock'
import type { Db } from '@bazaar/core/db'
import { type AnyJob, type Jobs, jobType, onJob } from '@bazaar/core/jobs'
import { z } from 'zod'
import { lookAtShop } from '../shop/index.ts'
import { recheckListing, recheckShop } from './hooks.service.ts'
import type { Looks } from './looks.service.ts'
import type { Rechecks } from './rechecks.ts'

/** Looks that should have come long ago. */
const missedAfterMs = 15 * 60_000
const mostResumed = 1_000

const resumeLooks = jobType('etsy-lowstock.resume-looks', z.object({}))
const resumeLook = jobType('etsy-lowstock.resume-look', z.object({ shop: z.coerce.bigint() }))

export interface LookJobsDeps {
  readonly db: Db
  readonly clock: Clock
  readonly jobs: Jobs
  readonly looks: Looks
  readonly rechecks: Rechecks
}

/**
 * Each look plans the next one in its own transaction, so there is always one waiting. A look that died of a fault of ours plans none: those are begun
 * again after a while.
 */
export function lookJobs({ db, clock, jobs, looks, rechecks }: LookJobsDeps): readonly AnyJob[] {
  const missedBefore = (): Date => new Date(clock.now().getTime() - missedAfterMs)
  return [
    onJob(lookAtShop, {
      timeoutMs: 300_000,
      maxAttempts: 5,
      run: ({ shop }, { signal }) => looks.look(shop, signal),
    }),
    onJob(recheckListing, {
      timeoutMs: 60_000,
      maxAttempts: 3,
      run: ({ shop, listing }, { signal }) => rechecks.listing(shop, listing, signal),
    }),
    onJob(recheckShop, {
      timeoutMs: 300_000,
      maxAttempts: 3,
      run: ({ shop }, { signal }) => rechecks.shop(shop, signal),
    }),
    onJob(resumeLook, {
      timeoutMs: 300_000,
      maxAttempts: 5,
      run: ({ shop }, { signal }) => looks.resume(shop, missedBefore(), signal),
    }),
    onJob(resumeLooks, {
      schedule: { everyMs: 5 * 60_000, jitter: 0.1 },
      timeoutMs: 60_000,
      maxAttempts: 3,
      async run(_payload, { log }) {
        const missed = await db.prisma.etsyShop.findMany({
          where: {
            state: { not: 'DISCONNECTED' },
            nextLookAt: { lt: missedBefore() },
          },
          orderBy: { nextLookAt: 'asc' },
          take: mostResumed,
          select: { id: true },
        })
        for (const { id: shop } of missed)
          await db.tx((tx) => jobs.enqueue(tx, resumeLook, { shop }, { key: `${resumeLook.name}:${shop}` }))
        if (missed.length > 0) log.warn({ shops: missed.length }, 'Looks at Etsy shops that never came are begun again')
      },
    }),
  ]
}
