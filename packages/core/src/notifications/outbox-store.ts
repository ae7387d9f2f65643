import { createHash } from 'node:crypto'
import type { Pool } from 'pg'
import { priorities } from './topics.ts'

/** A delivery that this process has leased. (id, attempt) is its fence: a later claim has a higher attempt. */
export interface Claimed {
  readonly id: bigint
  readonly attempt: number
  readonly kind: string
  readonly notificationId: bigint
  readonly chatId: bigint
  readonly userId: bigint | undefined
  readonly topic: string
  readonly entity: string
  readonly transition: string
  readonly messageId: bigint | undefined
  /** Of a send: the message that is to become it. */
  readonly onto: bigint | undefined
  readonly content: Uint8Array | undefined
  readonly runAt: Date
  readonly createdAt: Date
  readonly expiresAt: Date | undefined
  readonly correlationId: string | undefined
}

/** The end of a delivery that needs no hook. */
export interface Finish {
  readonly id: bigint
  readonly attempt: number
  readonly state: 'sent' | 'dropped'
  readonly reason?: string
  readonly messageId?: bigint
  /** The message that the attempt was to become. */
  readonly onto?: bigint | undefined
  /** What the attempt said. */
  readonly content: Uint8Array | undefined
}

interface ClaimedRow {
  readonly id: string
  readonly attempts: number
  readonly kind: string
  readonly notification_id: string
  readonly chat_id: string
  readonly user_id: string | null
  readonly topic: string
  readonly entity: string
  readonly transition: string
  readonly message_id: string | null
  readonly onto: string | null
  readonly content: Buffer | null
  readonly run_at: Date
  readonly created_at: Date
  readonly expires_at: Date | null
  readonly correlation_id: string | null
}

const columns = `d.id, d.attempts, d.kind, d.notification_id, d.chat_id, d.content, d.run_at, d.created_at, d.correlation_id,
  n.user_id, n.topic, n.entity, n.transition, n.message_id, d.message_id AS onto, n.expires_at`

/**
 * Lane by lane, because an index that starts with the priority cannot skip later rows of a lane. Only the first waiting
 * delivery of a chat is taken; rows that somebody is editing right now are skipped, not waited for.
 */
const claimSql = `
WITH candidate AS (
  SELECT d.* FROM unnest($4::int[]) AS lane(priority) CROSS JOIN LATERAL (
    SELECT id, chat_id, priority, run_at FROM core_delivery
    WHERE state = 'pending' AND priority = lane.priority AND run_at <= $1
      AND (retry_at IS NULL OR retry_at <= clock_timestamp()) AND chat_id <> ALL($3::bigint[])
    ORDER BY run_at, id LIMIT $2::int + 8) d
), head AS (
  SELECT DISTINCT ON (chat_id) id, priority, run_at FROM candidate ORDER BY chat_id, priority DESC, run_at, id
), pick AS (
  SELECT id FROM head ORDER BY priority DESC, run_at, id LIMIT $2::int
), locked AS (
  SELECT id FROM core_delivery WHERE id IN (SELECT id FROM pick) AND state = 'pending' FOR UPDATE SKIP LOCKED
)
UPDATE core_delivery d SET state = 'sending', attempts = d.attempts + 1, retry_at = NULL, reason = NULL,
  leased_until = clock_timestamp() + $5 * interval '1 millisecond'
FROM locked, core_notification n
WHERE d.id = locked.id AND n.id = d.notification_id
RETURNING d.priority, ${columns}`

const expiredSql = `
SELECT ${columns} FROM core_delivery d JOIN core_notification n ON n.id = d.notification_id
WHERE d.state = 'sending' AND d.leased_until < clock_timestamp() AND d.id <> ALL($1::bigint[])
ORDER BY d.id LIMIT 500`

/**
 * An answer settles its own attempt, also when it comes so late that somebody has given the delivery up as uncertain, or
 * has put it back to be sent again and that did not begin yet. What it was to say the second time, if that is something else
 * by now, becomes an edit of what has arrived; where that is in a message that belongs to something else by now, it is sent anew.
 * Locked in the order of their ids, as by those who edit many messages at once: else the two could wait for each other.
 */
