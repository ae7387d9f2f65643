import type { Clock } from '@bazaar/core/clock'
import type { Db, VoucherSource } from '@bazaar/core/db'
import type { Locks } from '@bazaar/core/locks'
import type { Logger } from '@bazaar/core/log'
import type { Counter } from '@bazaar/core/metrics'
import type { StockSource } from '../sources/index.ts'
import { applyReading, planRecheck, type ReadingDeps } from './apply-reading.ts'

/** People's /check together refresh a shop at most this often. */
const peopleAskEveryMs = 60_000
/** Longer than a fetch may take, so that who waits for somebody else's look gets its result. */
const waitForOthersMs = 35_000

export type CheckOutcome =
  | { readonly outcome: 'good'; readonly offers: number }
  | { readonly outcome: 'failed'; readonly reason: string }
  /** Too soon after the last look, or in a pause after failures. */
  | { readonly outcome: 'skipped'; readonly until: Date }
  /** Somebody else is looking right now. */
  | { readonly outcome: 'busy' }

export interface ChecksDeps extends ReadingDeps {
  readonly db: Db
  readonly clock: Clock
  readonly locks: Locks
  readonly log: Logger
  readonly checks: Counter
}

function allowedAt(row: VoucherSource | null, minAgeMs: number): Date {
  const aged = (row?.lastAttemptAt?.getTime() ?? Number.NEGATIVE_INFINITY) + minAgeMs
  return new Date(Math.max(aged, row?.retryAt?.getTime() ?? 0, 0))
}

/** Looks at the shops: one look at a time per shop, whoever asks. */
export function createChecks(deps: ChecksDeps) {
  const { db, clock, locks } = deps

  async function lookNow(source: StockSource, minAgeMs: number, signal: AbortSignal): Promise<CheckOutcome> {
    const until = allowedAt(await db.prisma.voucherSource.findUnique({ where: { id: source.id } }), minAgeMs)
    if (until > clock.now()) return { outcome: 'skipped', until }
    const reading = await source.fetch(signal)
    await db.tx((tx) => applyReading(deps, tx, source, reading, clock.now()))
    deps.checks.inc({ source: source.id, result: reading.kind })
    if (reading.kind === 'good') return { outcome: 'good', offers: reading.offers.length }
    deps.log.warn({ source: source.id, reason: reading.reason, detail: reading.detail }, 'A shop could not be read')
    return { outcome: 'failed', reason: reading.reason }
  }

  async function look(
    source: StockSource,
    minAgeMs: number,
    waitMs: number,
    signal: AbortSignal,
  ): Promise<CheckOutcome> {
    const key = `voucher-tracker:check:${source.id}`
    const held = await locks.withLock(key, { ttlMs: 45_000, waitMs }, (lost) =>
      lookNow(source, minAgeMs, AbortSignal.any([signal, lost])),
    )
    return held?.value ?? { outcome: 'busy' }
  }

  /** A look that came too early is made up for at the first moment that it is allowed, not a whole interval later. */
  async function lookOrPlan(source: StockSource, waitMs: number, signal: AbortSignal): Promise<CheckOutcome> {
    const result = await look(source, source.minIntervalMs, waitMs, signal)
    if (result.outcome === 'skipped') await db.tx((tx) => planRecheck(deps.jobs, tx, source, result.until))
    return result
  }

  return {
    /** The regular look; put off while a pause after failures lasts. */
    regular: (source: StockSource, signal: AbortSignal) => lookOrPlan(source, 0, signal),
    /** A look that was planned for a reason. */
    recheck: (source: StockSource, signal: AbortSignal) => lookOrPlan(source, waitForOthersMs, signal),
    /** What /check does: refreshes unless the last look is younger than a minute, and waits for a look that is under way. */
    refresh: (source: StockSource, signal: AbortSignal) => look(source, peopleAskEveryMs, waitForOthersMs, signal),
  }
}
