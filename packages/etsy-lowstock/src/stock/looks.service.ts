import type { Clock } from '@bazaar/core/clock'
import type { Db, EtsyShop } from '@bazaar/core/db'
import type { Jobs } from '@bazaar/core/jobs'
import type { Locks } from '@bazaar/core/locks'
import type { Logger } from '@bazaar/core/log'
import type { Counter } from '@bazaar/core/metrics'
import type { EtsyApi, ListingReading } from '../etsy/index.ts'
import { type Grants, lookAtShop, lookKey } from '../shop/index.ts'
import { type Apply, OutdatedLook } from './apply.ts'
import type { Ends } from './look-ends.ts'
import { createAsk, failureOf, LookFailed, type LookFailure } from './look-failure.ts'
import type { Pages } from './page.ts'
import { findGone, noteLookup } from './snapshot.repository.ts'
import { createSweep } from './sweep.ts'
import { createWalk } from './walk.ts'

/** Listings that went from the active ones and are looked up in one look; what is more waits for the next. */
const mostLookups = 100
/** The listing, and its inventory. */
export const callsPerLookup = 2
/** Extended as long as the look goes on; a killed process holds up its shop for so long. */
const lockTtlMs = 30_000
/** A look that finds another one under way comes again after so long. */
const againMs = 5_000

export interface LooksDeps {
  readonly db: Db
  readonly clock: Clock
  readonly jobs: Jobs
  readonly locks: Locks
  readonly log: Logger
  readonly api: EtsyApi
  readonly grants: Grants
  readonly apply: Apply
  readonly pages: (shop: EtsyShop) => Pages
  readonly ends: Ends
  /** How often every shop is looked at now, in seconds. */
  readonly interval: () => Promise<number>
  /** Looks by result. */
  readonly looks: Counter
}

/** Looks at shops: all pages of what is on sale, then what went from there, one by one. */
export function createLooks(deps: LooksDeps) {
  const { db, clock, jobs, locks, api, grants, apply, ends } = deps

  /**
   * Looks listings up one by one, and writes what was found together: many that sold out at once are told in one message. What was found before
   * Etsy failed is written all the same.
   */
  async function lookUp(
    shop: EtsyShop,
    ids: readonly bigint[],
    look: number | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    if (ids.length === 0) return
    const askedAt = clock.now()
    const listings: ListingReading[] = []
    const removed: bigint[] = []
    let failure: LookFailure | undefined
    for (const id of ids) {
      const answer = await grants.call(shop.id, (access) => api.listing(access, id, signal), signal)
      if (answer.ok) listings.push(answer.value)
      else if (answer.why === 'missing') removed.push(id)
      else failure = answer
      if (failure) break
    }
    await noteLookup(db.prisma, shop.id, [...listings.map((one) => one.etsyListingId), ...removed], askedAt)
    await apply.apply({ shopId: shop.id, ...(look !== undefined && { look }), askedAt, listings, removed })
    if (failure) throw new LookFailed(failure)
  }

  const walk = createWalk({ ...deps, ask: createAsk(grants) })
  const sweep = createSweep({ ...deps, walk, lookUp: (shop, ids, signal) => lookUp(shop, ids, shop.look, signal) })

  async function wholeShop(shop: EtsyShop, signal: AbortSignal): Promise<void> {
    const { seen, calls } = await walk(shop, 'active', signal)
    const gone = await findGone(db.prisma, shop.id, seen, mostLookups)
    const ids = gone.map((one) => one.etsyListingId)
    await lookUp(shop, ids, shop.look, signal)
    const swept = await sweep(shop, seen, signal)
    // What is left is looked up with the next looks, which have their share of the day's calls as all others do.
    const isLeft = gone.length >= mostLookups
    await ends.finish(shop, { calls: calls + (isLeft ? gone.length * callsPerLookup : 0), swept })
  }

  /** Runs `work` and says how it ended. A failure of Etsy's is planned for, and never thrown. */
  async function settle(shop: EtsyShop, kind: 'look' | 'recheck', work: () => Promise<void>): Promise<void> {
    try {
      await work()
      deps.looks.inc({ result: 'good' })
    } catch (error) {
      if (error instanceof OutdatedLook) return
      const failure = failureOf(error)
      deps.looks.inc({ result: failure.why })
      deps.log.warn(
        { shop: String(shop.id), why: failure.why, detail: failure.detail },
        'A look at an Etsy shop ended early',
      )
      // Without calls a look waits for more; a look at some listings must not put it off.
      if (kind === 'look' || failure.why !== 'quota') await ends.fail(shop, failure)
    }
  }

  const begin = async (shopId: bigint, dueBefore: Date | undefined): Promise<EtsyShop | undefined> => {
    const [shop] = await db.prisma.etsyShop.updateManyAndReturn({
      where: {
        id: shopId,
        state: { not: 'DISCONNECTED' },
        ...(dueBefore && { nextLookAt: { lt: dueBefore } }),
      },
      data: { look: { increment: 1 } },
    })
    return shop
  }

  /** @returns false: somebody else is at the shop */
  async function lookOnce(shopId: bigint, dueBefore: Date | undefined, signal: AbortSignal): Promise<boolean> {
    const done = await locks.withLock(`etsy-lowstock:look:${shopId}`, { ttlMs: lockTtlMs }, async (lost) => {
      const both = AbortSignal.any([signal, lost])
      const shop = await begin(shopId, dueBefore)
      if (shop) await settle(shop, 'look', () => wholeShop(shop, both))
    })
    return done !== undefined
  }

  return {
    /** Looks at a whole shop; each look plans the next one. */
    async look(shopId: bigint, signal: AbortSignal): Promise<void> {
      if (await lookOnce(shopId, undefined, signal)) return
      // A look is under way that began before whatever this one is for, or died with its process. The key is its own: the other one plans nothing anew.
      const dueAt = new Date(clock.now().getTime() + againMs)
      await db.tx((tx) => jobs.enqueue(tx, lookAtShop, { shop: shopId }, { key: `${lookKey(shopId)}:again`, dueAt }))
    },

    /** The same, if the look that should have come before `dueBefore` still did not. */
    async resume(shopId: bigint, dueBefore: Date, signal: AbortSignal): Promise<void> {
      await lookOnce(shopId, dueBefore, signal)
    },

    /** Looks at single listings of a shop, because something is said to have happened to them. */
    async recheck(shopId: bigint, etsyListingIds: readonly bigint[], signal: AbortSignal): Promise<void> {
      const shop = await db.prisma.etsyShop.findUnique({ where: { id: shopId } })
      if (shop?.state !== 'ACTIVE') return
      await settle(shop, 'recheck', () => lookUp(shop, etsyListingIds, undefined, signal))
    },
  }
}

export type Looks = ReturnType<typeof createLooks>
