import type { Keyring } from '../crypto/index.ts'
import type { Db, Tx } from '../db/index.ts'
import type { OwnedData, SealedColumn } from './types.ts'

/** What became of one sealed column. */
export interface ResealCount {
  /** `<table>.<column>`. */
  readonly column: string
  /** Values that were sealed anew under the newest key. */
  readonly resealed: number
  /** Values that could not be opened, because their key is not configured or they were damaged. */
  readonly unreadable: number
  /** Values that an older key still seals, by the key's id; empty = no older key is needed here. */
  readonly left: Readonly<Record<string, number>>
}

export interface ResealDeps {
  readonly db: Db
  readonly keyring: Keyring
}

const batchSize = 200

/**
 * Seals every declared column under the newest key, in small transactions. It looks at the values themselves, so it may be
 * stopped, repeated and run while the bot works. Stops early when `signal` aborts.
 */
export async function resealAll(
  deps: ResealDeps,
  data: readonly OwnedData[],
  signal: AbortSignal,
): Promise<readonly ResealCount[]> {
  const counts: ResealCount[] = []
  for (const column of data.flatMap(({ part }) => part.sealed ?? [])) counts.push(await reseal(deps, column, signal))
  return counts
}

async function reseal({ db, keyring }: ResealDeps, sealed: SealedColumn, signal: AbortSignal): Promise<ResealCount> {
  let after: object | undefined
  let resealed = 0
  let unreadable = 0
  while (!signal.aborted) {
    const batch = await db.tx((tx) => resealBatch(tx, keyring, sealed, after))
    resealed += batch.resealed
    unreadable += batch.unreadable
    if (!batch.last) break
    after = batch.last
  }
  return { column: contextOf(sealed), resealed, unreadable, left: await countLeft(db, keyring, sealed) }
}

interface SealedRow {
  readonly row_key: object
  readonly row_value: Uint8Array
}

/** Names were checked at boot. JSON carries keys of any type there and back; `after` skips what could not be opened. */
async function resealBatch(tx: Tx, keyring: Keyring, sealed: SealedColumn, after: object | undefined) {
  const { table, column, key } = sealed
  const keysOf = (row: string): string => key.map((name) => `${row}.${name}`).join(', ')
  const later = after
    ? `AND (${keysOf('t')}) > (SELECT ${keysOf('r')} FROM json_populate_record(NULL::${table}, $2::text::json) r)`
    : 'AND $2::text IS NULL'
  const rows = await tx.$queryRawUnsafe<SealedRow[]>(
    `SELECT json_build_object(${key.map((name) => `'${name}', t.${name}::text`).join(', ')}) AS row_key, t.${column} AS row_value
     FROM ${table} t WHERE length(t.${column}) > 1 AND get_byte(t.${column}, 1) <> $1 ${later}
     ORDER BY ${keysOf('t')} LIMIT ${batchSize} FOR UPDATE`,
    keyring.currentKeyId.charCodeAt(0),
    after ? JSON.stringify(after) : null,
  )
  const renewed = rows.flatMap((row) => {
    const value = renew(keyring, row.row_value, contextOf(sealed))
    return value ? [{ ...row.row_key, [column]: `\\x${Buffer.from(value).toString('hex')}` }] : []
  })
  if (renewed.length > 0)
    await tx.$executeRawUnsafe(
      `UPDATE ${table} t SET ${column} = r.${column} FROM json_populate_recordset(NULL::${table}, $1::text::json) r
       WHERE (${keysOf('t')}) = (${keysOf('r')})`,
      JSON.stringify(renewed),
    )
  return { resealed: renewed.length, unreadable: rows.length - renewed.length, last: rows.at(-1)?.row_key }
}

function renew(keyring: Keyring, value: Uint8Array, context: string): Uint8Array | undefined {
  const plain = keyring.tryOpen(value, context)
  return plain === undefined ? undefined : keyring.seal(plain, context)
}

async function countLeft(db: Db, keyring: Keyring, sealed: SealedColumn): Promise<Record<string, number>> {
  const { table, column } = sealed
  const { rows } = await db.pool.query<{ id: string; values: number }>(
    `SELECT chr(get_byte(${column}, 1)) AS id, count(*)::int AS values FROM ${table}
     WHERE length(${column}) > 1 AND get_byte(${column}, 1) <> $1 GROUP BY 1 ORDER BY 1`,
    [keyring.currentKeyId.charCodeAt(0)],
  )
  return Object.fromEntries(rows.map((row) => [row.id, row.values]))
}

const contextOf = ({ table, column }: SealedColumn): string => `${table}.${column}`
