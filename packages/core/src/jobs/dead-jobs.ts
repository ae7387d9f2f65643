import type { Clock } from '../clock/index.ts'
import type { Db, Tx } from '../db/index.ts'
import { AppError } from '../errors/index.ts'
import { type Logger, redact } from '../log/index.ts'
import type { AuditedTx } from '../users/index.ts'
import type { Enqueuer } from './enqueue.ts'
import { readJob, recurringPrefix } from './stored-job.ts'
import type { JobIndex } from './types.ts'

export interface DeadJob {
  readonly id: bigint
  readonly job: string
  /** Of the last attempt; secrets masked. */
  readonly error: string
  readonly attempts: number
  readonly failedAt: Date
}

/** Told in the transaction that writes the row, so that an alert to admins is as certain as the row itself. */
export type OnDead = (tx: Tx, dead: DeadJob) => Promise<void>

interface SpentRow {
  readonly job: string
  readonly payload: unknown
  readonly error: string | null
  readonly attempts: number
  readonly key: string | null
}

/** Jobs that failed for good: moved out of the queue into `core_dead_job`, where admins retry or dismiss them. */
export interface DeadJobs {
  /** Moves spent jobs. Returns how many became dead. Replicas may do it at once; each job is moved by one. */
  collect(): Promise<number>
  list(limit?: number): Promise<readonly (DeadJob & { readonly payload: unknown })[]>
  /** Enqueues it again with all its attempts; false when somebody else resolved it before. @throws AppError when this version has no such job */
  retry(tx: AuditedTx, id: bigint): Promise<boolean>
  dismiss(tx: AuditedTx, id: bigint): Promise<boolean>
}

export function createDeadJobs(options: {
  readonly db: Db
  readonly jobs: Enqueuer
  readonly byName: JobIndex
  readonly clock: Clock
  readonly log: Logger
  readonly onDead: OnDead | undefined
}): DeadJobs {
  const { db, jobs, byName, clock, log, onDead } = options
  const move = (tell: OnDead | undefined) =>
    db.tx(async (tx) => {
      const dead: DeadJob[] = []
      for (const row of await takeSpent(tx)) {
        const written = await writeDead(tx, row, clock.now(), log)
        if (!written) continue
        dead.push(written)
        await tell?.(tx, written)
      }
      return dead
    })

  return {
    async collect() {
      if (!(await anySpent(db))) return 0
      let dead: readonly DeadJob[]
      try {
        dead = await move(onDead)
      } catch (error) {
        if (!onDead) throw error
        log.error({ error }, 'The alert about dead jobs failed; they are written without it')
        dead = await move(undefined)
      }
      for (const { job, id, attempts } of dead)
        log.error({ job, deadJob: id.toString(), attempts }, 'A job is dead: retry or dismiss it')
      return dead.length
    },
    async list(limit = 50) {
      return db.prisma.$queryRaw<(DeadJob & { readonly payload: unknown })[]>`
        SELECT id, job, error, attempts, failed_at AS "failedAt", payload FROM core_dead_job
        WHERE resolved_at IS NULL ORDER BY failed_at DESC, id DESC LIMIT ${limit}`
    },
    async retry(tx, id) {
      const row = await resolve(tx, id)
      if (!row) return false
      if (!byName().has(row.job)) throw new AppError('core-admin-job-gone', { job: row.job })
      await jobs.enqueueStored(tx, row.job, row.payload)
      return true
    },
    dismiss: async (tx, id) => (await resolve(tx, id)) !== undefined,
  }
}

async function anySpent(db: Db): Promise<boolean> {
  const found = await db.pool.query(
    'SELECT 1 FROM graphile_worker.jobs WHERE attempts >= max_attempts AND locked_at IS NULL LIMIT 1',
  )
  return found.rows.length > 0
}

/** Deletes spent jobs from the queue and answers them; a second replica gets none of them. */
function takeSpent(tx: Tx): Promise<SpentRow[]> {
  return tx.$queryRaw<SpentRow[]>`
    SELECT t.identifier AS job, g.payload, g.last_error AS error, g.attempts::int, g.key
    FROM graphile_worker.complete_jobs((
      SELECT array_agg(s.id) FROM (
        SELECT id FROM graphile_worker.jobs WHERE attempts >= max_attempts AND locked_at IS NULL LIMIT 100) s)) g
    JOIN graphile_worker._private_tasks t ON t.id = g.task_id`
}

async function writeDead(tx: Tx, row: SpentRow, now: Date, log: Logger): Promise<DeadJob | undefined> {
  const stored = readJob(row.payload)
  if (stored.key && !row.key) {
    log.info({ job: row.job }, 'A failed job is dropped: a newer one took its key, or it was cancelled')
    return undefined
  }
  const error = redact(row.error ?? 'The process died during the last attempt.')
  const payload = JSON.stringify(stored.payload)
  // A recurring job that fails at every slot is one entry to look at, not thousands.
  if (row.key?.startsWith(recurringPrefix)) {
    const [again] = await tx.$queryRaw<DeadJob[]>`
      UPDATE core_dead_job SET error = ${error}, attempts = attempts + ${row.attempts}, failed_at = ${now}
      WHERE id = (SELECT id FROM core_dead_job WHERE job = ${row.job} AND resolved_at IS NULL ORDER BY id DESC LIMIT 1)
      RETURNING id, job, error, attempts, failed_at AS "failedAt"`
    if (again) return again
  }
  const [written] = await tx.$queryRaw<DeadJob[]>`
    INSERT INTO core_dead_job (job, payload, error, attempts, failed_at)
    VALUES (${row.job}, ${payload}::jsonb, ${error}, ${row.attempts}, ${now})
    RETURNING id, job, error, attempts, failed_at AS "failedAt"`
  return written
}

async function resolve(tx: Tx, id: bigint): Promise<{ readonly job: string; readonly payload: object } | undefined> {
  const [row] = await tx.$queryRaw<{ job: string; payload: object }[]>`
    UPDATE core_dead_job SET resolved_at = now() WHERE id = ${id} AND resolved_at IS NULL RETURNING job, payload`
  return row
}
