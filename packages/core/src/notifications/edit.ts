import type { Keyring } from '../crypto/index.ts'
import type { Tx } from '../db/index.ts'
import { openContent, sealContent } from './content.ts'
import type { EmitDeps } from './emit.ts'
import { priorityOf } from './topics.ts'
import type { MessageContent } from './types.ts'

const dropOlderEditSql = `
UPDATE core_delivery SET state = 'dropped', reason = 'replaced', content = NULL, finished_at = $2::text::timestamptz
WHERE notification_id = $1::text::bigint AND kind = 'edit' AND state = 'pending'`

const replaceSql = `
UPDATE core_delivery SET content = $2 WHERE notification_id = $1::text::bigint AND kind = 'send' AND state = 'pending'`

/** A send that is in flight, or went back to wait, keeps its place before the edit: one delivery per chat at a time. */
const enqueueSql = `
INSERT INTO core_delivery (notification_id, kind, chat_id, priority, run_at, content, correlation_id, created_at)
SELECT n.id, 'edit', n.chat_id, $2, $3::text::timestamptz, $4, $5::text, $3::text::timestamptz
FROM core_notification n
WHERE n.id = $1::text::bigint AND (n.message_id IS NOT NULL OR EXISTS (
  SELECT 1 FROM core_delivery s WHERE s.notification_id = n.id AND s.kind = 'send' AND s.state IN ('pending', 'sending', 'sent')))
RETURNING pg_notify('core_outbox', '')::text`

/** Newest first. Those in flight are locked too: one that came back to wait meanwhile would be replaced unseen. */
const waitingSql = `
SELECT state, content FROM core_delivery
WHERE notification_id = $1::text::bigint AND kind IN ('send', 'edit') AND state IN ('pending', 'sending')
ORDER BY id DESC FOR UPDATE`

/** A send in flight is only marked: should it come back to wait, it is dropped then. */
const withdrawSql = `
UPDATE core_delivery SET reason = 'withdrawn',
  state = CASE state WHEN 'pending' THEN 'dropped' ELSE state END,
  content = CASE state WHEN 'pending' THEN NULL ELSE content END,
  finished_at = CASE state WHEN 'pending' THEN $2::text::timestamptz END
WHERE notification_id IN (SELECT value::bigint FROM json_array_elements_text($1::text::json)) AND state IN ('pending', 'sending')
RETURNING state`

export async function editNotification(tx: Tx, deps: EmitDeps, id: bigint, content: MessageContent): Promise<void> {
  const notification = await tx.notification.findUnique({ where: { id }, select: { topic: true } })
  if (!notification) throw new Error(`Notification ${id} does not exist: edit takes the id that emit returned.`)
  const topic = deps.topics.get(notification.topic)
  if (!topic) throw new Error(`Topic '${notification.topic}' is not declared: add it to the feature's topics.`)
  const now = deps.clock.now().toISOString()
  const kept = content.photo === 'keep' ? await keepWaitingPhoto(tx, deps.keyring, id, content) : content
  const sealed = sealContent(deps.keyring, kept)
  await tx.$executeRawUnsafe(dropOlderEditSql, String(id), now)
  const replaced = await tx.$executeRawUnsafe(replaceSql, String(id), sealed)
  if (replaced > 0) return
  await tx.$queryRawUnsafe(enqueueSql, String(id), priorityOf(topic.lane), now, sealed, deps.correlationId() ?? null)
}

/** What waits is replaced by the new content: a picture that waits with it and is to be kept must come along. */
async function keepWaitingPhoto(
  tx: Tx,
  keyring: Keyring,
  id: bigint,
  { photo: _, ...words }: MessageContent,
): Promise<MessageContent> {
  const rows = await tx.$queryRawUnsafe<{ state: string; content: Uint8Array | null }[]>(waitingSql, String(id))
  const waiting = rows.flatMap(({ state, content }) =>
    state === 'pending' && content ? [openContent(keyring, content)] : [],
  )
  const decisive = waiting.find(({ photo }) => photo !== 'keep')
  if (!decisive) return { ...words, photo: 'keep' }
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
