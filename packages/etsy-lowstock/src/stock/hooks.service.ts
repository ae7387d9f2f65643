import type { Clock } from '@bazaar/core/clock'
import type { Db, EtsyShop, Tx } from '@bazaar/core/db'
import { type Jobs, type JobType, jobType } from '@bazaar/core/jobs'
import type { Counter } from '@bazaar/core/metrics'
import { z } from 'zod'
import { concernsStock, type Hook, listingIn } from './hooks.ts'

export const recheckListing: JobType<{ shop: bigint; listing: bigint }> = jobType(
  'etsy-lowstock.recheck-listing',
  z.object({ shop: z.coerce.bigint(), listing: z.coerce.bigint() }),
)
/** A look that a webhook asks for; the regular ones go on beside it. */
export const recheckShop: JobType<{ shop: bigint }> = jobType(
  'etsy-lowstock.recheck-shop',
  z.object({ shop: z.coerce.bigint() }),
)

/** A whole shop is looked at for a webhook's sake so often at most. */
const wholeShopEveryMs = 30_000

export interface HooksDeps {
  readonly db: Db
  readonly clock: Clock
  readonly jobs: Jobs
  readonly apiUrl: string
  /** Webhooks by result. */
  readonly hooks: Counter
}

/** Etsy's webhooks: each counts once, and only makes us look. */
export function createHooks({ db, clock, jobs, apiUrl, hooks }: HooksDeps) {
  async function plan(tx: Tx, hook: Hook, shops: readonly EtsyShop[]): Promise<void> {
    const listing = hook.listing_id ?? listingIn(hook.resource_url, apiUrl)
    for (const { id: shop, lookedAt, failures } of shops) {
      // It cannot be read now: how soon that is tried again, the looks decide.
      if (failures > 0) continue
      const isKnown =
        listing !== undefined &&
        (await tx.etsyListing.findUnique({
          where: { shopId_etsyListingId: { shopId: shop, etsyListingId: listing } },
        })) !== null
      if (listing !== undefined && isKnown) {
        await jobs.enqueue(tx, recheckListing, { shop, listing }, { key: `etsy-lowstock.recheck:${shop}:${listing}` })
        continue
      }
      const dueAt = new Date(Math.max(clock.now().getTime(), (lookedAt?.getTime() ?? 0) + wholeShopEveryMs))
      await jobs.enqueue(tx, recheckShop, { shop }, { key: `etsy-lowstock.recheck:${shop}`, dueAt })
    }
  }

  return {
    /** @param id the webhook's own: the same one again is ignored */
    async take(id: string, hook: Hook): Promise<'taken' | 'repeated' | 'ignored'> {
      const result = await db.tx(async (tx) => {
        if (!concernsStock(hook.event_type)) return 'ignored'
        const shops = await tx.etsyShop.findMany({ where: { etsyShopId: hook.shop_id, state: 'ACTIVE' } })
        if (shops.length === 0) return 'ignored'
        const isNew = await tx.$executeRaw`
          INSERT INTO etsy_lowstock_hook (id, at) VALUES (${id}, ${clock.now()}) ON CONFLICT DO NOTHING`
        if (isNew === 0) return 'repeated'
        await plan(tx, hook, shops)
        return 'taken'
      })
      hooks.inc({ result })
      return result
    },
  }
}

export type Hooks = ReturnType<typeof createHooks>
