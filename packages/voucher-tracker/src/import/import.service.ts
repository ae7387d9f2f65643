import type { Clock } from '@bazaar/core/clock'
import type { Db } from '@bazaar/core/db'
import type { StockSource } from '../sources/index.ts'
import { holdReadings } from '../stock/index.ts'
import type { TrackedUser } from './tracked-users.ts'

export interface ImportReport {
  readonly imported: number
  /** People who follow already; left as they are, so the import can be repeated. */
  readonly present: number
}

/** Turns the older bot's people into subscriptions: notified = ALERTED, others wait and are owed news of present stock. */
export function importUsers(
  db: Db,
  clock: Clock,
  source: StockSource,
  users: readonly TrackedUser[],
): Promise<ImportReport> {
  const data = users.map(({ id, trackedAt, notified, raw }) => ({
    sourceId: source.id,
    chatId: id,
    userId: id,
    state: notified ? 'ALERTED' : 'ARMED',
    owed: !notified,
    faces: [],
    createdAt: trackedAt ?? clock.now(),
    imported: JSON.parse(JSON.stringify(raw)),
  }))
  return db.tx(async (tx) => {
    await holdReadings(tx, source.id)
    const { count } = await tx.voucherSubscription.createMany({ data, skipDuplicates: true })
    return { imported: count, present: data.length - count }
  })
}
