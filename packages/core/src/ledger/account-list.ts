import type { Db } from '../db/index.ts'
import { checkAccount, type Declared } from './declared.ts'
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
function ownerText(owner: AccountOwner): string {
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

/** So many accounts of things are remembered: campaigns come and go. */
const mostKnown = 10_000

/**
 * Ids of accounts that nobody's erasure changes: the system's, and those of things. They are made outside of the caller's transaction, so that
 * nobody waits for a first use, and never change, so that they are asked for once. People's are looked up each time.
 */
export function createAccountIds({ pool }: Db): (arrays: AccountArrays) => Promise<readonly (string | null)[]> {
  const known = new Map<string, string>()

  async function ask(kind: string, entity: string | null, currency: string, isStored: boolean): Promise<string> {
    const { rows } = await pool.query<{ id: string }>(
      'SELECT core_ledger_account_of($1::text, NULL, $2::text, $3::text, $4::boolean)::text AS id',
      [kind, entity, currency, isStored],
    )
    const id = rows[0]?.id
    if (id === undefined) throw new Error(`The account ${kind} got no answer`)
    if (known.size >= mostKnown) known.clear()
    known.set(`${kind}|${entity ?? ''}|${currency}`, id)
    return id
  }

  return async ({ kinds, users, entities, currencies, stored }) => {
    const ids: (string | null)[] = []
    for (const [index, kind] of kinds.entries()) {
      const [entity = null, currency = ''] = [entities[index], currencies[index]]
      if (users[index] !== null) ids.push(null)
      else
        ids.push(
          known.get(`${kind}|${entity ?? ''}|${currency}`) ??
            (await ask(kind, entity, currency, stored[index] ?? false)),
        )
    }
    return ids
  }
}
