import { setTimeout as delay } from 'node:timers/promises'
import type { App } from '@bazaar/core/app'

/** A job or a message that hangs on purpose is not waited for longer than this. */
const waitMs = 15_000
const lookAgainMs = 20

/**
 * Looks, and drains until nothing is under way any more. One drain is not enough beside a running process: its scheduler and its worker may
 * have taken what is due, and a drain does not wait for them.
 */
export async function settle(app: App): Promise<void> {
  let ready = ''
  for (const deadline = Date.now() + waitMs; ; await delay(lookAgainMs)) {
    const left = await readLeft(app)
    // What stays ready after a drain is of a job that this version does not know, or held back.
    const isBusy = left.running > 0 || (left.ready !== '' && left.ready !== ready)
    if (!isBusy || Date.now() > deadline) return
    ready = left.ready
    // What somebody else is at ends without us; a drain costs a dozen statements.
    if (left.ready !== '') await app.drain()
  }
}

interface Left {
  /** Jobs that a worker is at, and messages that are being sent. */
  readonly running: number
  /** What is due by the schedule, ids of jobs that could run or are to be given up, and of messages that could go now. */
  readonly ready: string
}

async function readLeft({ core: { db, clock } }: App): Promise<Left> {
  const now = clock.now()
  // The lock waits for a scheduler that is moving them.
  await db.pool.query('SELECT FROM core_schedule WHERE due_at <= $1 FOR UPDATE', [now])
  const found = await db.pool.query<{ running: string; ready: string | null }>(
    `SELECT (SELECT count(*) FROM graphile_worker.jobs WHERE locked_at IS NOT NULL)
            + (SELECT count(*) FROM core_delivery WHERE state = 'sending') AS running,
            (SELECT string_agg(id, ',' ORDER BY id) FROM (
               SELECT 'due ' || key || ' ' || due_at AS id FROM core_schedule WHERE due_at <= $1
               UNION ALL
               SELECT 'job ' || id FROM graphile_worker.jobs
               WHERE locked_at IS NULL AND (run_at <= now() OR attempts >= max_attempts)
               UNION ALL
               SELECT 'message ' || id FROM core_delivery
               WHERE state = 'pending' AND run_at <= $1 AND (retry_at IS NULL OR retry_at <= clock_timestamp())) r) AS ready`,
    [now],
  )
  const [row] = found.rows
  return { running: Number(row?.running ?? 0), ready: row?.ready ?? '' }
}
