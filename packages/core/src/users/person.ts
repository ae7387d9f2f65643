import { type Locale, localeOf, locales, type Reader } from '../i18n/index.ts'
import { type Person, type Reachability, roles } from './types.ts'

/** Columns of `core_user` plus the roles, as the driver returns them. */
export interface PersonRow {
  readonly id: string
  readonly first_name: string
  readonly username: string | null
  readonly language_code: string | null
  readonly locale: string | null
  readonly time_zone: string | null
  readonly reachability: string
  readonly roles: readonly string[] | null
}

/** SQL for the `roles` column of {@link PersonRow}. */
export const rolesColumn = (userId: string): string =>
  `(SELECT array_agg(g.role) FROM core_role_grant g WHERE g.user_id = ${userId}) AS roles`

/** @param owners ids from `ADMIN_IDS`, owners as long as they stand there */
export function toPerson(row: PersonRow, owners: ReadonlySet<bigint>): Person {
  return {
    id: BigInt(row.id),
    firstName: row.first_name,
    username: row.username,
    locale: locales.find((locale) => locale === row.locale) ?? localeOf(row.language_code),
    timeZone: row.time_zone ?? 'UTC',
    reachability: toReachability(row.reachability),
    roles: roles.filter((role) => row.roles?.includes(role) || (role === 'owner' && owners.has(BigInt(row.id)))),
  }
}

function toReachability(text: string): Reachability {
  if (text === 'reachable' || text === 'blocked') return text
  return 'needs_start'
}

/** Groups and strangers read English with UTC times. */
export const defaultReader: Reader = { locale: 'en' satisfies Locale, timeZone: 'UTC' }
