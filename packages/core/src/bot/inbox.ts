import type { Update } from 'grammy/types'
import type { Keyring } from '../crypto/index.ts'
import type { Db } from '../db/index.ts'
import { type Person, type PersonRow, rolesColumn, toPerson } from '../users/index.ts'
import { readUpdate, type UpdateFacts } from './update-facts.ts'

/** What became of an update that arrived. */
export type Arrival =
  | { readonly outcome: 'fresh'; readonly person: Person | undefined }
  /** Handled before: nothing to do. */
  | { readonly outcome: 'done' }
  /** Somebody is at it; come back later. */
  | { readonly outcome: 'busy' }

export interface InboxOptions {
  readonly db: Db
  readonly keyring: Keyring
  readonly botId: number
  /** Id of this process; a dead one's updates are taken over. */
  readonly owner: string
  readonly owners: ReadonlySet<bigint>
  /** How long an update may be worked on before somebody else may take it, in seconds of machine time. */
  readonly leaseSeconds?: number
}

/** An update that its process left unfinished. */
export interface Unfinished {
  readonly update: Update
  readonly attempts: number
}

/** Every update is written down before it is handled; the primary key is the dedupe. Kept 48 h. */
export interface Inbox {
  /** Records updates and their people in one statement; answers in the same order. */
  arrive(updates: readonly Update[]): Promise<readonly Arrival[]>
  done(updateIds: readonly number[]): Promise<void>
  /** Leases up to `limit` unfinished updates whose lease ran out or whose owner is in `deadOwners` (`'all'`: every owner). */
  takeOver(deadOwners: readonly string[] | 'all', limit: number): Promise<readonly Unfinished[]>
}

const bodyContext = 'core_inbox.body'

/** One statement: dedupe, upsert of people who changed, and the people back. */
const arriveSql = `
WITH input AS (
  SELECT * FROM unnest($2::bigint[], $3::text[], $4::bytea[], $5::bigint[]) AS t(update_id, delivery_key, body, user_id)
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
  COALESCE(p.time_zone, u.time_zone) AS time_zone, COALESCE(p.reachability, u.reachability) AS reachability, ${rolesColumn('i.user_id')}
FROM input i LEFT JOIN fresh f USING (update_id)
LEFT JOIN people p ON p.id = i.user_id LEFT JOIN core_user u ON u.id = i.user_id`

type ArrivalRow = Omit<PersonRow, 'id'> & {
  readonly update_id: string
  readonly fresh: boolean
  readonly id: string | null
}

