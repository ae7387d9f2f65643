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
  readonly locale: Locale
  /** Whether the person chose the language (otherwise it follows Telegram). */
  readonly localeChosen: boolean
  /** IANA name; UTC until known. */
  readonly timeZone: string
  readonly reachability: Reachability
  readonly roles: readonly Role[]
}

export interface Users {
  find(id: bigint): Promise<Person | undefined>
  /** How this chat wants texts: the person's language in a private chat, English elsewhere. */
  reader(chatId: bigint): Promise<Reader>
  setLocale(tx: Tx, id: bigint, locale: Locale): Promise<void>
  /** Records that the person blocked the bot or came back, and tells the features in the same transaction. Idempotent. */
  setReachability(tx: Tx, id: bigint, reachability: Reachability): Promise<void>
  /** Owners who can be reached; they are told about incidents. */
  listAdmins(): Promise<readonly Person[]>
  grant(tx: Tx, id: bigint, role: Role, grantedBy: bigint | undefined): Promise<void>
  revoke(tx: Tx, id: bigint, role: Role): Promise<void>
}

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
