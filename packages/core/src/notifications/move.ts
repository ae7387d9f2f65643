import { queryIn, type Tx } from '../db/index.ts'
import { sealContent } from './content.ts'
import { editNotifications, withdrawNotifications } from './edit.ts'
import { type EmitDeps, emitMany } from './emit.ts'
import { priorityOf } from './topics.ts'
import type { Move, Moved } from './types.ts'

/** Where each stands, or is about to. */
const standingSql = `
SELECT n.id::text AS id, coalesce(n.message_id, (
  SELECT d.message_id FROM core_delivery d WHERE d.notification_id = n.id AND d.kind = 'send' AND d.state IN ('pending', 'sending')
  ORDER BY d.id DESC LIMIT 1))::text AS message
FROM core_notification n WHERE n.id IN (SELECT value::bigint FROM json_array_elements_text($1::text::json))`

/**
 * Behind the new one, which was written before. What was never sent needs no deleting, what is being sent may arrive; and where one was never
 * sent, the one that it should have replaced is still there.
 */
const takeAwaySql = `
WITH input AS (
  SELECT * FROM json_to_recordset($1::text::json) AS i(id bigint, n int, successor bigint, priority int, content text)
), old AS MATERIALIZED (
  SELECT i.*, n.id AS notification FROM input i JOIN core_notification n ON n.id = i.id
  UNION ALL
  SELECT i.*, p.id FROM input i JOIN core_notification p ON p.successor_id = i.id WHERE p.message_id IS NOT NULL
), replaced AS (
  UPDATE core_notification n SET successor_id = old.successor FROM old WHERE n.id = old.notification
), taken AS (
  INSERT INTO core_delivery (notification_id, kind, chat_id, priority, run_at, content, correlation_id, created_at)
  SELECT n.id, 'delete', n.chat_id, old.priority, $2::text::timestamptz, decode(old.content, 'base64'), $3::text, $2::text::timestamptz
  FROM old JOIN core_notification n ON n.id = old.notification
  WHERE n.message_id IS NOT NULL OR EXISTS (
    SELECT 1 FROM core_delivery s WHERE s.notification_id = n.id AND s.kind = 'send' AND s.state = 'sending')
  ORDER BY old.n
  RETURNING 1)
SELECT CASE WHEN count(*) > 0 THEN pg_notify('core_outbox', '')::text END AS told FROM taken`

export async function moveMany(tx: Tx, deps: EmitDeps, moves: readonly Move[]): Promise<readonly Moved[]> {
  const standing = await readStanding(tx, moves)
  const isThere = ({ before, to: { onto } }: Move) =>
    before !== undefined && onto !== undefined && standing.get(before) === String(onto.id)
  const edits = moves.flatMap((move) =>
    move.before !== undefined && isThere(move) ? [{ id: move.before, content: move.to.content }] : [],
  )
  await editNotifications(tx, deps, edits)
  const going = moves.filter((move) => !isThere(move))
  const emitted = await emitMany(
    tx,
    deps,
    going.map(({ to }) => to),
  )
  const replaced = going.flatMap(({ before, to, rest }, index): Replaced[] => {
    const successor = emitted[index]
    return before !== undefined && successor?.created ? [{ before, to, rest, successor: successor.id }] : []
  })
  await takeAway(tx, deps, replaced)
  const moved = new Map(going.map((move, index) => [move, emitted[index]]))
  return moves.map((move) => moved.get(move) ?? { id: move.before ?? 0n, created: false })
}

interface Replaced extends Pick<Move, 'to' | 'rest'> {
  readonly before: bigint
  readonly successor: bigint
}

/** Telegram's ids of the messages that are there. */
async function readStanding(tx: Tx, moves: readonly Move[]): Promise<ReadonlyMap<bigint, string | null>> {
  const ids = moves.flatMap(({ before, to }) => (before === undefined || to.onto === undefined ? [] : [String(before)]))
  if (ids.length === 0) return new Map()
  const rows = await queryIn<{ id: string; message: string | null }>(tx, standingSql, [JSON.stringify(ids)])
  return new Map(rows.map(({ id, message }) => [BigInt(id), message]))
}

async function takeAway(tx: Tx, deps: EmitDeps, replaced: readonly Replaced[]): Promise<void> {
  if (replaced.length === 0) return
  // What is under way as well: an edit that came back to wait would show the old words again.
  await withdrawNotifications(
    tx,
    deps,
    replaced.map(({ before }) => before),
  )
  const rows = replaced.map(({ before, successor, to, rest }, n) => {
    const topic = deps.topics.get(to.topic)
    return {
      ...{ id: String(before), n, successor: String(successor), priority: topic && priorityOf(topic.lane) },
      content: sealContent(deps.keyring, rest).toString('base64'),
    }
  })
  const now = deps.clock.now().toISOString()
  await queryIn(tx, takeAwaySql, [JSON.stringify(rows), now, deps.correlationId() ?? null])
}
