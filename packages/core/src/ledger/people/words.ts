import { money, type TextParam, type TextSpec } from '../../i18n/index.ts'
import type { Declared } from '../declared.ts'
import type { Line } from '../types.ts'

type Said = Pick<Line, 'reason' | 'entity'> & { readonly isReversal?: boolean }

/** Why money moves, in words. A reason whose feature is gone still says what it was about. */
export function reasonText({ reasons }: Declared, { reason, entity, isReversal = false }: Said): TextSpec {
  const what: TextSpec = { key: reasons.get(reason)?.text ?? 'core-entry-other', params: { entity } }
  return isReversal ? { key: 'core-entry-reversal', params: { what: { text: what } } } : what
}

/** What people call an account; those of the system are known by the names of their kinds. */
export function accountName({ kinds }: Declared, kind: string): TextParam {
  const key = kinds.get(kind)?.text
  return key === undefined ? kind : { text: { key } }
}

/** With its sign, also where it is a plus. */
export const signed = (amount: bigint, currency: string): TextParam => ({
  text:
    amount < 0n
      ? { key: 'core-ledger-minus', params: { amount: money(-amount, currency) } }
      : { key: 'core-ledger-plus', params: { amount: money(amount, currency) } },
})

export const dayOf = (at: Date): TextParam => ({ time: at.toISOString(), style: 'date' })
export const momentOf = (at: Date): TextParam => ({ time: at.toISOString(), style: 'datetime' })