const finishSql = `
WITH r AS MATERIALIZED (
  SELECT * FROM json_to_recordset($1::json) AS r(id bigint, attempt int, state text, reason text, message bigint, onto bigint, said text)
), locked AS MATERIALIZED (
  SELECT id, content, message_id AS onto_now, CASE WHEN state = 'pending' THEN content END AS wanted FROM core_delivery
  WHERE id IN (SELECT id FROM r) ORDER BY id FOR UPDATE
), done AS (
  UPDATE core_delivery d SET state = r.state, reason = r.reason, message_id = r.message, content = NULL,
    leased_until = NULL, retry_at = NULL, finished_at = $2
  FROM r JOIN locked USING (id)
  WHERE d.id = r.id AND d.attempts = r.attempt AND d.state IN ('sending', 'uncertain', 'pending')
  RETURNING d.*, locked.wanted, locked.content AS words, r.said,
    r.onto IS NOT NULL AND r.message = r.onto AND locked.onto_now IS DISTINCT FROM r.onto AS is_outrun
), named AS (
  UPDATE core_notification n SET message_id = done.message_id FROM done
  WHERE n.id = done.notification_id AND done.message_id IS NOT NULL AND NOT done.is_outrun
), gone AS (
  UPDATE core_notification n SET message_id = NULL FROM done
  WHERE n.id = done.notification_id AND done.kind = 'delete' AND done.state IN ('sent', 'dropped') AND done.reason IS DISTINCT FROM 'not-replaced'
), again AS (
  INSERT INTO core_delivery (notification_id, kind, chat_id, priority, run_at, content, correlation_id, created_at)
  SELECT notification_id, 'send', chat_id, priority, $2, words, correlation_id, $2 FROM done WHERE is_outrun AND words IS NOT NULL
), edit AS (
  INSERT INTO core_delivery (notification_id, kind, chat_id, priority, run_at, content, correlation_id, created_at)
  SELECT notification_id, 'edit', chat_id, priority, $2, wanted, correlation_id, $2 FROM done
  WHERE kind = 'send' AND state = 'sent' AND md5(wanted) <> said AND NOT is_outrun
)
SELECT id FROM done`

const requeueSql = `
UPDATE core_delivery SET leased_until = NULL,
  state = CASE WHEN reason = 'withdrawn' THEN 'dropped' ELSE 'pending' END,
  content = CASE WHEN reason = 'withdrawn' THEN NULL ELSE content END,
  finished_at = CASE WHEN reason = 'withdrawn' THEN $5::timestamptz END,
  retry_at = CASE WHEN $3::int > 0 THEN clock_timestamp() + $3 * interval '1 millisecond' END,
  reason = coalesce(nullif(reason, 'uncertain'), $4)
WHERE id = $1 AND attempts = $2 AND state IN ('sending', 'uncertain')`

/** Waiting times that a new leading sender must respect: back-off and pauses, and calls of a dead sender. */
const holdsSql = `
SELECT chat_id, ceil(extract(epoch FROM max(until) - clock_timestamp()) * 1000)::int + 1 AS ms FROM (
  SELECT chat_id, retry_at AS until FROM core_delivery
  WHERE state = 'pending' AND retry_at > clock_timestamp() AND reason IS DISTINCT FROM 'held'
  UNION ALL
  SELECT chat_id, leased_until + $2 * interval '1 millisecond' FROM core_delivery
  WHERE state = 'sending' AND id <> ALL($1::bigint[])) h
GROUP BY chat_id`

function toClaimed(row: ClaimedRow): Claimed {
  return {
    id: BigInt(row.id),
    attempt: row.attempts,
    kind: row.kind,
    notificationId: BigInt(row.notification_id),
    chatId: BigInt(row.chat_id),
    userId: row.user_id === null ? undefined : BigInt(row.user_id),
    topic: row.topic,
    entity: row.entity,
    transition: row.transition,
    messageId: row.message_id === null ? undefined : BigInt(row.message_id),
    onto: row.onto === null ? undefined : BigInt(row.onto),
    content: row.content ?? undefined,
    runAt: row.run_at,
    createdAt: row.created_at,
    expiresAt: row.expires_at ?? undefined,
    correlationId: row.correlation_id ?? undefined,
  }
}

