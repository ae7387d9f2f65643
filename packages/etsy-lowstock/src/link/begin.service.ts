import type { Clock } from '@bazaar/core/clock'
import type { Db } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import type { Limits } from '@bazaar/core/limits'
import { type Oauth, readScopes, writeScopes } from '../etsy/index.ts'
import { type Asking, aliveMs, endEarlier } from './attempts.ts'
import { challengeOf, drawSecret, type Secrets } from './secrets.ts'

const attempts = { max: 5, windowMs: 10 * 60_000, onStoreLost: 'refuse' } as const

export interface BeginDeps {
  readonly db: Db
  readonly clock: Clock
  readonly limits: Limits
  readonly oauth: Pick<Oauth, 'connectUrl'>
  readonly secrets: Secrets
}

/**
 * Begins to link a shop: the address of Etsy’s page, good once and for ten minutes.
 * @param forShop a shop that is linked, which its owner wants to let us change as well
 * @throws AppError
 */
export type Begin = (asking: Asking, forShop?: bigint) => Promise<string>

export function createBegin({ db, clock, limits, oauth, secrets }: BeginDeps): Begin {
  return async ({ userId, chatId }, forShop) => {
    const [state, verifier] = [drawSecret(), drawSecret()]
    const scopes = forShop === undefined ? readScopes : writeScopes
    const url = oauth.connectUrl({ state, challenge: challengeOf(verifier), scopes })
    if (url === undefined) throw new AppError('etsy-lowstock-link-not-set-up', {}, 503)
    const decision = await limits.hit(`etsy-lowstock-link:${userId}`, attempts)
    if (!decision.allowed)
      throw new AppError(
        'etsy-lowstock-link-often',
        { wait: { duration: Math.ceil(decision.retryAfterMs / 1000) } },
        429,
      )
    const now = clock.now()
    await db.tx(async (tx) => {
      await endEarlier(tx, userId)
      await tx.etsyLink.create({
        data: {
          userId,
          chatId,
          scopes,
          forShopId: forShop ?? null,
          stateHash: secrets.hashes.state(state)[0],
          keyId: secrets.keyId,
          verifier: secrets.sealVerifier(verifier),
          createdAt: now,
          expiresAt: new Date(now.getTime() + aliveMs),
        },
      })
    })
    return url
  }
}
