import type { Clock } from '../clock/index.ts'
import type { Db } from '../db/index.ts'
import type { AuditedTx } from '../users/index.ts'
import { type IdRange, rangeSql, rangeValues } from './id-range.ts'

/** A message that went wrong: what and to whom, never its text. */
export interface TroubledMessage {
  /** Of the delivery. */
  readonly id: bigint
  readonly topic: string
  readonly chatId: bigint
  readonly at: Date
  /** `rejected | expired | retries-used-up` of failed ones. */
  readonly reason: string
  /** False: its content is not there any more, so it cannot be sent again. */
  readonly isKept: boolean
}

export type MessageTrouble = 'failed' | 'uncertain'

const dayMs = 24 * 3_600_000

/**
 * Blocked people are no failure: nobody has to look at them. `$5` is the earliest moment, business time.
 * The states stand here word by word because the partial index does too.
 */
const troubleSql: Readonly<Record<MessageTrouble, string>> = {
  uncertain: `d.state IN ('failed', 'uncertain') AND d.state = 'uncertain'`,
  failed: `d.state IN ('failed', 'uncertain') AND d.state = 'failed' AND d.reason IS DISTINCT FROM 'blocked' AND d.finished_at > $5`,
}

interface MessageRow {
  readonly id: string
  readonly topic: string
  readonly chat_id: string
  readonly finished_at: Date
  readonly reason: string | null
  readonly kept: boolean
}

/** Messages of which nobody knows whether they arrived, and those of the last day that surely did not. */
export function createTroubledMessages({ db, clock }: { readonly db: Db; readonly clock: Clock }) {
  const since = () => new Date(clock.now().getTime() - dayMs)
  return {
    async list(trouble: MessageTrouble, range: IdRange): Promise<readonly TroubledMessage[]> {
      const { rows } = await db.pool.query<MessageRow>(
        `SELECT d.id, n.topic, d.chat_id, d.finished_at, d.reason, d.content IS NOT NULL AS kept
         FROM core_delivery d JOIN core_notification n ON n.id = d.notification_id
         WHERE ${troubleSql[trouble]} AND ${rangeSql('d.id', range)}`,
        [...rangeValues(range), ...(trouble === 'failed' ? [since()] : [])],
      )
      return rows.map((row) => ({
        id: BigInt(row.id),
        topic: row.topic,
        chatId: BigInt(row.chat_id),
        at: row.finished_at,
        reason: row.reason ?? '',
        isKept: row.kept,
      }))
    },
    async count(): Promise<Readonly<Record<MessageTrouble, number>>> {
      const { rows } = await db.pool.query<{ failed: number; uncertain: number }>(
        `SELECT count(*) FILTER (WHERE state = 'uncertain')::int AS uncertain,
           count(*) FILTER (WHERE state = 'failed' AND reason IS DISTINCT FROM 'blocked' AND finished_at > $1)::int AS failed
         FROM core_delivery WHERE state IN ('failed', 'uncertain')`,
        [since()],
      )
      return rows[0] ?? { failed: 0, uncertain: 0 }
    },
    /** Puts an uncertain message back into the outbox. False when it is settled or its content is gone. */
    async sendAgain(tx: AuditedTx, id: bigint): Promise<boolean> {
      // The state is the guard: of two presses one finds it. The attempts stay, they fence off an older sender.
      const moved = await tx.$executeRaw`
        UPDATE core_delivery SET state = 'pending', run_at = ${clock.now()}, reason = NULL, finished_at = NULL
        WHERE id = ${id} AND state = 'uncertain' AND content IS NOT NULL`
      if (moved > 0) await tx.$queryRaw`SELECT pg_notify('core_outbox', '')::text`
      return moved > 0
    },
    /** Takes it off the list: whether it arrived stays unknown. */
    async leave(tx: AuditedTx, id: bigint): Promise<boolean> {
      const { count } = await tx.delivery.updateMany({
        where: { id, state: 'uncertain' },
        data: { state: 'dropped', reason: 'left', content: null },
      })
      return count > 0
    },
  }
}
