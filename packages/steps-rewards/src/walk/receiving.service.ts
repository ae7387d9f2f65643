import { createPatientBatcher } from '@bazaar/core/batch'
import type { Clock } from '@bazaar/core/clock'
import type { Keyring } from '@bazaar/core/crypto'
import type { Db } from '@bazaar/core/db'
import { advance, type Report, type Track } from '../track/index.ts'
import type { CardPace } from './card-pace.ts'
import { type EndReason, longestMs } from './plan.ts'
import { hashOf, openAnchor, sealAnchor, sealPoint } from './report.ts'
import { type ActiveRow, type Change, lockActive, type PointRow, writeReports } from './rows.repository.ts'

/** A live location that moved, or ended. */
export interface Move {
  readonly userId: bigint
  readonly messageId: number
  readonly report: Report
  /** Until when it is shared; nothing = until it is stopped, `over` = it was stopped. */
  readonly until: Date | undefined | 'over'
}

/** A walk that ends with a move: the location is shared no more, or four hours are over while it still is. */
export type Over = Extract<EndReason, 'sharing' | 'long'>

/** What a move means for the walk that it belongs to; nothing where it belongs to none. */
export type Received =
  | { readonly walk: undefined }
  | { readonly walk: bigint; readonly over: Over | undefined; readonly isToBeShown: boolean }

export interface ReceivingDeps {
  readonly db: Db
  readonly clock: Clock
  readonly keyring: Keyring
  readonly pace: CardPace
}

const none: Received = { walk: undefined }

const trackOf = (keyring: Keyring, row: ActiveRow): Track => ({
  anchor: openAnchor(keyring, row.anchor),
  tally: {
    countedCm: Number(row.counted_cm),
    notCountedCm: { fast: Number(row.fast_cm), inaccurate: Number(row.inaccurate_cm), gap: Number(row.gap_cm) },
    jumps: row.jumps,
  },
})

/** Takes reports in: those of one moment share their statements, so a thousand walkers cost a handful of round trips a second. What is told twice counts once. */
export function createReceiving({ db, clock, keyring, pace }: ReceivingDeps): (move: Move) => Promise<Received> {
  function take(row: ActiveRow, { report, until }: Move): { readonly change: Change; readonly point: PointRow } {
    const { anchor, tally } = advance(trackOf(keyring, row), report)
    const { fast, inaccurate, gap } = tally.notCountedCm
    const now = clock.now()
    const at = new Date(report.at * 1000).toISOString()
    const shownAt = pace.isDue(row.shown_at, now) ? now : row.shown_at
    return {
      change: {
        ...{ id: row.id, last_report_at: at, shown_at: shownAt?.toISOString() ?? null, reports: row.reports + 1 },
        live_until: until instanceof Date ? until.toISOString() : null,
        anchor: anchor ? Buffer.from(sealAnchor(keyring, anchor)).toString('base64') : null,
        ...{ counted_cm: tally.countedCm, fast_cm: fast, inaccurate_cm: inaccurate, gap_cm: gap, jumps: tally.jumps },
      },
      point: {
        ...{ walk_id: row.id, n: row.reports, at, hash: hashOf(keyring, report) },
        point: Buffer.from(sealPoint(keyring, report)).toString('base64'),
      },
    }
  }

  return createPatientBatcher<Move, Received>((moves) =>
    db.sqlTx(async (tx) => {
      const rows = new Map((await lockActive(tx, [...new Set(moves.map(({ userId }) => userId))])).map(byUser))
      const changes = new Map<string, Change>()
      const points: PointRow[] = []
      const received = moves.map((move): Received => {
        const row = rows.get(String(move.userId))
        if (row?.live_message_id !== String(move.messageId)) return none
        const walk = BigInt(row.id)
        const atMs = move.report.at * 1000
        const isLong = atMs - row.started_at.getTime() >= longestMs
        const over = move.until === 'over' ? 'sharing' : isLong ? 'long' : undefined
        // What was told before, or belongs to no walk any more, changes nothing.
        if (atMs <= row.last_report_at.getTime() || atMs - row.started_at.getTime() > longestMs)
          return { walk, over, isToBeShown: false }
        const { change, point } = take(row, move)
        const isToBeShown = change.shown_at !== (row.shown_at?.toISOString() ?? null)
        changes.set(row.id, change)
        points.push(point)
        rows.set(row.user_id, after(row, change))
        return { walk, over, isToBeShown }
      })
      await writeReports(tx, [...changes.values()], points)
      return received
    }),
  )
}

const byUser = (row: ActiveRow) => [row.user_id, row] as const

/** As the next report of the same walk finds it. */
const after = (row: ActiveRow, change: Change): ActiveRow => ({
  ...row,
  last_report_at: new Date(change.last_report_at),
  shown_at: change.shown_at === null ? null : new Date(change.shown_at),
  anchor: change.anchor === null ? null : Buffer.from(change.anchor, 'base64'),
  ...{ reports: change.reports, jumps: change.jumps, counted_cm: String(change.counted_cm) },
  ...{ fast_cm: String(change.fast_cm), inaccurate_cm: String(change.inaccurate_cm), gap_cm: String(change.gap_cm) },
})
