import { type EtsyApi, type EtsyFailure, type Inventory, piecesOf, type WriteOutcome } from '../etsy/index.ts'
import type { Grants } from '../shop/index.ts'
import type { Failure, Target } from './types.ts'

type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure }
type At = Pick<Target, 'shopId' | 'etsyListingId' | 'key'>

/** What Etsy says of one variation at this moment. */
export interface Present {
  readonly inventory: Inventory
  readonly quantity: number
  readonly sharing: number
  /** What buyers can have of the listing's other variations. */
  readonly elsewhere: number
}

export interface EtsyStockDeps {
  readonly api: Pick<EtsyApi, 'inventory' | 'setPieces'>
  readonly grants: Pick<Grants, 'call'>
}

/** Pieces at Etsy itself, read and set with the shop's own grant. */
export interface EtsyStock {
  read(at: At): Promise<Answer<Present>>
  write(at: At, inventory: Inventory, quantity: number): Promise<Answer<WriteOutcome>>
}

const failures = { unauthorized: 'disconnected', disconnected: 'disconnected', forbidden: 'forbidden' } as const

function failureOf(why: EtsyFailure['why'] | 'disconnected', until: Date | undefined): Failure {
  if (why === 'quota' && until) return { kind: 'quota', until }
  if (why === 'missing') return { kind: 'no-record' }
  return { kind: why === 'quota' || why === 'unavailable' ? 'unavailable' : failures[why] }
}

export function createEtsyStock({ api, grants }: EtsyStockDeps): EtsyStock {
  return {
    async read({ shopId, etsyListingId, key }) {
      const answer = await grants.call(shopId, (access) => api.inventory(access, etsyListingId))
      if (!answer.ok) return { ok: false, failure: failureOf(answer.why, 'until' in answer ? answer.until : undefined) }
      const pieces = piecesOf(answer.value, key)
      return pieces
        ? { ok: true, value: { ...pieces, inventory: answer.value } }
        : { ok: false, failure: { kind: 'gone' } }
    },
    async write({ shopId, etsyListingId: listing, key }, inventory, quantity) {
      const answer = await grants.call(shopId, (access) => api.setPieces(access, inventory, { listing, key, quantity }))
      if (answer.ok) return answer
      return { ok: false, failure: failureOf(answer.why, 'until' in answer ? answer.until : undefined) }
    },
  }
}
