import { z } from 'zod'
import { currencyDigits, isUnit } from '../numbers/index.ts'

/** Up to which amounts one person of finance may correct an account alone. */
export interface AdjustLimit {
  /** In minor units. */
  of(currency: string): bigint
  /** As it was written. */
  toString(): string
}

const wanted =
  'whole units of any currency like 100, of single ones like PTS:50000, or a list of both, separated by commas; each once'
const shape = /^(?:([A-Z]{3,4}):)?(\d{1,12})$/

/** `100,PTS:50000`. Without a bare number, other currencies always need a second person. */
export const adjustLimit = z.string().transform((text, context): AdjustLimit => {
  const parts = text.split(',').map((part) => shape.exec(part.trim()))
  const limits = new Map(parts.map((found) => [found?.[1], BigInt(found?.[2] ?? 0)]))
  const isWrong = parts.some((found) => !found || (found[1] !== undefined && !isUnit(found[1])))
  if (isWrong || limits.size < parts.length) {
    context.addIssue({ code: 'custom', message: wanted })
    return z.NEVER
  }
  return {
    toString: () => text,
    of: (currency) => (limits.get(currency) ?? limits.get(undefined) ?? 0n) * 10n ** BigInt(currencyDigits(currency)),
  }
})
