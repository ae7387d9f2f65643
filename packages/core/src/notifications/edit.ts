import type { Keyring } from '../crypto/index.ts'
import { queryIn, type SqlTx, type Tx } from '../db/index.ts'
import { findContent, sealContent } from './content.ts'
import type { EmitDeps } from './emit.ts'
import { priorityOf } from './topics.ts'
import type { MessageContent, MessageEdit } from './types.ts'

/** Each statement takes all messages at once: an offer may have thousands of receipts. */
const idsOf = '(SELECT value::bigint FROM json_array_elements_text($1::text::json))'

/** \`stands\`: the message that still shows the thing, where the one that should have taken its place never arrived, and never will. */
const topicsSql = `
SELECT n.id::text AS id, n.topic, (
  SELECT p.id FROM core_notification p WHERE p.successor_id = n.id AND p.message_id IS NOT NULL AND n.message_id IS NULL AND NOT EXISTS (
    SELECT 1 FROM core_delivery d WHERE d.notification_id = n.id AND d.kind = 'send' AND d.state IN ('pending', 'sending', 'uncertain'))
  ORDER BY p.id DESC LIMIT 1)::text AS stands
FROM core_notification n WHERE n.id IN ${idsOf}`

/**
 * What waits or is in flight, newest first per message, locked in the one order that {@link createOutboxStore}'s `finish` takes too. Those in
 * flight are locked as well: one that came back to wait meanwhile would be replaced unseen.
 */
const waitingSql = `
WITH locked AS MATERIALIZED (
  SELECT id, notification_id, state, content FROM core_delivery
  WHERE notification_id IN ${idsOf} AND kind IN ('send', 'edit') AND state IN ('pending', 'sending')
  ORDER BY id FOR UPDATE)
SELECT notification_id::text AS id, content FROM locked WHERE state = 'pending' AND content IS NOT NULL ORDER BY locked.id DESC`

const dropOlderEditsSql = `
UPDATE core_delivery SET state = 'dropped', reason = 'replaced', content = NULL, finished_at = $2::text::timestamptz
WHERE notification_id IN ${idsOf} AND kind = 'edit' AND state = 'pending'`

const replaceSql = `
UPDATE core_delivery d SET content = decode(i.content, 'base64')
FROM json_to_recordset($1::text::json) AS i(id bigint, content text)
WHERE d.notification_id = i.id AND d.kind = 'send' AND d.state = 'pending'
RETURNING d.notification_id::text AS id`

/** A send that is in flight, or went back to wait, keeps its place before the edit: one delivery per chat at a time. */
const enqueueSql = `
WITH edit AS (
  INSERT INTO core_delivery (notification_id, kind, chat_id, priority, run_at, content, correlation_id, created_at)
  SELECT n.id, 'edit', n.chat_id, i.priority, $2::text::timestamptz, decode(i.content, 'base64'), $3::text, $2::text::timestamptz
  FROM json_to_recordset($1::text::json) AS i(id bigint, n int, priority int, content text)
  JOIN core_notification n ON n.id = i.id
  WHERE n.message_id IS NOT NULL OR EXISTS (
    SELECT 1 FROM core_delivery s WHERE s.notification_id = n.id AND s.kind = 'send' AND s.state IN ('pending', 'sending', 'sent'))
  ORDER BY i.n
  RETURNING 1)
SELECT CASE WHEN count(*) > 0 THEN pg_notify('core_outbox', '')::text END AS told FROM edit`

/** A send in flight is only marked: should it come back to wait, it is dropped then. */
const withdrawSql = `
WITH locked AS MATERIALIZED (
  SELECT id FROM core_delivery WHERE notification_id IN ${idsOf} AND state IN ('pending', 'sending') ORDER BY id FOR UPDATE)
UPDATE core_delivery d SET reason = 'withdrawn',
  state = CASE state WHEN 'pending' THEN 'dropped' ELSE state END,
  content = CASE state WHEN 'pending' THEN NULL ELSE content END,
  finished_at = CASE state WHEN 'pending' THEN $2::text::timestamptz END
FROM locked WHERE d.id = locked.id AND state IN ('pending', 'sending')
RETURNING state`

/** Messages per statement. */
const chunkSize = 2_000

