import type { Clock } from '@bazaar/core/clock'
import type { Db, EtsyLink } from '@bazaar/core/db'
import type { Logger } from '@bazaar/core/log'
import { etsyUserIdOf, type Oauth, refreshLifeMs, type Tokens } from '../etsy/index.ts'
import type { Granted } from '../shop/index.ts'
import { aliveMs, findByState, move } from './attempts.ts'
import { drawPin, drawSecret, type Secrets } from './secrets.ts'

/** What Etsy sends a seller’s browser back with. */
export interface Returned {
  readonly code?: string | undefined
  readonly state?: string | undefined
  readonly error?: string | undefined
}

/** What became of it, and for whom (`kept`: the seller allows no more than before): nobody knows who came with a `state` that is none of ours. */
export type CallbackOutcome =
  | { readonly kind: 'authorized'; readonly userId: bigint; readonly token: string; readonly pin: string }
  | { readonly kind: 'used' | 'expired' | 'denied' | 'kept' | 'unavailable'; readonly userId: bigint }
  | { readonly kind: 'unknown' }

export interface CallbackDeps {
  readonly db: Db
  readonly clock: Clock
  readonly log: Logger
  readonly oauth: Pick<Oauth, 'exchange'>
  readonly secrets: Secrets
}

/** Takes what comes back from Etsy: each `state` once. */
export function createCallback({ db, clock, log, oauth, secrets }: CallbackDeps) {
  const grantedOf = ({ access, refresh, expiresInSeconds, scopes }: Tokens, asked: string): Granted => {
    const now = clock.now().getTime()
    return {
      access,
      refresh,
      accessExpiresAt: new Date(now + expiresInSeconds * 1000),
      refreshExpiresAt: new Date(now + refreshLifeMs),
      etsyUserId: etsyUserIdOf(access),
      scopes: scopes ?? asked,
    }
  }

  /** What the page shows, once the chat could finish with it; nothing when a newer attempt was begun meanwhile. */
  async function authorize({ id, keyId, scopes }: EtsyLink, tokens: Tokens) {
    const [token, pin] = [drawSecret(), drawPin()]
    const isStored = await move(db.prisma, id, 'CLAIMED', {
      state: 'AUTHORIZED',
      granted: secrets.sealGranted(grantedOf(tokens, scopes)),
      tokenHash: secrets.underKey(secrets.hashes.token(token), keyId),
      pinHash: secrets.underKey(secrets.hashes.pin(id, pin), keyId),
      expiresAt: new Date(clock.now().getTime() + aliveMs),
    })
    return isStored ? { token, pin } : undefined
  }

  /** Claimed first, so that the code is sent to Etsy once whatever comes in parallel. */
  async function exchange(row: EtsyLink, code: string): Promise<CallbackOutcome> {
    const { id, userId } = row
    if (!(await move(db.prisma, id, 'ASKED', { state: 'CLAIMED' }))) return { kind: 'used', userId }
    const answer = await oauth.exchange({ code, verifier: secrets.openVerifier(row.verifier) })
    if (!answer.ok) {
      log.warn({ why: answer.why, detail: answer.detail }, 'Etsy gave no tokens for a code')
      await move(db.prisma, id, 'CLAIMED', { state: 'DEAD' })
      return { kind: 'unavailable', userId }
    }
    const shown = await authorize(row, answer.tokens)
    return shown ? { kind: 'authorized', userId, ...shown } : { kind: 'used', userId }
  }

  return async ({ code, state, error }: Returned): Promise<CallbackOutcome> => {
    const row = state === undefined ? null : await findByState(db.prisma, secrets.hashes.state(state))
    if (!row || (code === undefined && error === undefined)) return { kind: 'unknown' }
    const { id, userId } = row
    if (row.state !== 'ASKED') return { kind: 'used', userId }
    if (row.expiresAt <= clock.now()) return { kind: 'expired', userId }
    if (code !== undefined && error === undefined) return exchange(row, code)
    const isDenied = error === 'access_denied'
    await move(db.prisma, id, 'ASKED', { state: isDenied ? 'DENIED' : 'DEAD' })
    if (!isDenied) return { kind: 'unavailable', userId }
    return { kind: row.forShopId === null ? 'denied' : 'kept', userId }
  }
}

export type Callback = ReturnType<typeof createCallback>
