import type { Tx } from '../db/index.ts'
import type { TextSpec } from '../i18n/index.ts'

/** A `bytea` column that only holds values of `keyring.seal(…, '<table>.<column>')`, or NULL. Rotating keys seals it anew. */
export interface SealedColumn {
  readonly table: string
  readonly column: string
  /** The columns of the primary key. */
  readonly key: readonly string[]
}

/**
 * A column that holds ids of keys, because something was derived under that key (`keyring.mac(…, keyId)`) and must come out the same again.
 * Nothing can derive it anew under another key, so a key stays needed while rows name it.
 */
export interface KeyIdColumn {
  readonly table: string
  readonly column: string
  /** The rows that still need theirs: those whose `column` holds one of `values`. */
  readonly while: { readonly column: string; readonly values: readonly string[] }
}

/**
 * How long rows of one table are kept. The hourly `core.prune` deletes older ones, `/privacy` and `docs/data.md` list the
 * rule with its text `<owner>-kept-<id>`, which says what is kept and why; `{ $time }` in it is the time.
 */
export interface RetentionRule {
  /** Kebab-case, unique within its owner. */
  readonly id: string
  readonly table: string
  /** The `timestamptz` column that the age counts from. Rows where it is NULL stay. */
  readonly ageColumn: string
  readonly keepMs: number
  /** Which clock wrote `ageColumn`: business time (`clock.now()`) or the database's own. */
  readonly time: 'business' | 'machine'
  /** Whether rows say something about people, so that /privacy names the rule too. */
  readonly personal: boolean
}

/** A part of the program that stores something about people: a feature, or a room of the core. */
export interface PersonalStore {
  readonly id: string
  /** What speaks against erasing now (money or a reservation is moving); empty = nothing. */
  eraseBlockers?(userId: bigint): Promise<readonly TextSpec[]>
  eraseUser(tx: Tx, userId: bigint): Promise<void>
  exportUser(userId: bigint): Promise<object>
}

/** Rules and columns of one owner, with the id that prefixes its texts and tables. */
export interface DataDeclaration {
  readonly owner: string
  readonly retention: readonly RetentionRule[]
  readonly sealed: readonly SealedColumn[]
  readonly keyIds: readonly KeyIdColumn[]
}
