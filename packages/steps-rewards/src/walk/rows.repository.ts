import { queryIn, type SqlTx, type Tx } from '@bazaar/core/db'

/** What a report needs of the walk that it belongs to. Numbers of PostgreSQL's int8 come as text. */
export interface ActiveRow {
  readonly id: string
  readonly user_id: string
  readonly live_message_id: string | null
  readonly started_at: Date
  readonly last_report_at: Date
  readonly shown_at: Date | null
  readonly anchor: Buffer | null
  readonly reports: number
  readonly counted_cm: string
  readonly fast_cm: string
  readonly inaccurate_cm: string
  readonly gap_cm: string
  readonly jumps: number
}

/** A report as it is stored, and what the walk is with it. */
export interface Change {
  readonly id: string
  readonly last_report_at: string
  readonly shown_at: string | null
  readonly live_until: string | null
  readonly anchor: string | null
  readonly reports: number
  readonly counted_cm: number
  readonly fast_cm: number
  readonly inaccurate_cm: number
  readonly gap_cm: number
  readonly jumps: number
}

export interface PointRow {
  readonly walk_id: string
  readonly n: number
  readonly at: string
  readonly point: string
  readonly hash: string
}

const lockSql = `
SELECT w.id::text, w.user_id::text, w.live_message_id::text, w.started_at, w.last_report_at, w.shown_at, w.anchor, w.reports,
  w.counted_cm::text, w.fast_cm::text, w.inaccurate_cm::text, w.gap_cm::text, w.jumps
FROM steps_rewards_walk w WHERE w.state = 'ACTIVE' AND w.user_id = ANY($1::bigint[]) ORDER BY w.id FOR UPDATE`

/** Each walk is found by its id, whatever the planner knows of the list. */
const changeSql = `
UPDATE steps_rewards_walk w SET last_report_at = c.last_report_at, shown_at = c.shown_at, live_until = c.live_until, reports = c.reports,
  anchor = decode(c.anchor, 'base64'), counted_cm = c.counted_cm, fast_cm = c.fast_cm, inaccurate_cm = c.inaccurate_cm, gap_cm = c.gap_cm,
  jumps = c.jumps
FROM json_to_recordset($1::text::json) AS c(id bigint, last_report_at timestamptz, shown_at timestamptz, live_until timestamptz, anchor text,
  reports int, counted_cm bigint, fast_cm bigint, inaccurate_cm bigint, gap_cm bigint, jumps int)
WHERE w.id = c.id`

const pointsSql = `
INSERT INTO steps_rewards_point (walk_id, n, at, point, hash)
SELECT c.walk_id, c.n, c.at, decode(c.point, 'base64'), c.hash
FROM json_to_recordset($1::text::json) AS c(walk_id bigint, n int, at timestamptz, point text, hash text)`

/** The walks that go on of these people, locked in one order. */
export const lockActive = (tx: SqlTx, userIds: readonly bigint[]): Promise<readonly ActiveRow[]> =>
  tx.query<ActiveRow>(lockSql, [userIds.map(String)])

/** Two statements for any number of walks. */
export async function writeReports(
  tx: Tx | SqlTx,
  changes: readonly Change[],
  points: readonly PointRow[],
): Promise<void> {
  if (changes.length > 0) await queryIn(tx, changeSql, [JSON.stringify(changes)])
  if (points.length > 0) await queryIn(tx, pointsSql, [JSON.stringify(points)])
}
