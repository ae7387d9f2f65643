import { money, type TextSpec } from '../../i18n/index.ts'
import { receivableKind } from '../core-declaration.ts'
import type { Declared } from '../declared.ts'
import type { Balance } from '../types.ts'
import { accountName } from './words.ts'

/** The currencies that somebody has accounts in, in the order of the declarations. */
export function currenciesOf({ currencies }: Declared, balances: readonly Balance[]): readonly string[] {
  const order = [...currencies]
  const own = new Set(balances.map(({ currency }) => currency))
  // One whose feature is gone comes last.
  return [...order.filter((code) => own.has(code)), ...[...own].filter((code) => !currencies.has(code))]
}

/** What can be spent in a currency, over all accounts. */
export const availableIn = (balances: readonly Balance[], currency: string): bigint =>
  balances
    .filter((one) => one.currency === currency && one.kind !== receivableKind)
    .reduce((sum, { available }) => sum + available, 0n)

/** A line for each account; those with nothing in them only where there is no other in their currency. */
export const balanceLines = (declared: Declared, balances: readonly Balance[]): readonly TextSpec[] =>
  currenciesOf(declared, balances).flatMap((currency) => {
    const all = balances.filter((one) => one.currency === currency)
    const full = all.filter(({ available, held }) => available !== 0n || held !== 0n)
    const shown = full.length > 0 ? full : all.filter(({ kind }) => kind !== receivableKind).slice(0, 1)
    return shown.map((balance) => balanceLine(declared, balance, shown.length > 1 || balance.kind === receivableKind))
  })

function balanceLine(declared: Declared, { kind, currency, available, held }: Balance, isNamed: boolean): TextSpec {
  // A debt is a balance below zero: it is told as what is owed.
  const amount = money(kind === receivableKind ? -available : available, currency)
  const said: TextSpec =
    held === 0n
      ? { key: 'core-wallet-amount', params: { amount } }
      : { key: 'core-wallet-amount-held', params: { amount, held: money(held, currency) } }
  if (!isNamed) return said
  return { key: 'core-wallet-account', params: { account: accountName(declared, kind), said: { text: said } } }
}
