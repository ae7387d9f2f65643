import type { Tx, VoucherSource } from '@bazaar/core/db'
import type { Incidents } from '@bazaar/core/incidents'
import type { Jobs } from '@bazaar/core/jobs'
import { checkStock, strikeAlerts } from '../job-types.ts'
import type { Offer, Reading, StockSource } from '../sources/index.ts'
import { pauseAfter } from './backoff.ts'
import { lockSource, saveDenomination, saveEpisode, toStockState } from './stock.repository.ts'
import { confirmOutAfterMs, transition } from './transitions.ts'
import type { AlertWriter, StockedEpisode } from './types.ts'

/** Admins hear of a source that was blind this often in a row. */
export const failuresUntilIncident = 3
/** Followers hear of it after this long without a good answer. */
const usersToldAfterMs = 24 * 3_600_000

export interface ReadingDeps {
  readonly alerts: AlertWriter
  readonly jobs: Jobs
  readonly incidents: Incidents
  readonly random: () => number
  readonly backoffMaxMs: number
}

type Failure = Extract<Reading, { kind: 'failed' }>

const incidentKey = (source: StockSource) => `voucher-tracker:${source.id}`

/** Plans the next look that cannot wait for the regular one; a later call replaces it. */
export async function planRecheck(jobs: Jobs, tx: Tx, source: StockSource, dueAt: Date | undefined): Promise<void> {
  const key = `voucher-tracker.recheck:${source.id}`
  if (dueAt === undefined) return jobs.cancel(tx, key)
  await jobs.enqueue(tx, checkStock, { source: source.id }, { key, dueAt })
}

function storedOffer(offer: Offer) {
  const { faceValueMinor, priceMinor, status, quantity } = offer
  return {
    face: String(faceValueMinor),
    price: priceMinor === undefined ? null : String(priceMinor),
    status,
    quantity: quantity ?? null,
  }
}

interface Applied {
  readonly inStock: readonly StockedEpisode[]
  readonly closed: readonly bigint[]
  /** The earliest first OUT reading that waits for its confirmation. */
  readonly pendingOutAt: Date | undefined
}

/** Runs every denomination through the state machine: those that were shown, and the known ones that were not. */
async function applyOffers(
  tx: Tx,
  source: StockSource,
  offers: readonly Offer[],
  at: Date,
  isFirst: boolean,
): Promise<Applied> {
  const rows = await tx.voucherDenomination.findMany({ where: { sourceId: source.id } })
  const known = new Map(rows.map((row) => [row.faceValueMinor, row]))
  const shown = new Map(offers.map((offer) => [offer.faceValueMinor, offer]))
  const inStock: StockedEpisode[] = []
  const closed: bigint[] = []
  const pending: Date[] = []
  const { currency } = source
  for (const faceValueMinor of new Set([...known.keys(), ...shown.keys()])) {
    const offer = shown.get(faceValueMinor)
    const row = known.get(faceValueMinor)
    const change = transition(toStockState(row), offer?.status ?? 'out', at)
    const saved = await saveDenomination(tx, row, { sourceId: source.id, faceValueMinor, currency }, change.next, offer)
    const priceMinor = offer?.priceMinor ?? saved.priceMinor ?? faceValueMinor
    const episodeId = await saveEpisode(tx, saved.id, change, priceMinor, at)
    if (change.next.stock === 'in' && change.next.pendingOutAt !== undefined) pending.push(change.next.pendingOutAt)
    if (episodeId === undefined) continue
    if (change.kind === 'closed') closed.push(episodeId)
    // What was there at the very first look is no restock; only people who are owed an alert hear of it.
    else
      inStock.push({
        episodeId,
        faceValueMinor,
        priceMinor,
        quantity: offer?.quantity,
        isFresh: change.kind !== 'stayed-in' && !isFirst,
      })
  }
  pending.sort((a, b) => a.getTime() - b.getTime())
  return { inStock, closed, pendingOutAt: pending[0] }
}

async function applyGood(
  deps: ReadingDeps,
  tx: Tx,
  source: StockSource,
  row: VoucherSource,
  offers: readonly Offer[],
  at: Date,
): Promise<void> {
  const data = { sourceId: source.id, at, kind: 'good', offers: offers.map(storedOffer) }
  const reading = await tx.voucherReading.create({ data })
  const applied = await applyOffers(tx, source, offers, at, row.lastGoodAt === null)
  await deps.alerts.raise(tx, source, reading.id, at, applied.inStock)
  if (applied.closed.length > 0) {
    await deps.alerts.markGone(tx, applied.closed)
    await deps.jobs.enqueue(tx, strikeAlerts, {}, { key: strikeAlerts.name })
  }
  if (row.failures >= failuresUntilIncident) await deps.incidents.close(tx, incidentKey(source))
  if (row.usersToldAt !== null) await deps.alerts.tellSource(tx, source, 'seen-again', row.usersToldAt)
  await tx.voucherSource.update({
    where: { id: source.id },
    data: { lastAttemptAt: at, lastGoodAt: at, failures: 0, firstFailureAt: null, retryAt: null, usersToldAt: null },
  })
  const { pendingOutAt } = applied
  const confirmAt =
    pendingOutAt && Math.max(pendingOutAt.getTime() + confirmOutAfterMs, at.getTime() + source.minIntervalMs)
  await planRecheck(deps.jobs, tx, source, confirmAt === undefined ? undefined : new Date(confirmAt))
}

/** A failure changes nothing about the stock: episodes stay open, nobody is told "sold out". */
async function applyFailure(
  deps: ReadingDeps,
  tx: Tx,
  source: StockSource,
  row: VoucherSource,
  failure: Failure,
  at: Date,
): Promise<void> {
  const failures = row.failures + 1
  const firstFailureAt = row.firstFailureAt ?? at
  const retryAt = new Date(at.getTime() + pauseAfter(failures, deps.backoffMaxMs, deps.random, failure.retryAfterMs))
  const detail = `${failure.reason}: ${failure.detail}`
  await tx.voucherReading.create({ data: { sourceId: source.id, at, kind: 'failed', detail } })
  if (failures >= failuresUntilIncident) {
    await deps.incidents.open(
      tx,
      incidentKey(source),
      `${source.name} could not be read ${failures} times in a row (${detail})`,
    )
  }
  const blindSince = row.lastGoodAt ?? firstFailureAt
  const tellUsers = row.usersToldAt === null && at.getTime() - blindSince.getTime() >= usersToldAfterMs
  if (tellUsers) await deps.alerts.tellSource(tx, source, 'blind', blindSince)
  await tx.voucherSource.update({
    where: { id: source.id },
    data: { lastAttemptAt: at, failures, firstFailureAt, retryAt, ...(tellUsers && { usersToldAt: at }) },
  })
  await planRecheck(deps.jobs, tx, source, retryAt)
}

/** Writes one look at a shop with everything that follows from it: stock, episodes, alerts, rechecks. One transaction. */
export async function applyReading(
  deps: ReadingDeps,
  tx: Tx,
  source: StockSource,
  reading: Reading,
  at: Date,
): Promise<void> {
  const row = await lockSource(tx, source.id)
  // A look that took long may end after a newer one; its news are old.
  if (row.lastAttemptAt !== null && at < row.lastAttemptAt) return
  if (reading.kind === 'good') await applyGood(deps, tx, source, row, reading.offers, at)
  else await applyFailure(deps, tx, source, row, reading, at)
}
