import { createDb, type Db, type Tx } from '@bazaar/core/db'
import {
  type AnyJob,
  createInstances,
  createJobs,
  type Instances,
  type JobService,
  type JobsOptions,
} from '@bazaar/core/jobs'
import { createLogger } from '@bazaar/core/log'
import { createMetrics, type Metrics } from '@bazaar/core/metrics'
import { createFakeClock, createTestDatabase, type FakeClock, type TestDatabase } from '@bazaar/testing'

export interface Harness {
  readonly url: string
  readonly db: Db
  readonly clock: FakeClock
  readonly metrics: Metrics
  /** A replica: its own instance and its own job service on the shared database and clock. */
  replica(jobs: readonly AnyJob[], extra?: Partial<JobsOptions> & { deadAfterMs?: number }): Replica
  /** Empties the schedule, the queue and the dead letters between tests. */
  reset(): Promise<void>
  queued(): Promise<number>
  close(): Promise<void>
}
export interface Replica {
  readonly jobs: JobService
  readonly instances: Instances
}

let serial = 0

export async function createHarness(): Promise<Harness> {
  const log = createLogger({ level: 'silent' })
  const database: TestDatabase = await createTestDatabase()
  const db = createDb({ url: database.url, poolSize: 6, applicationName: 'jobs-test' })
  const clock = createFakeClock()
  const metrics = createMetrics()
  const replicas: Replica[] = []
  const stopAll = async () => {
    for (const { jobs, instances } of replicas.splice(0)) {
      await jobs.stop(0)
      await instances.stop()
    }
  }
  return {
    url: database.url,
    db,
    clock,
    metrics,
    replica(jobs, { deadAfterMs = 1_000, ...extra } = {}) {
      const id = `test-${++serial}`
      const instances = createInstances({ db, id, role: 'all', log, beatMs: 100, deadAfterMs })
      const service = createJobs({
        db,
        url: database.url,
        jobs: () => jobs,
        clock,
        instances,
        log,
        metrics,
        pollMs: 100,
        ...extra,
      })
      const replica = { jobs: service, instances }
      replicas.push(replica)
      return replica
    },
    async reset() {
      await stopAll()
      await db.pool.query('TRUNCATE core_schedule, core_dead_job, core_instance')
      await db.pool.query("SELECT 1 FROM pg_namespace WHERE nspname = 'graphile_worker'").then(async ({ rowCount }) => {
        if (rowCount) await db.pool.query('DELETE FROM graphile_worker._private_jobs')
      })
    },
    async queued() {
      const { rows } = await db.pool.query<{ n: number }>(
        `SELECT (SELECT count(*) FROM graphile_worker.jobs)::int + (SELECT count(*) FROM core_schedule)::int AS n`,
      )
      return rows[0]?.n ?? 0
    },
    async close() {
      await stopAll()
      await db.close()
      await database.drop()
    },
  }
}

export class Rollback extends Error {}

/** Runs `work` in a transaction that is rolled back. */
export async function rolledBack(db: Db, work: (tx: Tx) => Promise<unknown>): Promise<void> {
  await db
    .tx(async (tx) => {
      await work(tx)
      throw new Rollback()
    })
    .catch((error: unknown) => {
      if (!(error instanceof Rollback)) throw error
    })
}
