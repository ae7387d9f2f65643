import type { Clock } from '@bazaar/core/clock'
import type { Db } from '@bazaar/core/db'
import { dayMs, dayOf, keptShare } from './quota.ts'

/**
 * Calls for a webhook's sake: half of what looks leave to the others, one part of it at once, the rest as the day goes on. So neither people nor looks
 * ever lack calls because Etsy sends many webhooks: the next look finds what they were about.
 * @param calls how many are about to be made
 * @returns whether they may
 */
export type Spare = (calls: number) => Promise<boolean>

const hookShare = keptShare / 2
/** Of a day's calls for webhooks, those that may be made in its first minute. */
const atOnce = 0.5

export interface SpareOptions {
  readonly db: Pick<Db, 'pool'>
  readonly clock: Clock
  /** What is assumed until Etsy says otherwise. */
  readonly perDay: number
}

export function createSpare({ db, clock, perDay }: SpareOptions): Spare {
  return async (calls) => {
    const now = clock.now()
    const passed = (now.getTime() % dayMs) / dayMs
    const { rowCount } = await db.pool.query(
      `WITH before AS (SELECT *, day = $1 AS is_today FROM etsy_lowstock_quota WHERE id = 1 FOR UPDATE)
       UPDATE etsy_lowstock_quota q SET
         day = $1,
         used_before = CASE WHEN b.is_today THEN b.used_before WHEN b.day = $2 THEN b.used ELSE 0 END,
         used = CASE WHEN b.is_today THEN b.used ELSE 0 END,
         used_by_hooks = CASE WHEN b.is_today THEN b.used_by_hooks ELSE 0 END + $3
       FROM before b
       WHERE q.id = b.id AND (b.paused_until IS NULL OR b.paused_until <= clock_timestamp())
         AND CASE WHEN b.is_today THEN b.used_by_hooks ELSE 0 END + $3 <= ceil(coalesce(b.per_day, $4) * $5::float8)`,
      [dayOf(now), dayOf(new Date(now.getTime() - dayMs)), calls, perDay, hookShare * (atOnce + (1 - atOnce) * passed)],
    )
    return rowCount === 1
  }
}
