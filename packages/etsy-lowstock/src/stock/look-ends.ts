import type { Clock } from '@bazaar/core/clock'
import type { Db, EtsyShop, Tx } from '@bazaar/core/db'
import type { Incidents } from '@bazaar/core/incidents'
import type { Jobs } from '@bazaar/core/jobs'
import { lockShop, lookAtShop, lookKey } from '../shop/index.ts'
import type { LookFailure } from './look-failure.ts'
import type { Swept } from './sweep.ts'

/** Admins hear of Etsy when so many looks at a shop failed in a row and no shop could be read in between. */
const failuresUntilIncident = 3
const incidentKey = 'etsy-lowstock:etsy'
/** The owner hears of it when the shop could not be read for so long. */
const ownerToldAfterMs = 24 * 3_600_000
const firstPauseSeconds = 60
const longestPauseSeconds = 3600

export interface Found {
  /** What the next look will take: calls for all pages of what is on sale, and for what is left to be looked up. */
  readonly calls: number
  /** What is sold out, where it was read. */
  readonly swept: Swept | undefined
}

/** What is told about a shop as a whole. */
export interface ShopTeller {
  /** The first snapshot is there. */
  linked(
    tx: Tx,
    shop: EtsyShop,
    found: { readonly soldOut: number | undefined; readonly intervalSeconds: number },
  ): Promise<void>
  /** It could not be read for a day, and can be read again. */
  blind(tx: Tx, shop: EtsyShop, since: Date): Promise<void>
  seenAgain(tx: Tx, shop: EtsyShop, since: Date): Promise<void>
}

export interface EndsDeps {
  readonly db: Db
  readonly clock: Clock
  readonly jobs: Jobs
  readonly incidents: Incidents
  readonly random: () => number
  readonly interval: () => Promise<number>
  readonly teller: ShopTeller
}

/** How a look ends: what is written about the shop, and when the next one comes. */
export interface Ends {
  finish(shop: EtsyShop, found: Found): Promise<void>
  fail(shop: EtsyShop, failure: LookFailure): Promise<void>
}

export function createEnds(deps: EndsDeps): Ends {
  const { db, clock, jobs, incidents, teller } = deps

  async function plan(tx: Tx, shopId: bigint, dueAt: Date): Promise<void> {
    await jobs.enqueue(tx, lookAtShop, { shop: shopId }, { key: lookKey(shopId), dueAt })
  }
  const inSeconds = (seconds: number): Date => new Date(clock.now().getTime() + seconds * 1000)

  async function lockLatest(tx: Tx, { id, look }: EtsyShop): Promise<EtsyShop | undefined> {
    const shop = await lockShop(tx, id)
    return shop?.look === look && shop.state !== 'DISCONNECTED' ? shop : undefined
  }

  async function isAnybodyRead(tx: Tx): Promise<boolean> {
    const since = new Date(clock.now().getTime() - 10 * 60_000)
    return (await tx.etsyShop.findFirst({ where: { lookedAt: { gt: since } }, select: { id: true } })) !== null
  }

  return {
    async finish(before, { calls, swept }) {
      const { id, look } = before
      // Before it is said how soon all are looked at again: that follows from it.
      if (calls !== before.callsPerLook)
        await db.prisma.etsyShop.updateMany({ where: { id, look }, data: { callsPerLook: calls } })
      const intervalSeconds = await deps.interval()
      await db.tx(async (tx) => {
        const shop = await lockLatest(tx, before)
        if (!shop) return
        const nextLookAt = inSeconds(intervalSeconds)
        await tx.etsyShop.update({
          where: { id: shop.id },
          data: {
            ...{ state: 'ACTIVE', lookedAt: clock.now(), nextLookAt },
            ...(swept && { sweepAt: swept.sweepAt }),
            ...{ failures: 0, failingSince: null, failure: null, blindToldAt: null },
          },
        })
        if (shop.state === 'LINKING') await teller.linked(tx, shop, { soldOut: swept?.soldOut, intervalSeconds })
        if (shop.blindToldAt && shop.failingSince) await teller.seenAgain(tx, shop, shop.failingSince)
        // Whoever opened it may be unlinked, or connected again since: any good look closes it.
        await incidents.close(tx, incidentKey)
        await plan(tx, shop.id, nextLookAt)
      })
    },

    async fail(before, { why, detail, until }) {
      // Its people were told, and no look comes until they connect it again.
      if (why === 'disconnected') return
      await db.tx(async (tx) => {
        const shop = await lockLatest(tx, before)
        if (!shop) return
        const isTheirs = why !== 'quota'
        const failures = shop.failures + (isTheirs ? 1 : 0)
        const pause = Math.min(longestPauseSeconds, firstPauseSeconds * 2 ** Math.min(10, failures - 1))
        const nextLookAt = until ?? inSeconds(pause * (0.75 + deps.random() / 2))
        const failingSince = shop.failingSince ?? clock.now()
        const isBlind =
          isTheirs && shop.blindToldAt === null && clock.now().getTime() - failingSince.getTime() >= ownerToldAfterMs
        await tx.etsyShop.update({
          where: { id: shop.id },
          data: {
            nextLookAt,
            ...(isTheirs && { failures, failingSince, failure: detail.slice(0, 200) }),
            ...(isBlind && { blindToldAt: clock.now() }),
          },
        })
        if (isBlind) await teller.blind(tx, shop, failingSince)
        if (isTheirs && failures >= failuresUntilIncident && !(await isAnybodyRead(tx)))
          await incidents.open(tx, incidentKey, `Etsy could not be read ${failures} times in a row (${why}: ${detail})`)
        await plan(tx, shop.id, nextLookAt)
      })
    },
  }
}
