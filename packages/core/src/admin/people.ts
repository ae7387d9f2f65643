import type { Db } from '../db/index.ts'
import { readId } from '../numbers/index.ts'
import { type Person, type PersonRow, type Reachability, rolesColumn, toPerson } from '../users/index.ts'

/** What admins see of a person. Phones and texts are not here, and never will be. */
export interface PersonCard {
  readonly person: Person
  readonly lastName: string | null
  /** The first start payload; of secret kinds their name alone. */
  readonly source: string | null
  readonly firstSeenAt: Date
  /** Owner by `ADMIN_IDS`, which only the operator changes. */
  readonly isFixedOwner: boolean
}

/** Somebody found by name. */
export interface FoundPerson {
  readonly id: bigint
  readonly firstName: string
  readonly lastName: string | null
  readonly username: string | null
}

type CardRow = PersonRow & {
  readonly last_name: string | null
  readonly source: string | null
  readonly first_seen_at: Date
}

export function createPeople({ db, owners }: { readonly db: Db; readonly owners: ReadonlySet<bigint> }) {
  return {
    async find(id: bigint): Promise<PersonCard | undefined> {
      const { rows } = await db.pool.query<CardRow>(
        `SELECT u.*, ${rolesColumn('u.id')} FROM core_user u WHERE u.id = $1`,
        [String(id)],
      )
      const [row] = rows
      return (
        row && {
          person: toPerson(row, owners),
          lastName: row.last_name,
          source: row.source,
          firstSeenAt: row.first_seen_at,
          isFixedOwner: owners.has(id),
        }
      )
    },
    /**
     * By id, `@username`, or part of a name or username; names that match as a whole come first.
     * @returns at most `limit + 1`, so that the caller knows whether there are more
     */
    async search(query: string, limit: number): Promise<readonly FoundPerson[]> {
      const { where, value, rest } = read(query)
      const { rows } = await db.pool.query<{
        id: string
        first_name: string
        last_name: string | null
        username: string | null
      }>(
        `SELECT id, first_name, last_name, username FROM core_user WHERE ${where}
         ORDER BY ${rest ? "lower(concat_ws(' ', first_name, last_name)) = lower($3) DESC, " : ''}first_seen_at DESC, id LIMIT $2`,
        [value, limit + 1, ...(rest ? [query] : [])],
      )
      return rows.map((row) => ({
        id: BigInt(row.id),
        firstName: row.first_name,
        lastName: row.last_name,
        username: row.username,
      }))
    },
    async countByReachability(): Promise<Readonly<Record<Reachability, number>>> {
      const { rows } = await db.pool.query<Record<Reachability, number>>(
        `SELECT count(*) FILTER (WHERE reachability = 'reachable')::int AS reachable,
           count(*) FILTER (WHERE reachability = 'needs_start')::int AS needs_start,
           count(*) FILTER (WHERE reachability = 'blocked')::int AS blocked FROM core_user`,
      )
      return rows[0] ?? { reachable: 0, needs_start: 0, blocked: 0 }
    },
  }
}

/** `%` and `_` of people's names stand for themselves. */
const literally = (text: string): string => text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)

function read(query: string): { readonly where: string; readonly value: string; readonly rest?: true } {
  const number = readId(query)
  if (number && number.letter === undefined) return { where: 'id = $1::bigint', value: String(number.id) }
  if (query.startsWith('@')) return { where: 'lower(username) = lower($1)', value: query.slice(1) }
  return {
    where: `concat_ws(' ', first_name, last_name) ILIKE $1 OR username ILIKE $1`,
    value: `%${literally(query)}%`,
    rest: true,
  }
}
