import type { Clock } from '../clock/index.ts'
import type { Keyring } from '../crypto/index.ts'
import { queryIn, type SqlTx, type Tx } from '../db/index.ts'
import { sealContent } from './content.ts'
import { priorityOf, type TopicIndex } from './topics.ts'
import type { MessageContent, NotificationIntent } from './types.ts'

export interface EmitDeps {
  readonly topics: TopicIndex
  readonly keyring: Keyring
  readonly clock: Clock
  readonly correlationId: () => string | undefined
}

export interface Emitted {
  readonly id: bigint
  readonly created: boolean
}

/** Rows per statement: keeps one statement's parameters around a megabyte. */
const chunkSize = 5_000

/**
 * One statement writes intents and deliveries, and wakes the sender when the transaction commits. Ids are drawn first,
 * so that RETURNING can be matched to the input; intents go in by their key, so that two callers that write the same
 * ones wait for each other instead of deadlocking; deliveries go in by input order, which is the order of sending.
 */
const insertSql = `
WITH content AS (
  SELECT ordinality::int - 1 AS b, decode(value, 'base64') AS bytes
  FROM json_array_elements_text($2::text::json) WITH ORDINALITY
), input AS MATERIALIZED (
  SELECT coalesce(i.d, nextval('core_notification_id_seq')) AS id, i.*
  FROM json_to_recordset($1::text::json)
    AS i(n int, c bigint, u bigint, t text, e text, s text, nb timestamptz, x timestamptz, p int, b int, k text, d bigint, o bigint)
), intent AS (
  INSERT INTO core_notification (id, chat_id, user_id, topic, entity, transition, created_at, expires_at)
  SELECT id, c, u, t, e, s, $3::text::timestamptz, x FROM input ORDER BY c, t, e, s, n
  ON CONFLICT (chat_id, topic, entity, transition) DO NOTHING
  RETURNING id
), disowned AS (
  -- A message that becomes another one is nobody else's any more: what is still to be said there would be said over it.
  -- Looked up chat by chat (OFFSET 0), and not at all where nothing becomes another message.
  UPDATE core_notification SET message_id = NULL WHERE id IN (
    SELECT n.id FROM input i JOIN intent USING (id) CROSS JOIN LATERAL (
      SELECT id FROM core_notification WHERE chat_id = i.c AND message_id = i.o OFFSET 0) n
    WHERE i.o IS NOT NULL)
), outrun AS (
  -- What waits to become it, or is at it, comes as a message of its own.
  UPDATE core_delivery SET message_id = NULL WHERE id IN (
    SELECT d.id FROM input i JOIN intent USING (id) CROSS JOIN LATERAL (
      SELECT id FROM core_delivery WHERE chat_id = i.c AND message_id = i.o AND kind = 'send' AND state IN ('pending', 'sending') OFFSET 0) d
    WHERE i.o IS NOT NULL)
), delivery AS (
  INSERT INTO core_delivery (notification_id, kind, chat_id, priority, run_at, content, correlation_id, created_at, message_id)
  SELECT i.id, 'send', i.c, i.p, greatest(i.nb, $3::text::timestamptz), content.bytes, coalesce(i.k, $4::text), $3::text::timestamptz, i.o
  FROM input i JOIN intent USING (id) JOIN content USING (b) ORDER BY i.n
  RETURNING 1
)
SELECT string_agg(i.n || ':' || i.id, ',') AS created,
       CASE WHEN count(*) > 0 THEN pg_notify('core_outbox', '')::text END AS told
FROM input i JOIN intent USING (id)`

/** A later statement: rows that another transaction committed meanwhile are invisible to the one above. */
const existingSql = `
SELECT string_agg(i.n || ':' || k.id, ',') AS found
FROM json_to_recordset($1::text::json) AS i(n int, c bigint, t text, e text, s text)
JOIN core_notification k ON (k.chat_id, k.topic, k.entity, k.transition) = (i.c, i.t, i.e, i.s)`

