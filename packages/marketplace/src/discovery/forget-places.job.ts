import type { Core } from '@bazaar/core/feature'
import { defineJob } from '@bazaar/core/jobs'
import { z } from 'zod'
import { forgetOldPlaces } from './customer/customer.repository.ts'

/** Places are promised to be forgotten after 30 days, while the other settings stay: no rule for whole rows can do that. */
export const createForgetPlaces = ({ db, clock }: Pick<Core, 'db' | 'clock'>) =>
  defineJob({
    name: 'marketplace.forget-places',
    payload: z.object({}),
    schedule: { cron: '17 * * * *' },
    timeoutMs: 60_000,
    maxAttempts: 3,
    async run(_payload, { log }) {
      const count = await forgetOldPlaces(db.prisma, clock.now())
      if (count > 0) log.info({ count }, 'Places were forgotten')
    },
  })
