import { setTimeout as delay } from 'node:timers/promises'
import type { Clock } from '@bazaar/core/clock'
import type { Keyring } from '@bazaar/core/crypto'
import type { Db, EtsyGrant, Tx } from '@bazaar/core/db'
import { type EtsyAccess, type EtsyFailure, type Oauth, refreshLifeMs } from '../etsy/index.ts'
import { openTokens, sealTokens } from './tokens.ts'
import type { AccessResult, Grants, HeldAccess } from './types.ts'

/** A token that ends sooner than this is renewed before it is used. */
const renewBeforeMs = 120_000
/** Longer than Etsy may take to answer: a killed process holds up nobody for longer. */
const rotationLeaseSeconds = 30
/** Less than what a token is good for at least when it is handed out. */
const holdMs = 60_000
const lookAgainMs = 250
const waitTries = 140

export interface GrantsDeps {
  readonly db: Db
  readonly clock: Clock
  readonly keyring: Keyring
  readonly oauth: Pick<Oauth, 'refresh'>
  /** The seller has to connect the shop again: what that means, and who is told, in one transaction. */
  disconnect(tx: Tx, shopId: bigint, generation: number): Promise<void>
}

type Refused = Extract<AccessResult, { ok: false }>
const unreadable: Refused = { ok: false, why: 'unavailable', detail: 'the key of its tokens is missing' }
const disconnected: Refused = { ok: false, why: 'disconnected', detail: 'no grant' }

/** Tokens of the shops: good ones for whoever calls, rotated by one at a time, over all processes. */
export function createGrants(deps: GrantsDeps): Grants {
  const { db, clock, keyring, oauth } = deps

  const find = (shopId: bigint) =>
    db.prisma.etsyGrant.findUnique({ where: { shopId }, include: { shop: { select: { etsyUserId: true } } } })
  type Found = NonNullable<Awaited<ReturnType<typeof find>>>

  function toAccess({ generation, shop, tokens }: Found): AccessResult {
    const token = openTokens(keyring, tokens)?.access
    return token === undefined ? unreadable : { ok: true, generation, access: { etsyUserId: shop.etsyUserId, token } }
  }
  const isFresh = (row: EtsyGrant): boolean => row.accessExpiresAt.getTime() - clock.now().getTime() > renewBeforeMs

  /** Whoever changes the row here is the one who may ask Etsy. */
  async function claim(shopId: bigint, generation: number): Promise<boolean> {
    const claimed = await db.prisma.$executeRaw`
      UPDATE etsy_lowstock_grant SET rotating_until = clock_timestamp() + ${rotationLeaseSeconds} * interval '1 second'
      WHERE shop_id = ${shopId} AND generation = ${generation}
        AND (rotating_until IS NULL OR rotating_until <= clock_timestamp())`
    return claimed > 0
  }

  /** Never interrupted: the pair that Etsy answers with is the only good one. */
  async function ask(row: Found, refreshToken: string): Promise<AccessResult> {
    const { shopId, generation } = row
    const answer = await oauth.refresh(refreshToken)
    if (answer.ok) {
      const now = clock.now().getTime()
      const stored = await db.prisma.etsyGrant.updateMany({
        where: { shopId, generation },
        data: {
          tokens: sealTokens(keyring, answer.tokens),
          generation: generation + 1,
          accessExpiresAt: new Date(now + answer.tokens.expiresInSeconds * 1000),
          refreshExpiresAt: new Date(now + refreshLifeMs),
          refreshedAt: new Date(now),
          rotatingUntil: null,
        },
      })
      // The next end is warned of from the start.
      if (stored.count > 0)
        await db.prisma.etsyShop.updateMany({
          where: { id: shopId, warnedDays: { not: null } },
          data: { warnedDays: null },
        })
      return {
        ok: true,
        generation: generation + 1,
        access: { etsyUserId: row.shop.etsyUserId, token: answer.tokens.access },
      }
    }
    if (answer.why === 'invalid-grant') {
      await db.tx((tx) => deps.disconnect(tx, shopId, generation))
      return { ...disconnected, detail: answer.detail }
    }
    await db.prisma.etsyGrant.updateMany({ where: { shopId, generation }, data: { rotatingUntil: null } })
    return { ok: false, why: 'unavailable', detail: answer.detail }
  }

  async function rotate(shopId: bigint, generation: number, signal?: AbortSignal): Promise<AccessResult> {
    for (let tries = 0; tries < waitTries; tries++) {
      signal?.throwIfAborted()
      const row = await find(shopId)
      if (!row) return disconnected
      if (row.generation !== generation) return toAccess(row)
      const refreshToken = openTokens(keyring, row.tokens)?.refresh
      if (refreshToken === undefined) return unreadable
      if (await claim(shopId, generation)) return ask(row, refreshToken)
      await delay(lookAgainMs, undefined, signal && { signal })
    }
    return { ok: false, why: 'unavailable', detail: 'somebody else renews the token' }
  }

  async function access(shopId: bigint, signal?: AbortSignal): Promise<AccessResult> {
    const row = await find(shopId)
    if (!row) return disconnected
    return isFresh(row) ? toAccess(row) : rotate(shopId, row.generation, signal)
  }

  /** A look asks a hundred times within a minute: the token is opened once. */
  async function heldAccess(shopId: bigint, held: HeldAccess | undefined, signal?: AbortSignal): Promise<AccessResult> {
    if (held?.good && held.until > clock.now().getTime()) return held.good
    const good = await access(shopId, signal)
    if (held && good.ok) Object.assign(held, { good, until: clock.now().getTime() + holdMs })
    return good
  }

  return {
    access,
    rotate,
    async call<T>(
      shopId: bigint,
      work: (access: EtsyAccess) => Promise<{ readonly ok: true; readonly value: T } | EtsyFailure>,
      signal?: AbortSignal,
      held?: HeldAccess,
    ) {
      const first = await heldAccess(shopId, held, signal)
      if (!first.ok) return first
      const answer = await work(first.access)
      if (answer.ok || answer.why !== 'unauthorized') return answer
      if (held) held.good = undefined
      const second = await rotate(shopId, first.generation, signal)
      if (!second.ok) return second
      const again = await work(second.access)
      if (again.ok || again.why !== 'unauthorized') return again
      // A token that was made a moment ago is refused: the seller has taken the permission away.
      await db.tx((tx) => deps.disconnect(tx, shopId, second.generation))
      return { ...disconnected, detail: again.detail }
    },
  }
}
