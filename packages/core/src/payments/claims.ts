import type { PaymentKind, Seller } from './types.ts'

/** Whose invoice it is. */
export interface Claim {
  readonly owner: string
  readonly kind: PaymentKind
  /** What follows the prefix. */
  readonly rest: string
}

/** The feature that a payload belongs to; nobody when it is unknown, or its feature is not among these parts. */
export function findClaim(parts: readonly Seller[], payload: string): Claim | undefined {
  const [prefix = ''] = payload.split(':', 1)
  for (const { id, part } of parts)
    for (const kind of part.payments ?? [])
      if (kind.prefix === prefix) return { owner: id, kind, rest: payload.slice(prefix.length + 1) }
  return undefined
}

/** Whether anything is sold: without it, nothing about payments is asked of Telegram or shown. */
export const sells = (parts: readonly Seller[]): boolean => parts.some(({ part }) => (part.payments ?? []).length > 0)
