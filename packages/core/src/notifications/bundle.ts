import { queryIn, type SqlTx, type Tx } from '../db/index.ts'
import { type Bundled, grow } from './bundle-growth.ts'
import { editNotifications } from './edit.ts'
import { type EmitDeps, emitMany } from './emit.ts'
import type { BundledIntent, NotificationIntent } from './types.ts'

/** A bundle's messages are named by the moment for which they are meant. */
const prefix = 'bundle:'

interface Bundle {
  readonly key: string
  /** In the order in which they happened. */
  readonly intents: readonly BundledIntent[]
}

/** More bundles than this are not locked one by one: locks have little room. */
const mostLocks = 50

/** Of two at once the second must see what the first wrote. All who lock one bundle of a topic also share the topic. */
const lockOneSql = `
SELECT pg_advisory_xact_lock_shared(hashtext($2))::text, pg_advisory_xact_lock(hash)::text
FROM (SELECT DISTINCT hashtext(value) AS hash FROM json_array_elements_text($1::text::json) ORDER BY 1) AS locks`
const lockAllSql = 'SELECT pg_advisory_xact_lock(hashtext($1))::text'

/** Instants sort as they follow: the unique index finds the latest one, however long the bundle's history is. */
const latestOf = `
json_to_recordset($1::text::json) AS i(n int, c bigint, t text, e text)
CROSS JOIN LATERAL (
  SELECT id, transition, bundled, created_at, expires_at FROM core_notification
  WHERE (chat_id, topic, entity) = (i.c, i.t, i.e) AND transition LIKE '${prefix}%'
  ORDER BY transition DESC LIMIT 1) k`

/**
 * What waits must not begin to be sent while it is joined. What is on its way is left alone: the sender may hold it, and wait for something
 * that this transaction has edited.
 */
const holdSql = `
SELECT 1 FROM core_delivery WHERE notification_id IN (SELECT k.id FROM ${latestOf})
  AND kind = 'send' AND state = 'pending'
ORDER BY id FOR UPDATE`

/** The latest message of each bundle: sent already, or waiting for the end of the window. */
const latestSql = `
SELECT i.n, k.id::text AS id, k.transition, k.bundled, k.expires_at, d.state, d.run_at <= k.created_at AS prompt
FROM ${latestOf}
LEFT JOIN LATERAL (
  SELECT state, run_at FROM core_delivery WHERE notification_id = k.id AND kind = 'send' ORDER BY id DESC LIMIT 1) d ON true`

const countSql = `
UPDATE core_notification n SET bundled = i.count, expires_at = i.expires
FROM json_to_recordset($1::text::json) AS i(id bigint, count int, expires timestamptz) WHERE n.id = i.id`

const hurrySql = `
WITH hurried AS (
  UPDATE core_delivery SET run_at = least(run_at, $2::text::timestamptz)
  WHERE notification_id IN (SELECT value::bigint FROM json_array_elements_text($1::text::json))
    AND kind = 'send' AND state = 'pending'
  RETURNING 1)
SELECT CASE WHEN count(*) > 0 THEN pg_notify('core_outbox', '')::text END AS told FROM hurried`

function bundlesOf(intents: readonly BundledIntent[]): readonly Bundle[] {
  const bundles = new Map<string, BundledIntent[]>()
  for (const intent of intents) {
    const key = `core:bundle:${intent.topic}:${intent.chatId}:${intent.entity}`
    bundles.set(key, [...(bundles.get(key) ?? []), intent])
  }
  return [...bundles].map(([key, together]) => ({ key, intents: together }))
}

async function lock(tx: Tx | SqlTx, bundles: readonly Bundle[]): Promise<void> {
  for (const topic of new Set(bundles.map(({ intents }) => intents[0]?.topic))) {
    const keys = bundles.filter(({ intents }) => intents[0]?.topic === topic).map(({ key }) => key)
    const all = `core:bundles:${topic}`
    if (keys.length > mostLocks) await queryIn(tx, lockAllSql, [all])
    else await queryIn(tx, lockOneSql, [JSON.stringify(keys), all])
  }
}

