import type { Tx } from '../db/index.ts'
import { nextDue } from './schedule.ts'
import { keylessPrefix, storeJob } from './stored-job.ts'
import type { AnyJob } from './types.ts'

interface DueRow {
  readonly id: bigint
  readonly key: string
  readonly job: string
  readonly recurring: boolean
  readonly dueAt: Date
}

const batchSize = 500

/**
 * Moves one batch of due entries into the queue, in the caller's transaction. The row locks make each slot the work of one
 * replica; rows that another one holds are skipped. A recurring entry waits while its last run works or is retried, so it
 * never overlaps itself and one run follows for all slots that passed meanwhile. Returns how many entries were moved.
 */
export async function moveDue(
  tx: Tx,
  byName: ReadonlyMap<string, AnyJob>,
  now: Date,
  random: () => number,
): Promise<number> {
  const names = [...byName.keys()]
  const due = await tx.$queryRaw<DueRow[]>`
    SELECT id, key, job, recurring, due_at AS "dueAt" FROM core_schedule
    WHERE due_at <= ${now} AND job = ANY(${names})
      AND NOT (recurring AND EXISTS (SELECT FROM graphile_worker.jobs j WHERE j.key = core_schedule.key))
    ORDER BY due_at, id LIMIT ${batchSize} FOR UPDATE OF core_schedule SKIP LOCKED`
  for (const row of due) if (row.recurring) await moveRecurring(tx, row, byName.get(row.job), now, random)
  const once = due.filter((row) => !row.recurring).map((row) => row.id)
  if (once.length > 0) await moveOnce(tx, once, byName)
  return due.length
}

async function moveRecurring(
  tx: Tx,
  row: DueRow,
  job: AnyJob | undefined,
  now: Date,
  random: () => number,
): Promise<void> {
  if (!job?.schedule) {
    // The job is still there but no longer recurs.
    await tx.$executeRaw`DELETE FROM core_schedule WHERE id = ${row.id}`
    return
  }
  await tx.$executeRaw`
    UPDATE core_schedule SET due_at = ${nextDue(job.schedule, row.dueAt, now, random)} WHERE id = ${row.id}`
  // unsafe_dedupe: should a run have slipped in since the select above, this slot adds nothing; runs never overlap.
  await tx.$executeRaw`
    SELECT graphile_worker.add_job(
      ${row.job}::text, payload := ${storeJob({})}::json, max_attempts := ${job.maxAttempts}::int,
      job_key := ${row.key}::text, job_key_mode := 'unsafe_dedupe')`
}

async function moveOnce(tx: Tx, ids: readonly bigint[], byName: ReadonlyMap<string, AnyJob>): Promise<void> {
  const jobs = [...byName.values()]
  await tx.$executeRaw`
    SELECT graphile_worker.add_job(
      s.job, payload := s.payload::json, max_attempts := known.max_attempts,
      job_key := CASE WHEN starts_with(s.key, ${keylessPrefix}) THEN NULL ELSE s.key END)
    FROM (SELECT * FROM core_schedule WHERE id = ANY(${ids}) ORDER BY due_at, id) s
    JOIN unnest(${jobs.map((job) => job.name)}::text[], ${jobs.map((job) => job.maxAttempts)}::int[])
      AS known (name, max_attempts) ON known.name = s.job`
  await tx.$executeRaw`DELETE FROM core_schedule WHERE id = ANY(${ids})`
}
