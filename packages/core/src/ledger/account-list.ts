import type { Declared } from './declared.ts'
import { checkAccount } from './declared.ts'
import type { Account, AccountOwner } from './types.ts'

/** Accounts as the functions of the database take them: one array for each property. */
export interface AccountArrays {
  readonly kinds: readonly string[]
  readonly users: readonly (string | null)[]
  readonly entities: readonly (string | null)[]
  readonly currencies: readonly string[]
  readonly stored: readonly boolean[]
}

/** Whose it is, in text: `user:7`, `entity:A12`, `system`. */
export function ownerText(owner: AccountOwner): string {
  if (owner === 'system') return 'system'
  return 'user' in owner ? `user:${owner.user}` : `entity:${owner.entity}`
}

/** Names an account in one text; equal for equal accounts, and the order in which accounts that are new appear. */
export const accountText = ({ kind, owner, currency }: Account): string => `${kind}|${ownerText(owner)}|${currency}`

export function toArrays(declared: Declared, key: string, accounts: readonly Account[]): AccountArrays {
  return {
    kinds: accounts.map(({ kind }) => kind),
    users: accounts.map(({ owner }) => (owner !== 'system' && 'user' in owner ? String(owner.user) : null)),
    entities: accounts.map(({ owner }) => (owner !== 'system' && 'entity' in owner ? owner.entity : null)),
    currencies: accounts.map(({ currency }) => currency),
    stored: accounts.map((account) => checkAccount(declared, key, account).nature === 'stored'),
  }
}
