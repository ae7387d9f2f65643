import type { Tx } from '../db/index.ts'
import type { TextSpec } from '../i18n/index.ts'
import type { ButtonSpec } from '../notifications/index.ts'

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

/** What speaks against erasing a person now, and the button that leads to it. */
export interface EraseBlocker extends TextSpec {
  readonly button?: ButtonSpec
}

/** A file of /export beside the page and the JSON: for what has too many rows to be held in memory. */
export interface ExportFile {
  readonly name: string
  readonly caption: TextSpec
  /** Its bytes, piece by piece; from the start each time, because a call may have to be made again. */
  open(): AsyncIterable<Uint8Array>
}

/** What one part of the program stores about people, and how it lets go of it. The share of privacy in what features declare. */
export interface PersonalData {
  /** Its columns that hold sealed values: rotating the keys seals them anew. */
  readonly sealed?: readonly SealedColumn[]
  /** Its columns that name the key that something was derived under: `rotate-keys` asks them before it lets a key go. */
  readonly keyIds?: readonly KeyIdColumn[]
  /** How long rows of its tables are kept; each rule needs the text `<id>-kept-<rule>`. What the text `<id>-privacy` says beside it is shown in /privacy. */
  readonly retention?: readonly RetentionRule[]
  /**
   * What speaks against erasing a person now: money or a reservation for today is moving. Asked right before; what must be exact is checked
   * again in `eraseUser`, which refuses by throwing an `AppError`.
   */
  eraseBlockers?(userId: bigint): Promise<readonly EraseBlocker[]>
  /**
   * Erases or pseudonymises one person's rows, and cancels the jobs that wait for them, because tables hold `userId` without a foreign key.
   * Must do nothing for somebody unknown, and works for a feature that is switched off too: it emits nothing.
   */
  eraseUser?(tx: Tx, userId: bigint): Promise<void>
  /** Everything that the part knows about a person, as plain JSON: added to the other parts' under names of its own. */
  exportUser?(userId: bigint): Promise<object>
  /** What else it knows, as files that /export sends one after another. */
  exportFiles?(userId: bigint): AsyncIterable<ExportFile>
}

/** A part's personal data and the id that prefixes its texts and tables. */
export interface OwnedData {
  readonly id: string
  readonly part: PersonalData
}

/** The ids of those who declare something, each once. */
export const ownersOf = (data: readonly OwnedData[]): readonly string[] => [...new Set(data.map(({ id }) => id))]
