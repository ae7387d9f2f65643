import type { Db } from '@bazaar/core/db'
import type { Counter } from '@bazaar/core/metrics'
import type { Spare } from '../etsy/index.ts'
import { callsPerLookup, type Looks } from './looks.service.ts'

export interface RechecksDeps {
  readonly db: Db
  readonly looks: Pick<Looks, 'look' | 'recheck'>
  readonly spare: Spare
  /** Webhooks by result. */
  readonly hooks: Counter
}

/** What webhooks asked to be looked at, as long as there are calls to spare for it; else the next look finds it. */
export function createRechecks({ db, looks, spare, hooks }: RechecksDeps) {
  async function within(calls: number, work: () => Promise<void>): Promise<void> {
    if (await spare(calls)) await work()
    else hooks.inc({ result: 'left' })
  }

  return {
    listing: (shop: bigint, listing: bigint, signal: AbortSignal): Promise<void> =>
      within(callsPerLookup, () => looks.recheck(shop, [listing], signal)),
    async shop(id: bigint, signal: AbortSignal): Promise<void> {
      const found = await db.prisma.etsyShop.findUnique({ where: { id }, select: { state: true, callsPerLook: true } })
      if (found?.state === 'ACTIVE') await within(found.callsPerLook, () => looks.look(id, signal))
    },
  }
}

export type Rechecks = ReturnType<typeof createRechecks>
