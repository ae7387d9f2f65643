import type { Clock } from '@bazaar/core/clock'
import type { Db } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import type { Limits } from '@bazaar/core/limits'
import type { Users } from '@bazaar/core/users'
import type { Businesses } from '../../business/index.ts'
import { shownId } from '../../shown-id.ts'
import { findDetails, lockDetails, type PurchaseDetails, readDetails, unknownPurchase } from '../details.repository.ts'
import type { Living } from '../living.ts'
import { notOpen } from '../not-open.ts'
import type { PickupCodes, Reservations } from '../types.ts'
import { findClosedByCode, findOpenByCode } from './collecting.repository.ts'
import type { ToHandOver } from './collecting.screens.ts'

/** With 10,000 codes and some open reservations, a guess must cost something. */
const wrongCodes = { max: 10, windowMs: 10 * 60_000, onStoreLost: 'refuse' } as const

export interface CollectingDeps {
  readonly db: Db
  readonly clock: Clock
  readonly limits: Limits
  readonly users: Users
  readonly businesses: Pick<Businesses, 'listOf' | 'require'>
  readonly reservations: Reservations
  readonly codes: PickupCodes
  readonly living: Living
  /** Called after a hand-over is committed. */
  completed(): void
}

/** A reservation and the holder's turn that a code, a QR picture or a button was made for. */
export interface Held {
  readonly purchase: bigint
  readonly version: number
}

export type Collecting = ReturnType<typeof createCollecting>

/** The venue hands over what was reserved, once. */
export function createCollecting(deps: CollectingDeps) {
  const { db, clock, limits, users, businesses, reservations, codes, living, completed } = deps
  const limitKey = (userId: bigint) => `marketplace.code:${userId}`
  const wait = (ms: number) =>
    new AppError('marketplace-purchase-code-wait', { wait: { duration: Math.ceil(ms / 1000) } }, 429)

  /** Costs nothing: right codes may be entered as often as people come. @throws AppError after too many wrong ones */
  async function refuseGuessing(userId: bigint): Promise<void> {
    const decision = await limits.hit(limitKey(userId), { ...wrongCodes, max: wrongCodes.max - 1 }, 0)
    if (!decision.allowed) throw wait(decision.retryAfterMs)
  }

  async function wrong(userId: bigint, code: string): Promise<AppError> {
    const decision = await limits.hit(limitKey(userId), wrongCodes)
    if (!decision.allowed || decision.remaining === 0) {
      const after = await limits.hit(limitKey(userId), { ...wrongCodes, max: wrongCodes.max - 1 }, 0)
      return wait(after.allowed ? wrongCodes.windowMs : after.retryAfterMs)
    }
    return new AppError('marketplace-purchase-code-wrong', { code, left: decision.remaining }, 404)
  }

  const named = async (details: PurchaseDetails): Promise<ToHandOver> => ({
    ...details,
    firstName: (await users.find(details.purchase.userId))?.firstName ?? '',
  })

  /** @throws AppError when it is over, or the holder has changed since */
  function refuseUnlessHeld({ purchase, offer }: PurchaseDetails, version: number): void {
    if (purchase.codeVersion !== version)
      throw new AppError('marketplace-purchase-code-old', { id: shownId('P', purchase.id) })
    if (purchase.state !== 'CONFIRMED') throw notOpen({ purchase, offer }, 'venue')
  }

  async function require(userId: bigint, { purchase: id, version }: Held): Promise<PurchaseDetails> {
    const found = await findDetails(db.prisma, id)
    if (!found) throw unknownPurchase(id)
    await businesses.require(userId, found.purchase.businessId, 'collect')
    refuseUnlessHeld(found, version)
    return found
  }

  const venuesOf = async (userId: bigint) => (await businesses.listOf(userId, 'collect')).map(({ id }) => id)

  /** @throws AppError unless the person may hand over somewhere */
  async function requireVenues(userId: bigint): Promise<readonly bigint[]> {
    const venues = await venuesOf(userId)
    if (venues.length === 0) throw new AppError('marketplace-purchase-collect-no-venue', {}, 403)
    return venues
  }

  return {
    requireVenues,
    /** Reservations that were found before, as they are now. */
    async list(ids: readonly bigint[]): Promise<readonly ToHandOver[]> {
      return Promise.all((await readDetails(db.prisma, { id: { in: [...ids] } }, { order: 'asc' })).map(named))
    },
    /** A QR code that was scanned; nothing for whoever is not of the venue's people. @throws AppError */
    async scan(userId: bigint, token: string): Promise<ToHandOver | undefined> {
      const read = codes.readToken(token)
      const found = read && (await findDetails(db.prisma, read.purchaseId))
      if (!found) throw new AppError('marketplace-purchase-qr-invalid', {}, 404)
      if (!(await venuesOf(userId)).includes(found.purchase.businessId)) return undefined
      refuseUnlessHeld(found, read.codeVersion)
      return named(found)
    },
    /** Open reservations of the person's venues with this code; at least one. @throws AppError */
    async findByCode(userId: bigint, code: string): Promise<readonly ToHandOver[]> {
      const venues = await requireVenues(userId)
      await refuseGuessing(userId)
      const open = await findOpenByCode(db.prisma, venues, codes, code)
      if (open.length > 0) return Promise.all(open.map(named))
      const closed = await findClosedByCode(db.prisma, venues, codes, { code, now: clock.now() })
      throw closed ? notOpen(closed, 'venue') : await wrong(userId, code)
    },
    /** @throws AppError */
    open: async (userId: bigint, held: Held): Promise<ToHandOver> => named(await require(userId, held)),
    /** CONFIRMED -> COLLECTED, once. @throws AppError */
    async handOver(userId: bigint, held: Held): Promise<PurchaseDetails> {
      await require(userId, held)
      const collected = await db.tx(async (tx) => {
        const found = await lockDetails(tx, held.purchase)
        if (!found) throw unknownPurchase(held.purchase)
        refuseUnlessHeld(found, held.version)
        const now = clock.now()
        if (!(await reservations.collect(tx, held.purchase, now, userId))) throw notOpen(found, 'venue')
        const purchase = { ...found.purchase, state: 'COLLECTED' as const, collectedAt: now }
        await living.refresh(tx, [purchase], found.offer)
        return { purchase, offer: found.offer }
      })
      completed()
      return collected
    },
  }
}
