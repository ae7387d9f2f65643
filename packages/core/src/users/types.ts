import type { Tx } from '../db/index.ts'
import type { Locale, Reader } from '../i18n/index.ts'

export const roles = ['support', 'moderator', 'finance', 'owner'] as const
export type Role = (typeof roles)[number]
export type Reachability = 'reachable' | 'needs_start' | 'blocked'

/** One Telegram account as the bot knows it. */
export interface Person {
  readonly id: bigint
  readonly firstName: string
  readonly username: string | null
  /** As chosen, else as Telegram says. */
  readonly locale: Locale
  /** IANA name; UTC until known. */
  readonly timeZone: string
  readonly reachability: Reachability
  readonly roles: readonly Role[]
}

export interface Users {
  /** @param within a transaction that runs already */
  find(id: bigint, within?: Tx): Promise<Person | undefined>
  /** How this chat wants texts: the person's language in a private chat, English elsewhere. */
  reader(chatId: bigint): Promise<Reader>
  setLocale(tx: Tx, id: bigint, locale: Locale): Promise<void>
  /** The person chose it by hand. @param timeZone IANA name that the caller has checked */
  setTimeZone(tx: Tx, id: bigint, timeZone: string): Promise<void>
  /**
   * The person chose a place in a feature: its time zone becomes theirs, unless they chose one by hand.
   * @param timeZone IANA name that the caller has checked @returns whether it is another one than before: say so, `core-zone-follows`
   */
  followPlace(tx: Tx, id: bigint, timeZone: string): Promise<boolean>
  /** Records that the person blocked the bot or came back, and tells the features in the same transaction. Idempotent. */
  setReachability(tx: Tx, id: bigint, reachability: Reachability): Promise<void>
  /** Owners who can be reached; they are told about incidents. */
  listAdmins(): Promise<readonly Person[]>
  /** Who has the role, or is an owner, and can be reached. */
  listReachable(role: Role): Promise<readonly Person[]>
  /** People who have any role, owners of `ADMIN_IDS` among them; only those whom the bot knows. */
  listWithRoles(limit: number): Promise<readonly Person[]>
  /** Whether the person did not have it before. Only within an {@link AdminAction}. */
  grant(tx: AuditedTx, id: bigint, role: Role, grantedBy: bigint | undefined): Promise<boolean>
  /** Whether the person had it. Only within an {@link AdminAction}. */
  revoke(tx: AuditedTx, id: bigint, role: Role): Promise<boolean>
}

declare const audited: unique symbol

/**
 * A transaction that ends with an entry in the audit log. Services whose writes are admin actions ask for this type, so that
 * nobody can call them without one.
 */
export type AuditedTx = Tx & { readonly [audited]: true }

/** Who acts, and from where. Nobody for jobs and the command line. */
export type Acting = Pick<AuditRecord, 'actorId' | 'origin'>

/** What an admin action came to: its value, and what it did (`undefined` only when it changed nothing). */
export interface ActionResult<T> {
  readonly value: T
  readonly did: Omit<AuditRecord, 'actorId' | 'origin'> | undefined
}

/**
 * Runs an admin action in one transaction together with its audit entry: actor, origin, object, before and after, reason and
 * correlation id. `before` and `after` hold ids and states, never names: entries are kept when people are erased.
 */
export type AdminAction = <T>(
  acting: Acting,
  work: (tx: AuditedTx) => Promise<ActionResult<T>>,
  /** A transaction that runs already, e.g. the one that ends a form; one of its own unless given. */
  within?: Tx,
) => Promise<T>

export interface AuditRecord {
  /** Nobody for jobs and the system itself. */
  readonly actorId?: bigint
  readonly origin: 'chat' | 'web' | 'cli' | 'job' | 'system'
  /** Past participle: `business.verified`. */
  readonly action: string
  readonly object: { readonly kind: string; readonly id: string }
  readonly before?: object
  readonly after?: object
  readonly reason?: string
}

export interface Audit {
  /** Appends in the caller's transaction; the correlation id is added. */
  record(tx: Tx, record: AuditRecord): Promise<void>
}
