import { queryIn, type SqlTx, type Tx } from '../db/index.ts'
import { editNotifications } from './edit.ts'
import { type EmitDeps, emitMany } from './emit.ts'
import type { BundledIntent, MessageContent, NotificationIntent } from './types.ts'

/** A bundle's messages are named by the moment for which they are meant. */
const prefix = 'bundle:'

/** One message of a bundle, as it will be; without an id it is new. */
interface Bundled {
  readonly id?: bigint
  readonly due: number
  readonly count: number
  /** It was withdrawn: nothing can join it. */
  readonly isGone?: boolean
  readonly content?: MessageContent
}

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

/** The latest message of each bundle: sent already, or waiting for the end of the window. */
const latestSql = `
SELECT i.n, k.id::text AS id, k.transition, k.bundled, NOT EXISTS (
  SELECT FROM core_delivery d WHERE d.notification_id = k.id AND d.kind = 'send' AND d.state IN ('pending', 'sending', 'sent')) AS gone
FROM json_to_recordset($1::text::json) AS i(n int, c bigint, t text, e text)
CROSS JOIN LATERAL (
  SELECT id, transition, bundled FROM core_notification
  WHERE (chat_id, topic, entity) = (i.c, i.t, i.e) AND transition LIKE '${prefix}%'
  ORDER BY id DESC LIMIT 1) k`

const countSql = `
UPDATE core_notification n SET bundled = i.count
FROM json_to_recordset($1::text::json) AS i(id bigint, count int) WHERE n.id = i.id`

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
  readonly gone: boolean
}

async function findLatest(tx: Tx | SqlTx, bundles: readonly Bundle[]): Promise<ReadonlyMap<number, Bundled>> {
  const wanted = bundles.map(({ intents: [one] }, n) => ({ n, c: String(one?.chatId), t: one?.topic, e: one?.entity }))
  const rows = await queryIn<LatestRow>(tx, latestSql, [JSON.stringify(wanted)])
  return new Map(
    rows.map(({ n, id, transition, bundled, gone }) => [
      n,
      { id: BigInt(id), due: new Date(transition.slice(prefix.length)).getTime(), count: bundled, isGone: gone },
    ]),
  )
}

/** What becomes of a bundle: the messages that are new or say something else now, at most two. */
function grow(latest: Bundled | undefined, intents: readonly BundledIntent[], now: number): readonly Bundled[] {
  const grown: Bundled[] = []
  let last = latest
  for (const { windowMs, content, more } of intents) {
    if (last && last.due > now && last.isGone) {
      // Another one for the same moment, by another name.
      last = { due: last.due + 1, count: 1, content: more(1) }
    } else if (last && last.due > now) {
      const joined = { ...last, count: last.count + 1, content: more(last.count + 1) }
      if (grown.at(-1) === last) grown.pop()
      last = joined
    } else {
      const isFirst = !last || last.due + windowMs <= now
      last = { due: last && !isFirst ? last.due + windowMs : now, count: 1, content: isFirst ? content : more(1) }
    }
    grown.push(last)
  }
  return grown
}

const intentOf = ({ windowMs, more, ...intent }: BundledIntent, { due, content }: Bundled): NotificationIntent => ({
  ...intent,
  content: content ?? intent.content,
  transition: `${prefix}${new Date(due).toISOString()}`,
  notBefore: new Date(due),
})

/** Tells the first of each bundle at once, and what follows within the window in one later message. */
export async function emitBundled(tx: Tx | SqlTx, deps: EmitDeps, intents: readonly BundledIntent[]): Promise<void> {
  if (intents.length === 0) return
  const bundles = bundlesOf(intents)
  await lock(tx, bundles)
  const latest = await findLatest(tx, bundles)
  const now = deps.clock.now().getTime()
  const grown = bundles.flatMap(({ intents: together }, n) =>
    grow(latest.get(n), together, now).map((message) => ({ message, intent: together[0] })),
  )
  const added = grown.flatMap(({ message, intent }) =>
    message.id === undefined && intent ? [{ message, intent }] : [],
  )
  const emitted = await emitMany(
    tx,
    deps,
    added.map(({ message, intent }) => intentOf(intent, message)),
  )
  // Before they are counted: the sender, too, locks deliveries before their notifications, else each could wait for the other.
  await editNotifications(
    tx,
    deps,
    grown.flatMap(({ message: { id, content } }) => (id === undefined || !content ? [] : [{ id, content }])),
  )
  const counts = [
    ...grown.flatMap(({ message: { id, count } }) => (id === undefined ? [] : [{ id: String(id), count }])),
    ...added.map(({ message }, index) => ({ id: String(emitted[index]?.id), count: message.count })),
  ].filter(({ count }) => count > 1)
  if (counts.length > 0) await queryIn(tx, countSql, [JSON.stringify(counts)])
}