function toRow(deps: EmitDeps, intent: NotificationIntent, n: number, b: number) {
  const topic = deps.topics.get(intent.topic)
  if (!topic) throw new Error(`Topic '${intent.topic}' is not declared: add it to the feature's topics.`)
  if (intent.content.photo === 'keep')
    throw new Error(`A new message has no picture to keep: emit '${intent.topic}' with the picture, or without one.`)
  return {
    n,
    b,
    c: String(intent.chatId),
    u: intent.userId === undefined ? null : String(intent.userId),
    t: intent.topic,
    e: intent.entity,
    s: intent.transition,
    nb: intent.notBefore?.toISOString() ?? null,
    x: intent.expiresAt?.toISOString() ?? null,
    p: priorityOf(topic.lane),
    k: intent.correlationId ?? null,
    d: intent.id === undefined ? null : String(intent.id),
    o: intent.onto?.id ?? null,
  }
}

function parsePairs(pairs: string | null | undefined): Map<number, bigint> {
  const ids = new Map<number, bigint>()
  for (const pair of pairs ? pairs.split(',') : []) {
    const [n = '', id = ''] = pair.split(':')
    ids.set(Number(n), BigInt(id))
  }
  return ids
}

interface Composed {
  readonly rows: readonly ReturnType<typeof toRow>[]
  /** Base64; a row names its content by position. */
  readonly sealed: readonly string[]
}

function compose(deps: EmitDeps, intents: readonly NotificationIntent[]): Composed {
  // A broadcast gives every intent the same content object: it is sealed and sent to the database once.
  const contents = new Map<MessageContent, number>()
  const rows = intents.map((intent, n) => {
    const content = intent.onto?.isText ? { ...intent.content, isOntoText: true } : intent.content
    const b = contents.get(content) ?? contents.size
    contents.set(content, b)
    return toRow(deps, intent, n, b)
  })
  return {
    rows,
    sealed: [...contents.keys()].map((content) => sealContent(deps.keyring, content).toString('base64')),
  }
}

async function write(tx: Tx | SqlTx, deps: EmitDeps, { rows, sealed }: Composed): Promise<Emitted[]> {
  const [inserted] = await queryIn<{ created: string | null }>(tx, insertSql, [
    JSON.stringify(rows),
    JSON.stringify(sealed),
    deps.clock.now().toISOString(),
    deps.correlationId() ?? null,
  ])
  const created = parsePairs(inserted?.created)
  const missing = rows.filter((row) => !created.has(row.n))
  const found = missing.length === 0 ? new Map<number, bigint>() : await findExisting(tx, missing)
  return rows.map(({ n, t, e }) => {
    const id = created.get(n) ?? found.get(n)
    if (id === undefined) throw new Error(`Notification ${t} of ${e} was erased while it was emitted: try again.`)
    return { id, created: created.has(n) }
  })
}

async function findExisting(tx: Tx | SqlTx, rows: readonly object[]): Promise<Map<number, bigint>> {
  const [row] = await queryIn<{ found: string | null }>(tx, existingSql, [JSON.stringify(rows)])
  return parsePairs(row?.found)
}

export async function emitMany(
  tx: Tx | SqlTx,
  deps: EmitDeps,
  intents: readonly NotificationIntent[],
): Promise<Emitted[]> {
  const emitted: Emitted[] = []
  for (let start = 0; start < intents.length; start += chunkSize) {
    const piece = compose(deps, intents.slice(start, start + chunkSize))
    for (const one of await write(tx, deps, piece)) emitted.push(one)
  }
  return emitted
}

/** The database is busy soon, and a piece that follows is never longer than what is being written meanwhile. */
const firstPiece = 16

function* piecesOf<T>(items: Iterable<T>): Generator<T[]> {
  let piece: T[] = []
  let size = firstPiece
  for (const item of items) {
    piece.push(item)
    if (piece.length < size) continue
    yield piece
    piece = []
    size = Math.min(size * 2, chunkSize)
  }
  if (piece.length > 0) yield piece
}

export async function emitWhileComposing(
  tx: Tx | SqlTx,
  deps: EmitDeps,
  intents: Iterable<NotificationIntent>,
): Promise<Emitted[]> {
  const emitted: Emitted[] = []
  let writing: Promise<readonly Emitted[]> = Promise.resolve([])
  const collect = async (): Promise<void> => {
    for (const one of await writing) emitted.push(one)
  }
  try {
    for (const piece of piecesOf(intents)) {
      const composed = compose(deps, piece)
      await collect()
      writing = write(tx, deps, composed)
    }
  } catch (error) {
    // Composing failed while the piece before is on its way: its own error must not go unheard.
    await writing.catch(() => undefined)
    throw error
  }
  await collect()
  return emitted
}
