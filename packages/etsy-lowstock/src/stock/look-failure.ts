import type { EtsyAccess, EtsyResult } from '../etsy/index.ts'
import type { Grants, HeldAccess } from '../shop/index.ts'
import { UnreadableListing } from './page.ts'

/** What ended a look before its end. */
export type LookFailure = {
  readonly why: 'unauthorized' | 'forbidden' | 'missing' | 'quota' | 'unavailable' | 'disconnected'
  readonly detail: string
  readonly until?: Date
}

export class LookFailed extends Error {
  override readonly name = 'LookFailed'
  readonly failure: LookFailure
  constructor(failure: LookFailure) {
    super(`${failure.why}: ${failure.detail}`)
    this.failure = failure
  }
}

/** @throws what is no failure of Etsy's */
export function failureOf(error: unknown): LookFailure {
  if (error instanceof LookFailed) return error.failure
  if (error instanceof UnreadableListing) return { why: 'unavailable', detail: 'unknown listing' }
  throw error
}

/** One call with a shop's token. @throws LookFailed */
export type Ask = <T>(
  shopId: bigint,
  work: (access: EtsyAccess) => Promise<EtsyResult<T>>,
  signal: AbortSignal,
  held: HeldAccess,
) => Promise<T>

export function createAsk(grants: Pick<Grants, 'call'>): Ask {
  return async (shopId, work, signal, held) => {
    const answer = await grants.call(shopId, work, signal, held)
    if (answer.ok) return answer.value
    throw new LookFailed(answer)
  }
}
