import type { Tx } from '@bazaar/core/db'
import { Prisma } from '@bazaar/core/db'
import type { DaysLeft } from './types.ts'

/** Pieces of a variation that were probably sold in the last 14 and 30 days. */
export interface Pace {
  readonly sold14: number
  readonly sold30: number
}

const dayMs = 86_400_000
const windows = { at14: 14, at30: 30 } as const

/**
 * How long the stock lasts when it goes on selling as it did.
 * @param watchedDays since the listing was first seen; a window that was watched in part counts as long as it was watched, a day at least
 */
export function paceOf({ sold14, sold30 }: Pace, watchedDays: number, quantity: number): DaysLeft {
  return {
    at14: daysLeft(sold14, Math.min(windows.at14, watchedDays), quantity),
    at30: daysLeft(sold30, Math.min(windows.at30, watchedDays), quantity),
  }
}

function daysLeft(sold: number, days: number, quantity: number): number | undefined {
  return sold > 0 ? (quantity * Math.max(1, days)) / sold : undefined
}

/** @param firstSeenAt of the listing */
export const watchedDays = (firstSeenAt: Date, now: Date): number => (now.getTime() - firstSeenAt.getTime()) / dayMs

/**
 * What was sold of these variations, in one statement; who sold nothing is left out.
 * @param now business time
 */
export async function readPace(
  db: Pick<Tx, '$queryRaw'>,
  variationIds: readonly bigint[],
  now: Date,
): Promise<ReadonlyMap<bigint, Pace>> {
  if (variationIds.length === 0) return new Map()
  const rows = await db.$queryRaw<{ id: bigint; sold14: number; sold30: number }[]>(Prisma.sql`
    SELECT variation_id AS id, sum(before - after)::int AS sold30,
      coalesce(sum(before - after) FILTER (WHERE at > ${now}::timestamptz - interval '14 days'), 0)::int AS sold14
    FROM etsy_lowstock_change
    WHERE variation_id = ANY(${[...variationIds]}::bigint[]) AND cause = 'sold'
      AND at > ${now}::timestamptz - interval '30 days' AND at <= ${now}::timestamptz
    GROUP BY variation_id`)
  return new Map(rows.map(({ id, sold14, sold30 }) => [id, { sold14, sold30 }]))
}
