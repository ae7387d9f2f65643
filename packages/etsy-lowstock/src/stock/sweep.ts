import type { Clock } from '@bazaar/core/clock'
import type { Db, EtsyShop } from '@bazaar/core/db'
import type { Logger } from '@bazaar/core/log'
import { failureOf } from './look-failure.ts'
import { findMissing } from './sweep.repository.ts'
import type { Walk } from './walk.ts'

const hourMs = 3_600_000
const everyMs = 24 * hourMs
/** What is more waits for the next sweep, which comes sooner then: nobody is in a hurry to hear of it. */
const mostLookups = 100
const restMs = 6 * hourMs
/** Of a look's time. A shop where more was sold than can be read in it is swept as far as that goes, and its look comes to its end. */
const longestMs = 120_000
/** As long as every shop is looked at this often, there are calls left for what is sold out since long. */
const plentySeconds = 600

export interface SweepDeps {
  readonly db: Db
  readonly clock: Clock
  readonly log: Logger
  readonly walk: Walk
  /** Looks listings up one by one, and writes what was found. */
  readonly lookUp: (shop: EtsyShop, ids: readonly bigint[], signal: AbortSignal) => Promise<void>
  /** How often every shop is looked at now, in seconds. */
  readonly interval: () => Promise<number>
  /** How long a sweep may take, machine time. */
  readonly longestMs?: number
}

export interface Swept {
  /** How many listings are sold out at Etsy; nothing where they were not counted. */
  readonly soldOut: number | undefined
  /** When the next sweep is due. */
  readonly sweepAt: Date
}

/**
 * All that is sold out, read page by page: at the first look, so that its return is news, and once a day while calls are plenty. What is not known is
 * stored without news, unless the same look has just met it as active; what is known and not there any more is looked up, as it may have been removed, or be on sale again.
 */
export type Sweep = (shop: EtsyShop, active: readonly bigint[], signal: AbortSignal) => Promise<Swept | undefined>

export function createSweep({ db, clock, log, walk, lookUp, interval, ...limits }: SweepDeps): Sweep {
  const after = (ms: number): Date => new Date(clock.now().getTime() + ms)

  async function all(shop: EtsyShop, active: readonly bigint[], signal: AbortSignal): Promise<Swept> {
    const { seen } = await walk(shop, 'soldOut', signal, active)
    const missing = await findMissing(db.prisma, shop.id, seen, clock.now(), mostLookups)
    await lookUp(shop, missing, signal)
    return { soldOut: new Set(seen).size, sweepAt: after(missing.length < mostLookups ? everyMs : restMs) }
  }

  async function inTime(shop: EtsyShop, active: readonly bigint[], signal: AbortSignal): Promise<Swept> {
    const time = AbortSignal.timeout(limits.longestMs ?? longestMs)
    try {
      return await all(shop, active, AbortSignal.any([signal, time]))
    } catch (error) {
      signal.throwIfAborted()
      if (!time.aborted) throw error
      log.warn({ shop: String(shop.id) }, 'More is sold out in an Etsy shop than can be read at once')
      return { soldOut: undefined, sweepAt: after(everyMs) }
    }
  }

  return async (shop, active, signal) => {
    if (shop.state === 'LINKING') return inTime(shop, active, signal)
    if (shop.sweepAt && shop.sweepAt > clock.now()) return undefined
    const later = { soldOut: undefined, sweepAt: after(hourMs) }
    if ((await interval()) > plentySeconds) return later
    try {
      return await inTime(shop, active, signal)
    } catch (error) {
      // What is on sale was read well, and that is what people wait for.
      const { why, detail } = failureOf(error)
      log.warn({ shop: String(shop.id), why, detail }, 'What is sold out in an Etsy shop could not be read')
      return later
    }
  }
}
