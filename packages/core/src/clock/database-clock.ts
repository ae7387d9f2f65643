import type { Db, Listener } from '../db/index.ts'
import type { Logger } from '../log/index.ts'
import type { Clock } from './clock.ts'

export interface DatabaseClock extends Clock {
  /** Measures the skew again and reads the offset again; fires `onJump` when the offset moved. */
  refresh(): Promise<void>
  close(): Promise<void>
}

export interface DatabaseClockOptions {
  readonly db: Pick<Db, 'pool'>
  readonly log: Logger
  /** Hears of an advanced clock at once; without it the offset is read at every refresh. */
  readonly listener?: Listener
}

const probes = 5
const refreshMs = 60_000

/**
 * Business time: this machine's clock, corrected by the skew measured against the database, plus the playground's
 * offset in `core_clock`. Reading it costs no query. Skew and offset are measured at boot and then each minute.
 */
export async function createDatabaseClock(options: DatabaseClockOptions): Promise<DatabaseClock> {
  const { db, log, listener } = options
  const listeners = new Set<() => void>()
  let skewMs = 0
  let offsetMs = 0

  const readOffset = async () => {
    const found = await db.pool.query<{ offset_ms: string }>('SELECT offset_ms::text FROM core_clock WHERE id = 1')
    const next = Number(found.rows[0]?.offset_ms ?? 0)
    if (next === offsetMs) return
    offsetMs = next
    log.info({ offsetMs }, 'The clock jumped')
    for (const listen of [...listeners]) listen()
  }
  const refresh = async () => {
    skewMs = await measureSkew(db)
    await readOffset()
  }
  const keepGoing = (error: unknown) =>
    log.warn({ err: error }, 'Cannot read the database clock; the last measured skew and offset stay in use')

  await refresh()
  const unlisten = await listener?.listen('core_clock', () => void readOffset().catch(keepGoing))
  const timer = setInterval(() => void refresh().catch(keepGoing), refreshMs)
  timer.unref()

  return {
    now: () => new Date(Date.now() + skewMs + offsetMs),
    get offsetMs() {
      return offsetMs
    },
    onJump(listen) {
      listeners.add(listen)
      return () => listeners.delete(listen)
    },
    refresh,
    async close() {
      clearInterval(timer)
      await unlisten?.()
    },
  }
}

/** The probe with the shortest round trip tells the skew best: its error is at most half that round trip. */
async function measureSkew(db: Pick<Db, 'pool'>): Promise<number> {
  let best = { roundTripMs: Number.POSITIVE_INFINITY, skewMs: 0 }
  for (let probe = 0; probe < probes; probe++) {
    const sentAt = performance.now()
    const found = await db.pool.query<{ ms: number }>(
      'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms',
    )
    const roundTripMs = performance.now() - sentAt
    const databaseMs = found.rows[0]?.ms
    if (databaseMs === undefined || roundTripMs >= best.roundTripMs) continue
    best = { roundTripMs, skewMs: databaseMs + roundTripMs / 2 - Date.now() }
  }
  return Math.round(best.skewMs)
}
