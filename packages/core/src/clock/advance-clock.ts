import type { Db } from '../db/index.ts'

/**
 * Moves business time forward for every process (playground only). Business time never goes back, so `ms` must be
 * positive. Returns the new offset in milliseconds.
 */
export async function advanceClock(db: Pick<Db, 'pool'>, ms: number): Promise<number> {
  if (!Number.isSafeInteger(ms) || ms <= 0)
    throw new Error(`The clock can only be advanced by a positive whole number of milliseconds, got ${ms}.`)
  const moved = await db.pool.query<{ offset_ms: string }>(
    `WITH moved AS (
       INSERT INTO core_clock (id, offset_ms) VALUES (1, $1)
       ON CONFLICT (id) DO UPDATE SET offset_ms = core_clock.offset_ms + excluded.offset_ms
       RETURNING offset_ms
     )
     SELECT offset_ms::text, pg_notify('core_clock', offset_ms::text) FROM moved`,
    [ms],
  )
  return Number(moved.rows[0]?.offset_ms ?? 0)
}
