import type { Update } from 'grammy/types'
import type { Keyring } from '../crypto/index.ts'
import type { Db } from '../db/index.ts'
import type { Logger } from '../log/index.ts'
import { type Person, type PersonRow, rolesColumn, toPerson } from '../users/index.ts'
import { type Dialogue, type DialogueRow, dialogueColumns, dialogueKeys, toDialogue } from './dialogues.ts'
import { settleRepeated } from './inbox-repeats.ts'
import { peopleColumns } from './people-columns.ts'
import type { SourceOf } from './start-source.ts'
import { readUpdate } from './update-facts.ts'

/** What became of an update that arrived. */
export type Arrival =
  | {
      readonly outcome: 'fresh'
      readonly person: Person | undefined
      /** What it may belong to; unknown while another process is at something of this chat. */
      readonly dialogue: Dialogue | undefined
    }
  /** Handled before: nothing to do. */
  | { readonly outcome: 'done' }
  /** It ended its process every time: to be given up, by whoever asks, and then marked done. */
  | { readonly outcome: 'given-up' }
  /** Somebody is at it; come back later. */
  | { readonly outcome: 'busy' }

export interface InboxOptions {
  readonly db: Db
  readonly keyring: Keyring
  readonly botId: number
  /** Id of this process; a dead one's updates are taken over. */
  readonly owner: string
  readonly owners: ReadonlySet<bigint>
  /** What is kept of start payloads. */
  readonly sourceOf: SourceOf
  readonly log: Logger
  /** Other processes handle updates too, also of the same chat. */
  readonly shared: boolean
  /** How long an update may be worked on before somebody else may take it, in seconds of machine time. */
  readonly leaseSeconds?: number
}

/** An update that its process left unfinished. */
export interface Unfinished {
  readonly update: Update
  /** How many processes began with it, the next one not counted. */
  readonly attempts: number
  /** Another process began with it and ended; else only the database was lost for a while. */
  readonly orphaned: boolean
}

/** Every update is written down before it is handled; the primary key is the dedupe. Kept 48 h. */
export interface Inbox {
  /** Records updates and their people in one statement; answers in the same order. */
  arrive(updates: readonly Update[]): Promise<readonly Arrival[]>
  done(updateIds: readonly number[]): Promise<void>
  /** Counts a process that begins with an orphan, before it does: if the update ends this process too, that is known. */
  begin(updateId: number): Promise<void>
  /** An older update of the same delivery key is unfinished, wherever. What hangs for more than a minute no longer counts. */
  isPreceded(updateId: number, deliveryKey: string): Promise<boolean>
  /** Not handled, and nothing happened: whoever gets it delivered next may take it at once. */
  release(updateId: number): Promise<void>
  /** This process no longer works on it (it lost the database on the way): the next `takeOver` returns it. */
  abandon(updateId: number): void
  /**
   * Leases up to `limit` unfinished updates: what this process abandoned, what ran out of lease, and what belongs to
   * `deadOwners` (`'all'`: to anybody else).
   */
  takeOver(deadOwners: readonly string[] | 'all', limit: number): Promise<readonly Unfinished[]>
}

const bodyContext = 'core_inbox.body'

/**
 * One statement: dedupe, upsert of people who changed, the people back, and what they are in the middle of. The last may change before their update
 * is handled, if another process is at theirs: of private chats that is known, as all that is unfinished elsewhere; of groups it is presumed.
 */