export function createInbox({ db, keyring, botId, owner, owners, leaseSeconds = 90 }: InboxOptions): Inbox {
  async function arrive(updates: readonly Update[]): Promise<readonly Arrival[]> {
    const facts = updates.map(readUpdate)
    const { rows } = await db.pool.query<ArrivalRow>({
      name: 'core-inbox-arrive',
      text: arriveSql,
      values: [
        botId,
        updates.map((update) => update.update_id),
        facts.map((fact) => fact.deliveryKey),
        updates.map((update) => keyring.seal(JSON.stringify(update), bodyContext)),
        facts.map((fact) => fact.from?.id ?? null),
        owner,
        leaseSeconds,
        ...peopleColumns(facts),
      ],
    })
    const byId = new Map(rows.map((row) => [Number(row.update_id), row]))
    const repeated = rows.filter((row) => !row.fresh).map((row) => row.update_id)
    const taken = repeated.length > 0 ? await retake(repeated) : undefined
    const seen = new Set<number>()
    return updates.map(({ update_id }): Arrival => {
      const row = byId.get(update_id)
      // The same update twice in one batch: the first one works.
      if (!row || seen.has(update_id)) return { outcome: 'busy' }
      seen.add(update_id)
      if (!row.fresh && !taken?.fresh.has(row.update_id))
        return { outcome: taken?.done.has(row.update_id) ? 'done' : 'busy' }
      return { outcome: 'fresh', person: row.id === null ? undefined : toPerson({ ...row, id: row.id }, owners) }
    })
  }

  /** Redelivered updates: ours again if the lease ran out, finished, or somebody's. */
  async function retake(
    updateIds: readonly string[],
  ): Promise<{ readonly fresh: Set<string>; readonly done: Set<string> }> {
    const taken = await db.pool.query<{ id: string }>(
      `UPDATE core_inbox SET owner = $3, attempts = attempts + 1, leased_until = clock_timestamp() + make_interval(secs => $4)
       WHERE bot_id = $1 AND update_id = ANY($2) AND done_at IS NULL AND leased_until < clock_timestamp() RETURNING update_id::text AS id`,
      [botId, updateIds, owner, leaseSeconds],
    )
    const done = await db.pool.query<{ id: string }>(
      'SELECT update_id::text AS id FROM core_inbox WHERE bot_id = $1 AND update_id = ANY($2) AND done_at IS NOT NULL',
      [botId, updateIds],
    )
    return { fresh: new Set(taken.rows.map((row) => row.id)), done: new Set(done.rows.map((row) => row.id)) }
  }

  return {
    arrive,
    async done(updateIds) {
      await db.pool.query({
        name: 'core-inbox-done',
        text: 'UPDATE core_inbox SET done_at = clock_timestamp(), body = NULL WHERE bot_id = $1 AND update_id = ANY($2)',
        values: [botId, updateIds],
      })
    },
    async takeOver(deadOwners, limit) {
      const { rows } = await db.pool.query<{ body: Buffer | null; attempts: number }>(
        `UPDATE core_inbox i SET owner = $3, attempts = attempts + 1, leased_until = clock_timestamp() + make_interval(secs => $4)
         FROM (SELECT bot_id, update_id FROM core_inbox
               WHERE bot_id = $1 AND done_at IS NULL AND owner <> $3
                 AND (leased_until < clock_timestamp() OR $5 OR owner = ANY($2))
               ORDER BY update_id LIMIT $6 FOR UPDATE SKIP LOCKED) due
         WHERE i.bot_id = due.bot_id AND i.update_id = due.update_id RETURNING i.body, i.attempts`,
        [botId, deadOwners === 'all' ? [] : deadOwners, owner, leaseSeconds, deadOwners === 'all', limit],
      )
      return rows
        .flatMap(({ body, attempts }) =>
          body ? [{ update: openUpdate(keyring.open(body, bodyContext)), attempts }] : [],
        )
        .toSorted((a, b) => a.update.update_id - b.update.update_id)
    },
  }
}

/** We sealed it ourselves from an update, and the seal proves that nobody changed it. */
function openUpdate(json: string): Update {
  return JSON.parse(json)
}

/** Each person once (the newest wins), sorted by id so that two processes never lock people in opposite orders. */
function peopleColumns(facts: readonly UpdateFacts[]): readonly unknown[][] {
  const people = new Map(facts.flatMap((fact) => (fact.from ? [[fact.from.id, fact] as const] : [])))
  const sorted = [...people.values()].toSorted((a, b) => (a.from?.id ?? 0) - (b.from?.id ?? 0))
  return [
    sorted.map(({ from }) => from?.id),
    sorted.map(({ from }) => clean(from?.first_name) ?? ''),
    sorted.map(({ from }) => clean(from?.last_name)),
    sorted.map(({ from }) => from?.username ?? null),
    sorted.map(({ from }) => from?.language_code ?? null),
    sorted.map(({ startPayload }) => startPayload ?? null),
    sorted.map(({ opensPrivateChat }) => (opensPrivateChat ? 'reachable' : 'needs_start')),
  ]
}

/** PostgreSQL refuses NUL and lone surrogates. */
function clean(name: string | undefined): string | null {
  return name?.toWellFormed().replaceAll('\0', '\uFFFD') ?? null
}