/** A message that is edited twice at once shows what comes last. */
export async function editNotifications(tx: Tx | SqlTx, deps: EmitDeps, edits: readonly MessageEdit[]): Promise<void> {
  const latest = [...new Map(edits.map((edit) => [edit.id, edit])).values()]
  for (let start = 0; start < latest.length; start += chunkSize)
    await editChunk(tx, deps, latest.slice(start, start + chunkSize))
}

async function editChunk(tx: Tx | SqlTx, deps: EmitDeps, wanted: readonly MessageEdit[]): Promise<void> {
  const found = await readTopics(tx, deps, wanted)
  const edits = wanted.map(({ id, content }) => ({ id: found.get(id)?.stands ?? id, of: id, content }))
  const ids = JSON.stringify(edits.map(({ id }) => String(id)))
  const keeping = new Set(edits.filter(({ content }) => content.photo === 'keep').map(({ id }) => id))
  const waiting = await lockWaiting(tx, deps.keyring, ids, keeping)
  const rows = edits.map(({ id, of, content }, n) => ({
    id: String(id),
    n,
    priority: found.get(of)?.priority,
    content: sealContent(deps.keyring, keepPhoto(content, waiting.get(id))).toString('base64'),
  }))
  const now = deps.clock.now().toISOString()
  await queryIn(tx, dropOlderEditsSql, [ids, now])
  const replaced = await queryIn<{ id: string }>(tx, replaceSql, [JSON.stringify(rows)])
  const done = new Set(replaced.map(({ id }) => id))
  const left = rows.filter(({ id }) => !done.has(id))
  if (left.length > 0) await queryIn(tx, enqueueSql, [JSON.stringify(left), now, deps.correlationId() ?? null])
}

interface Found {
  readonly priority: number
  readonly stands: bigint | undefined
}

async function readTopics(
  tx: Tx | SqlTx,
  { topics }: EmitDeps,
  edits: readonly MessageEdit[],
): Promise<ReadonlyMap<bigint, Found>> {
  const ids = JSON.stringify(edits.map(({ id }) => String(id)))
  const rows = await queryIn<{ id: string; topic: string; stands: string | null }>(tx, topicsSql, [ids])
  const rowOf = new Map(rows.map((row) => [BigInt(row.id), row]))
  return new Map(
    edits.map(({ id }) => {
      const row = rowOf.get(id)
      if (row === undefined) throw new Error(`Notification ${id} does not exist: edit takes the id that emit returned.`)
      const topic = topics.get(row.topic)
      if (!topic) throw new Error(`Topic '${row.topic}' is not declared: add it to the feature's topics.`)
      return [id, { priority: priorityOf(topic.lane), stands: row.stands === null ? undefined : BigInt(row.stands) }]
    }),
  )
}

/** Locks what waits, and reads what those that keep their picture are waiting to say, newest first. */
async function lockWaiting(
  tx: Tx | SqlTx,
  keyring: Keyring,
  ids: string,
  keeping: ReadonlySet<bigint>,
): Promise<ReadonlyMap<bigint, readonly MessageContent[]>> {
  const rows = await queryIn<{ id: string; content: Uint8Array }>(tx, waitingSql, [ids])
  const waiting = new Map<bigint, MessageContent[]>()
  for (const { id, content } of rows) {
    const notification = BigInt(id)
    if (!keeping.has(notification)) continue
    const found = findContent(keyring, content)
    if (found) waiting.set(notification, [...(waiting.get(notification) ?? []), found])
  }
  return waiting
}

/** What waits is replaced by the new content: a picture that waits with it and is to be kept must come along. */
function keepPhoto(content: MessageContent, waiting: readonly MessageContent[] = []): MessageContent {
  const { photo: kept, ...words } = content
  const decisive = kept === 'keep' ? waiting.find(({ photo }) => photo !== 'keep') : undefined
  if (!decisive) return content
  return decisive.photo ? { ...words, photo: decisive.photo } : words
}

export async function withdrawNotifications(tx: Tx, deps: EmitDeps, ids: readonly bigint[]): Promise<number> {
  if (ids.length === 0) return 0
  const rows = await tx.$queryRawUnsafe<{ state: string }[]>(
    withdrawSql,
    JSON.stringify(ids.map(String)),
    deps.clock.now().toISOString(),
  )
  return rows.filter(({ state }) => state === 'dropped').length
}