const arriveSql = `
WITH input AS (
  SELECT * FROM unnest($2::bigint[], $3::text[], $4::bytea[], $15::bigint[], $5::bigint[], $16::text[])
    AS t(update_id, delivery_key, body, chat_id, user_id, album)
), unfinished AS (
  SELECT delivery_key FROM core_inbox WHERE $17 AND bot_id = $1 AND done_at IS NULL AND owner <> $6
), fresh AS (
  INSERT INTO core_inbox (bot_id, update_id, delivery_key, owner, leased_until, body)
  SELECT $1, update_id, delivery_key, $6, clock_timestamp() + make_interval(secs => $7), body FROM input
  ON CONFLICT DO NOTHING RETURNING update_id
), people AS (
  INSERT INTO core_user AS u (id, first_name, last_name, username, language_code, source, reachability)
  SELECT * FROM unnest($8::bigint[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[])
  ON CONFLICT (id) DO UPDATE SET first_name = EXCLUDED.first_name, last_name = EXCLUDED.last_name, username = EXCLUDED.username,
    language_code = EXCLUDED.language_code, source = COALESCE(u.source, EXCLUDED.source), updated_at = clock_timestamp()
  WHERE (u.first_name, u.last_name, u.username, u.language_code, u.source) IS DISTINCT FROM
    (EXCLUDED.first_name, EXCLUDED.last_name, EXCLUDED.username, EXCLUDED.language_code, COALESCE(u.source, EXCLUDED.source))
  RETURNING id, first_name, username, language_code, locale, time_zone, reachability
)
SELECT i.update_id::text AS update_id, f.update_id IS NOT NULL AS fresh, i.user_id::text AS id,
  COALESCE(p.first_name, u.first_name) AS first_name, COALESCE(p.username, u.username) AS username,
  COALESCE(p.language_code, u.language_code) AS language_code, COALESCE(p.locale, u.locale) AS locale,
  COALESCE(p.time_zone, u.time_zone) AS time_zone, COALESCE(p.reachability, u.reachability) AS reachability, ${rolesColumn('i.user_id')},
  $17 AND (i.chat_id IS DISTINCT FROM i.user_id OR 'chat:' || i.user_id IN (SELECT delivery_key FROM unfinished)
    OR 'user:' || i.user_id IN (SELECT delivery_key FROM unfinished)) AS elsewhere,
  ${dialogueColumns}
FROM input i LEFT JOIN fresh f USING (update_id)
LEFT JOIN people p ON p.id = i.user_id LEFT JOIN core_user u ON u.id = i.user_id`

type ArrivalRow = Omit<PersonRow, 'id' | 'first_name'> &
  DialogueRow & {
    readonly elsewhere: boolean | null
    readonly update_id: string
    readonly fresh: boolean
    readonly id: string | null
    readonly first_name: string | null
  }

interface TakenRow {
  readonly update_id: string
  readonly body: Buffer | null
  readonly attempts: number
  readonly orphaned: boolean
}

