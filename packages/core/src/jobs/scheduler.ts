import type { Clock } from '../clock/index.ts'
import type { Db, Listener } from '../db/index.ts'
import type { Logger } from '../log/index.ts'
import { moveDue } from './move-due.ts'
import { firstDue } from './schedule.ts'
import { recurringPrefix } from './stored-job.ts'
import type { AnyJob, JobIndex } from './types.ts'

export interface SchedulerOptions {
  readonly db: Db
  readonly clock: Clock
  readonly byName: JobIndex
  readonly random: () => number
  readonly log: Logger
  readonly listener: Listener | undefined
}

/** Reads `core_schedule` by business time and hands what is due to the queue. Any number of replicas may run one. */
export interface Scheduler {
  /** Writes the recurring jobs' entries; a changed schedule starts anew, an unchanged one keeps its due time. */
  sync(): Promise<void>
  /** Moves everything that is due now. Returns how many entries were moved. */
  tick(): Promise<number>
  start(): Promise<void>
  stop(): Promise<void>
}

const lookAgainMs = 1_000

export function createScheduler(options: SchedulerOptions): Scheduler {
  const { db, clock, byName, log } = options
  const stops: (() => unknown)[] = []
  let stopped = true
  let woken = false
  let wake = () => {
    woken = true
  }
  let loop: Promise<void> | undefined

  const tick = async () => {
    for (let moved = 0; ; ) {
      const dueAt = await earliestDue(db, [...byName().keys()])
      if (!dueAt || dueAt > clock.now()) return moved
      const batch = await db.tx((tx) => moveDue(tx, byName(), clock.now(), options.random))
      moved += batch
      // Due rows that could not be locked are being moved by another replica right now.
      if (batch === 0) return moved
    }
  }
  const sleep = async (ms: number) => {
    if (woken || stopped) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
  const run = async () => {
    while (!stopped) {
      woken = false
      wake = () => {
        woken = true
      }
      try {
        await tick()
        const dueAt = await earliestDue(db, [...byName().keys()])
        // At least a moment: what is overdue after a tick is being moved by another replica.
        const inMs = dueAt ? dueAt.getTime() - clock.now().getTime() : lookAgainMs
        await sleep(Math.max(20, Math.min(lookAgainMs, inMs)))
      } catch (error) {
        log.error({ error }, 'The scheduler could not move due jobs; it tries again in a second')
        await sleep(lookAgainMs)
      }
    }
  }
  return {
    tick,
    sync: () => syncRecurring(db, byName(), clock.now()),
    async start() {
      if (!stopped) return
      stopped = false
      await syncRecurring(db, byName(), clock.now())
      stops.push(clock.onJump(() => wake()))
      const unlisten = await options.listener?.listen('core_schedule', () => wake())
      if (unlisten) stops.push(unlisten)
      loop = run()
    },
    async stop() {
      stopped = true
      wake()
      await loop
      for (const stop of stops.splice(0)) await stop()
    },
  }
}

/** Leaves out what `moveDue` would leave out: it is looked at again every second. */
async function earliestDue(db: Db, names: readonly string[]): Promise<Date | undefined> {
  const found = await db.pool.query<{ due_at: Date }>(
    `SELECT due_at FROM core_schedule s WHERE job = ANY($1)
       AND NOT (recurring AND EXISTS (SELECT FROM graphile_worker.jobs j WHERE j.key = s.key))
     ORDER BY due_at LIMIT 1`,
    [names],
  )
  return found.rows[0]?.due_at
}

async function syncRecurring(db: Db, byName: ReadonlyMap<string, AnyJob>, now: Date): Promise<void> {
  const rows = [...byName.values()].flatMap(({ name, schedule }) =>
    schedule ? [{ name, payload: JSON.stringify({ schedule }), dueAt: firstDue(schedule, now) }] : [],
  )
  await db.pool.query(
    `INSERT INTO core_schedule AS s (key, job, payload, recurring, due_at)
     SELECT $4 || job, job, payload, true, due_at FROM unnest($1::text[], $2::jsonb[], $3::timestamptz[]) AS t(job, payload, due_at)
     ON CONFLICT (key) DO UPDATE SET payload = excluded.payload, due_at = excluded.due_at
       WHERE s.payload IS DISTINCT FROM excluded.payload`,
    [rows.map((row) => row.name), rows.map((row) => row.payload), rows.map((row) => row.dueAt), recurringPrefix],
  )
}