interface LatestRow {
  readonly n: number
  readonly id: string
  readonly transition: string
  readonly bundled: number
  readonly expires_at: Date | null
  readonly state: string | null
  readonly prompt: boolean | null
}

function stateOf(state: string | null): Bundled['state'] {
  if (state === 'pending') return 'waits'
  return state === 'sending' || state === 'sent' ? 'left' : 'gone'
}

function toBundled(row: LatestRow): Bundled {
  const due = new Date(row.transition.slice(prefix.length)).getTime()
  return {
    id: BigInt(row.id),
    due,
    count: row.bundled,
    state: stateOf(row.state),
    isPrompt: row.prompt === true,
    expires: row.expires_at?.getTime() ?? Number.POSITIVE_INFINITY,
    goesNow: false,
  }
}

async function findLatest(tx: Tx | SqlTx, bundles: readonly Bundle[]): Promise<ReadonlyMap<number, Bundled>> {
  const wanted = bundles.map(({ intents: [one] }, n) => ({ n, c: String(one?.chatId), t: one?.topic, e: one?.entity }))
  const values = [JSON.stringify(wanted)]
  await queryIn(tx, holdSql, values)
  const rows = await queryIn<LatestRow>(tx, latestSql, values)
  return new Map(rows.map((row) => [row.n, toBundled(row)]))
}

const expiryOf = ({ expires }: Pick<Bundled, 'expires'>): Date | undefined =>
  Number.isFinite(expires) ? new Date(expires) : undefined

function intentOf(intent: BundledIntent, message: Bundled): NotificationIntent {
  const { windowMs, leadMs, isUrgent, more, expiresAt: first, ...rest } = intent
  const due = new Date(message.due)
  const expiresAt = expiryOf(message)
  return {
    ...rest,
    content: message.content ?? intent.content,
    transition: `${prefix}${due.toISOString()}`,
    ...(message.goesNow ? {} : { notBefore: due }),
    ...(expiresAt ? { expiresAt } : {}),
  }
}

/** Tells the first of each bundle at once, and what follows within the window in one later message. */
export async function emitBundled(tx: Tx | SqlTx, deps: EmitDeps, intents: readonly BundledIntent[]): Promise<void> {
  if (intents.length === 0) return
  const bundles = bundlesOf(intents)
  await lock(tx, bundles)
  const latest = await findLatest(tx, bundles)
  const now = deps.clock.now()
  const grown = bundles.flatMap(({ intents: together }, n) =>
    grow(latest.get(n), together, now.getTime()).map((message) => ({ message, intent: together[0] })),
  )
  const added = grown.flatMap(({ message, intent }) =>
    message.id === undefined && intent ? [{ message, intent }] : [],
  )
  const emitted = await emitMany(
    tx,
    deps,
    added.map(({ message, intent }) => intentOf(intent, message)),
  )
  const joined = grown.flatMap(({ message }) => (message.id === undefined ? [] : [{ ...message, id: message.id }]))
  // Before they are counted: the sender, too, locks deliveries before their notifications, else each could wait for the other.
  await editNotifications(
    tx,
    deps,
    joined.flatMap(({ id, content }) => (content ? [{ id, content }] : [])),
  )
  const hurried = joined.filter(({ goesNow }) => goesNow).map(({ id }) => String(id))
  if (hurried.length > 0) await queryIn(tx, hurrySql, [JSON.stringify(hurried), now.toISOString()])
  const counts = [
    ...joined,
    ...added.flatMap(({ message }, index) => (message.count > 1 ? [{ ...message, id: emitted[index]?.id }] : [])),
  ].map((message) => ({
    id: String(message.id),
    count: message.count,
    expires: expiryOf(message)?.toISOString() ?? null,
  }))
  if (counts.length > 0) await queryIn(tx, countSql, [JSON.stringify(counts)])
}