export function createInbox(options: InboxOptions): Inbox {
  const { db, keyring, botId, owner, owners, sourceOf, log, shared, leaseSeconds = 90 } = options
  /** What this process works on. Anything else under its name was recorded by a statement whose answer got lost. */
  const mine = new Set<number>()
  const inTurn = createTurns()

  async function arrive(updates: readonly Update[]): Promise<readonly Arrival[]> {
    const facts = updates.map((update) => readUpdate(update))
    const [chats, people, albums] = dialogueKeys(facts)
    const { rows } = await db.pool.query<ArrivalRow>({
      name: 'core-inbox-arrive',
      text: arriveSql,
      values: [
        botId,
        updates.map((update) => update.update_id),
        facts.map((fact) => fact.deliveryKey),
        updates.map((update) => keyring.seal(JSON.stringify(update), bodyContext)),
        people,
        owner,
        leaseSeconds,
        ...peopleColumns(facts, sourceOf),
        chats,
        albums,
        shared,
      ],
    })
    const byId = new Map((await completePeople(db, rows)).map((row) => [Number(row.update_id), row]))
    const repeated = rows.filter((row) => !row.fresh).map((row) => Number(row.update_id))
    const settled = await settleRepeated({ db, botId, owner, leaseSeconds }, repeated, mine)
    const seen = new Set<number>()
    return updates.map(({ update_id }): Arrival => {
      const row = byId.get(update_id)
      // The same update twice in one batch: the first one works.
      if (!row || seen.has(update_id)) return { outcome: 'busy' }
      seen.add(update_id)
      if (settled.givenUp.has(update_id)) return { outcome: 'given-up' }
      if (!row.fresh && !settled.taken.has(update_id)) return { outcome: settled.done.has(update_id) ? 'done' : 'busy' }
      mine.add(update_id)
      return {
        outcome: 'fresh',
        dialogue: row.elsewhere ? undefined : toDialogue(row),
        // Nobody is there whose account was deleted and whose live location still moves.
        person:
          row.id === null || row.first_name === null
            ? undefined
            : toPerson({ ...row, id: row.id, first_name: row.first_name }, owners),
      }
    })
  }

  function openUnfinished({ update_id, body, attempts, orphaned }: TakenRow): readonly Unfinished[] {
    const json = body ? keyring.tryOpen(body, bodyContext) : undefined
    if (json !== undefined) return [{ update: openUpdate(json), attempts, orphaned }]
    log.error(
      { updateId: Number(update_id) },
      'an unfinished update cannot be opened: the key that sealed it is missing',
    )
    return []
  }

  async function takeOver(deadOwners: readonly string[] | 'all', limit: number): Promise<readonly Unfinished[]> {
    for (;;) {
      const { rows } = await db.pool.query<TakenRow>(takeOverSql, [
        botId,
        deadOwners === 'all' ? [] : deadOwners,
        owner,
        leaseSeconds,
        deadOwners === 'all',
        limit,
        [...mine],
      ])
      // Also what cannot be opened is this process's: asking again would change nothing before a restart.
      for (const { update_id: id } of rows) mine.add(Number(id))
      const left = rows.flatMap(openUnfinished).toSorted((a, b) => a.update.update_id - b.update.update_id)
      if (left.length > 0 || rows.length === 0) return left
    }
  }

  return {
    arrive: (updates) => inTurn(() => arrive(updates)),
    takeOver: (deadOwners, limit) => inTurn(() => takeOver(deadOwners, limit)),
    async done(updateIds) {
      await db.pool.query({
        name: 'core-inbox-done',
        text: 'UPDATE core_inbox SET done_at = clock_timestamp(), body = NULL WHERE bot_id = $1 AND update_id = ANY($2)',
        values: [botId, updateIds],
      })
      for (const id of updateIds) mine.delete(id)
    },
    async begin(updateId) {
      await db.pool.query('UPDATE core_inbox SET attempts = attempts + 1 WHERE bot_id = $1 AND update_id = $2', [
        botId,
        updateId,
      ])
    },
    async isPreceded(updateId, deliveryKey) {
      const { rows } = await db.pool.query({
        name: 'core-inbox-preceded',
        text: `SELECT FROM core_inbox WHERE bot_id = $1 AND done_at IS NULL AND delivery_key = $3 AND update_id < $2
          AND received_at > clock_timestamp() - interval '1 min' LIMIT 1`,
        values: [botId, updateId, deliveryKey],
      })
      return rows.length > 0
    },
    async release(updateId) {
      await db.pool.query(
        `UPDATE core_inbox SET leased_until = clock_timestamp(), attempts = attempts - 1
         WHERE bot_id = $1 AND update_id = $2 AND owner = $3 AND done_at IS NULL`,
        [botId, updateId, owner],
      )
      mine.delete(updateId)
    },
    abandon: (updateId) => void mine.delete(updateId),
  }
}

const takeOverSql = `
UPDATE core_inbox i SET owner = $3, leased_until = clock_timestamp() + make_interval(secs => $4)
FROM (SELECT bot_id, update_id, owner FROM core_inbox
      WHERE bot_id = $1 AND done_at IS NULL AND update_id <> ALL($7)
        AND (leased_until < clock_timestamp() OR $5 OR owner = ANY($2) OR owner = $3)
      ORDER BY update_id LIMIT $6 FOR UPDATE SKIP LOCKED) due
WHERE i.bot_id = due.bot_id AND i.update_id = due.update_id RETURNING i.update_id::text AS update_id, i.body, i.attempts, due.owner <> $3 AS orphaned`

/** One after another: what `mine` says must be true for the statement that reads it. */
function createTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const next = last.then(work, work)
    last = next.catch(() => undefined)
    return next
  }
}

/** A person whom another process inserted at this very moment is invisible to our statement's snapshot. */
async function completePeople(db: Db, rows: readonly ArrivalRow[]): Promise<readonly ArrivalRow[]> {
  const missing = rows.flatMap(({ id, first_name }) => (id !== null && first_name === null ? [id] : []))
  if (missing.length === 0) return rows
  const found = await db.pool.query<PersonRow>(
    `SELECT id::text, first_name, username, language_code, locale, time_zone, reachability, ${rolesColumn('core_user.id')}
     FROM core_user WHERE id = ANY($1)`,
    [missing],
  )
  const byId = new Map(found.rows.map((row) => [row.id, row]))
  return rows.map((row) => (row.id === null ? row : { ...row, ...byId.get(row.id) }))
}

/** We sealed it ourselves from an update, and the seal proves that nobody changed it. */
function openUpdate(json: string): Update {
  return JSON.parse(json)
}
