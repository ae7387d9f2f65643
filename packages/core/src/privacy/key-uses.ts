import type { Keyring } from '../crypto/index.ts'
import type { Db } from '../db/index.ts'
import type { KeyIdColumn, OwnedData } from './types.ts'

/** Rows that cannot do without a key: what was derived under it cannot be derived under another one. */
export interface KeyUse {
  /** `<table>.<column>`. */
  readonly column: string
  readonly keyId: string
  readonly rows: number
}

/** Who still needs which key, in the order of their declarations. */
export async function countKeyUses(db: Db, data: readonly OwnedData[]): Promise<readonly KeyUse[]> {
  const uses: KeyUse[] = []
  for (const column of data.flatMap(({ part }) => part.keyIds ?? [])) uses.push(...(await countIn(db, column)))
  return uses
}

/** Names were checked at boot. */
async function countIn(db: Db, { table, column, while: open }: KeyIdColumn): Promise<readonly KeyUse[]> {
  const { rows } = await db.pool.query<{ id: string; rows: number }>(
    `SELECT ${column} AS id, count(*)::int AS rows FROM ${table} WHERE ${open.column} = ANY($1) GROUP BY 1 ORDER BY 1`,
    [open.values],
  )
  return rows.map(({ id, rows: count }) => ({ column: `${table}.${column}`, keyId: id, rows: count }))
}

/** What needs a key that is not configured, one line for the owners; nothing = nothing is missing. */
export function describeMissing(keyring: Keyring, uses: readonly KeyUse[]): string | undefined {
  const missing = uses.filter(({ keyId }) => !keyring.keyIds.includes(keyId))
  if (missing.length === 0) return undefined
  const lines = missing.map(({ column, keyId, rows }) => `key "${keyId}" for ${rows} of ${column}`)
  return `Add again at the end of ENCRYPTION_KEYS: ${lines.join(', ')}. Until then these do not work.`
}