/** The sender's SQL. Times that end in `At` of business are parameters; leases and back-off are the server's clock. */
export function createOutboxStore(pool: Pool) {
  return {
    async claim(now: Date, limit: number, excludedChats: readonly bigint[], leaseMs: number): Promise<Claimed[]> {
      const { rows } = await pool.query<ClaimedRow & { readonly priority: number }>({
        name: 'core-outbox-claim',
        text: claimSql,
        values: [now, limit, excludedChats.map(String), priorities, leaseMs],
      })
      // UPDATE ... RETURNING has no order of its own.
      rows.sort(
        (a, b) => b.priority - a.priority || a.run_at.getTime() - b.run_at.getTime() || Number(a.id) - Number(b.id),
      )
      return rows.map(toClaimed)
    },
    async listExpired(inFlight: readonly bigint[]): Promise<Claimed[]> {
      const { rows } = await pool.query<ClaimedRow>(expiredSql, [inFlight.map(String)])
      return rows.map(toClaimed)
    },
    /** @returns the deliveries that were not settled before */
    async finish(batch: readonly Finish[], now: Date): Promise<ReadonlySet<bigint>> {
      const rows = batch.map(({ id, attempt, state, reason, messageId, onto, content }) => ({
        id: String(id),
        attempt,
        state,
        reason: reason ?? null,
        message: messageId === undefined ? null : String(messageId),
        onto: onto === undefined ? null : String(onto),
        said: content ? createHash('md5').update(content).digest('hex') : null,
      }))
      const settled = await pool.query<{ readonly id: string }>({
        name: 'core-outbox-finish',
        text: finishSql,
        values: [JSON.stringify(rows), now],
      })
      return new Set(settled.rows.map(({ id }) => BigInt(id)))
    },
    /** Back to waiting, for at least `waitMs` of machine time; a withdrawn one is dropped instead. */
    async requeue(row: Claimed, waitMs: number, now: Date, reason: string | null = null): Promise<void> {
      await pool.query(requeueSql, [String(row.id), row.attempt, Math.round(waitMs), reason, now])
    },
    /** `graceMs`: how long after its lease a dead sender's delivery is recovered at the latest. */
    async listHolds(inFlight: readonly bigint[], graceMs: number): Promise<{ chatId: bigint; ms: number }[]> {
      const { rows } = await pool.query<{ chat_id: string; ms: number }>(holdsSql, [inFlight.map(String), graceMs])
      return rows.map(({ chat_id, ms }) => ({ chatId: BigInt(chat_id), ms }))
    },
    /** Deliveries of topics that were switched off wait for a day at a time; the ones that are back go on now. */
    async releaseHeld(topics: readonly string[]): Promise<void> {
      await pool.query(
        `UPDATE core_delivery d SET retry_at = NULL, reason = NULL FROM core_notification n
         WHERE d.state = 'pending' AND d.retry_at IS NOT NULL AND d.reason = 'held'
           AND n.id = d.notification_id AND n.topic = ANY($1)`,
        [topics],
      )
    },
    /** Whether the send that an edit waits for can still happen. */
    async isSendWaiting(notificationId: bigint): Promise<boolean> {
      const { rowCount } = await pool.query(
        `SELECT 1 FROM core_delivery WHERE notification_id = $1 AND kind = 'send' AND state IN ('pending', 'sending')`,
        [String(notificationId)],
      )
      return (rowCount ?? 0) > 0
    },
    /** Whether the message that took the place of this one has arrived; only then this one may go. */
    async isReplaced(notificationId: bigint): Promise<boolean> {
      const { rowCount } = await pool.query(
        `SELECT 1 FROM core_notification old JOIN core_notification n ON n.id = old.successor_id
         WHERE old.id = $1 AND n.message_id <> old.message_id`,
        [String(notificationId)],
      )
      return (rowCount ?? 0) > 0
    },
    /** Whether anything waits only for its chat to cool down. */
    async hasDue(now: Date, heldChats: readonly bigint[]): Promise<boolean> {
      const { rowCount } = await pool.query(
        `SELECT 1 FROM unnest($2::int[]) AS lane(priority) CROSS JOIN LATERAL (
           SELECT 1 FROM core_delivery WHERE state = 'pending' AND priority = lane.priority AND run_at <= $1
             AND (retry_at IS NULL OR retry_at <= clock_timestamp())
             AND chat_id <> ALL($3::bigint[]) LIMIT 1) d LIMIT 1`,
        [now, priorities, heldChats.map(String)],
      )
      return (rowCount ?? 0) > 0
    },
  }
}

export type OutboxStore = ReturnType<typeof createOutboxStore>
