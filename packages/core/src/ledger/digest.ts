import { hash } from 'node:crypto'
import { accountText } from './account-list.ts'
import type { Account, Draw, HoldIntent, Leg, Posting } from './types.ts'

/** SHA-256 of lines, which say everything that makes two calls the same. */
const digest = (lines: readonly string[]): string => hash('sha256', lines.join('\n'), 'base64url')

/** One leg for each account, in the order of the accounts. */
export function mergeLegs(legs: readonly Leg[]): readonly Leg[] {
  const byAccount = Map.groupBy(legs, accountText)
  return [...byAccount.keys()].toSorted().flatMap((text) => {
    const [first, ...rest] = byAccount.get(text) ?? []
    if (!first) return []
    const amount = rest.reduce((sum, leg) => sum + leg.amount, first.amount)
    return amount === 0n ? [] : [{ ...first, amount }]
  })
}

/** @param legs merged */
export const digestOfPosting = ({ reason, entity }: Posting, legs: readonly Leg[]): string =>
  digest([reason, entity, ...legs.map((leg) => `${accountText(leg)}|${leg.amount}`)])

export const digestOfHold = ({ reason, entity, draw }: HoldIntent): string =>
  digest([reason, entity, `${draw.amount}|${draw.split}`, ...draw.from.map(drawText)])

const drawText = (from: Draw['from'][number]): string => `${accountText(from)}|${from.atMost ?? ''}`

export const digestOfCapture = (hold: bigint, to: Account, amount: bigint | undefined): string =>
  digest(['capture', String(hold), accountText(to), String(amount ?? '')])

export const digestOfReversal = (posting: bigint, shortfall: string): string =>
  digest(['reverse', String(posting), shortfall])
