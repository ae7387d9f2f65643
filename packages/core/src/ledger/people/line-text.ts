import { money, type TextParam, type TextSpec } from '../../i18n/index.ts'
import type { Declared } from '../declared.ts'
import type { Line } from '../types.ts'
import { accountName, dayOf, reasonText, signed } from './words.ts'

/** A line of a statement. @param isNamed it says which account it is of, because the person has several */
export function lineText(declared: Declared, line: Line, isNamed: boolean): TextSpec {
  const { at, amount, currency } = line
  const params = {
    ...{ at: dayOf(at), amount: signed(amount, currency), what: { text: reasonText(declared, line) } },
    after: afterIt(declared, line, isNamed),
  }
  return { key: 'core-wallet-line', params }
}

function afterIt(declared: Declared, { kind, currency, balanceAfter }: Line, isNamed: boolean): TextParam {
  const amount = money(balanceAfter, currency)
  if (!isNamed) return amount
  return { text: { key: 'core-wallet-after', params: { account: accountName(declared, kind), amount } } }
}
