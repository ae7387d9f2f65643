import type { Core } from '@bazaar/core/feature'
import { type AnyJob, jobType, onJob } from '@bazaar/core/jobs'
import { z } from 'zod'
import { forgetOldPlaces } from './customer/customer.repository.ts'

const forgetPlaces = jobType('marketplace.forget-places', z.object({}))

/** Places are promised to be forgotten after 30 days, while the other settings stay: no rule for whole rows can do that. */
export const createForgetPlaces = ({ db, clock }: Pick<Core, 'db' | 'clock'>): AnyJob =>
  onJob(forgetPlaces, {
    schedule: { cron: '17 * * * *' },
    timeoutMs: 60_000,
    maxAttempts: 3,
    async run(_payload, { log }) {
      const count = await forgetOldPlaces(db.prisma, clock.now())
      if (count > 0) log.info({ count }, 'Places were forgotten')
    },
  })
