import type { Clock } from '@bazaar/core/clock'
import type { Keyring } from '@bazaar/core/crypto'
import type { Db, Tx } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import {
  createPseudonym,
  type EraseBlocker,
  type KeyIdColumn,
  type RetentionRule,
  type SealedColumn,
} from '@bazaar/core/privacy'
import { keepOfCustomer, sanctionKeysOf } from '../sanctions.ts'
import { shownId } from '../shown-id.ts'
import { key } from '../text.ts'
import type { CancelRules } from './cancel-rules.ts'
import { type PurchaseDetails, readDetails } from './details.repository.ts'
import { appealContext } from './no-shows/appeals.service.ts'
import { readMarkable } from './no-shows/no-shows.service.ts'
import type { Strikes } from './no-shows/strikes.ts'
import { dayIn, instantAt } from './pickup-times.ts'
import { claimPressed, listedOpened } from './purchase.callbacks.ts'
import { purchaseParams } from './purchase.lines.ts'
import { button } from './screen.ts'
import type { Reservations } from './types.ts'

const day = 86_400_000
const openStates = ['HELD', 'CONFIRMED']

export const sealed: readonly SealedColumn[] = [{ table: 'marketplace_appeal', column: 'reason', key: ['id'] }]

/** Pickup codes are derived under the key that was current when their reservation was made. */
export const keyIds: readonly KeyIdColumn[] = [
  {
    table: 'marketplace_purchase',
    column: 'code_key_id',
    while: { column: 'state', values: openStates },
  },
]

export const retention: readonly RetentionRule[] = [
  {
    id: 'transfer',
    table: 'marketplace_transfer',
    ageColumn: 'expires_at',
    keepMs: 30 * day,
    time: 'business',
    personal: true,
  },
  {
    id: 'appeal',
    table: 'marketplace_appeal',
    ageColumn: 'created_at',
    keepMs: 365 * day,
    time: 'business',
    personal: true,
  },
]

export interface PersonalDataDeps {
  readonly db: Db
  readonly clock: Clock
  readonly keyring: Keyring
  readonly reservations: Pick<Reservations, 'cancelByCustomer'>
  readonly rules: CancelRules
  readonly strikes: Pick<Strikes, 'add'>
}

const openOf = (userId: bigint) => ({ userId, state: { in: openStates } })

function blockersOf(rows: readonly PurchaseDetails[], now: Date): readonly EraseBlocker[] {
  return rows
    .filter(({ offer }) => {
      const { timeZone } = offer.business
      return dayIn(offer.pickupStart, timeZone) <= dayIn(now, timeZone)
    })
    .map(({ purchase, offer }) => {
      const params = purchaseParams(purchase, offer)
      const open = button('open', listedOpened.pack({ purchase: purchase.id }), params)
      return { ...key('purchase-erase-blocked', params), button: open }
    })
}

/** Who deleted now would be nobody to be marked, and keep no strike. */
async function unmarkedBlockers(tx: Tx, userId: bigint, now: Date): Promise<readonly EraseBlocker[]> {
  return (await readMarkable(tx, userId, now)).map(({ purchase, offer, until }) => ({
    ...key('purchase-erase-unmarked', {
      ...purchaseParams(purchase, offer),
      until: instantAt(until, offer.business.timeZone),
    }),
    button: button('claim', claimPressed.pack({ purchase: purchase.id })),
  }))
}

/** A reservation that is to be collected today, and one of which the venue may still say that nobody came. */
export async function eraseBlockers({ db, clock }: PersonalDataDeps, userId: bigint): Promise<readonly EraseBlocker[]> {
  const now = clock.now()
  const open = blockersOf(await readDetails(db.prisma, openOf(userId)), now)
  return [...open, ...(await unmarkedBlockers(db.prisma, userId, now))]
}

/** What is for another day is cancelled and its stock returns; what was is kept for the venue's books, without the person. */
export async function eraseUser(
  { clock, keyring, reservations, rules, strikes }: PersonalDataDeps,
  tx: Tx,
  userId: bigint,
): Promise<void> {
  // Reserving takes these locks too: nothing is collected, cancelled or marked between the check and the end.
  await tx.$queryRaw`
    SELECT 1 FROM marketplace_offer WHERE id IN (
      SELECT offer_id FROM marketplace_purchase WHERE user_id = ${userId} AND state IN ('HELD', 'CONFIRMED', 'UNCONFIRMED'))
    ORDER BY id FOR UPDATE`
  const now = clock.now()
  const open = await readDetails(tx, openOf(userId), { order: 'asc' })
  const [blocker] = [...blockersOf(open, now), ...(await unmarkedBlockers(tx, userId, now))]
  if (blocker) throw new AppError(blocker.key, blocker.params)
  for (const { purchase, offer } of open) {
    // What would have been a late cancellation is one.
    const late = rules.judge(purchase, offer, now) !== 'free'
    if (await reservations.cancelByCustomer(tx, purchase.id, now, late))
      if (late) await strikes.add(tx, userId, 'late', now)
  }
  await keepOfCustomer(tx, userId, keyring, now)
  const pseudonym = createPseudonym()
  await tx.marketplacePurchase.updateMany({ where: { userId }, data: { userId: pseudonym } })
  await tx.marketplacePurchase.updateMany({ where: { sentBy: userId }, data: { sentBy: pseudonym } })
  await tx.marketplacePurchase.updateMany({ where: { collectedBy: userId }, data: { collectedBy: pseudonym } })
  await tx.marketplaceTransfer.deleteMany({ where: { fromUser: userId } })
  await tx.marketplaceTransfer.updateMany({ where: { usedBy: userId }, data: { usedBy: null } })
  await tx.marketplaceAppeal.deleteMany({ where: { userId } })
  await tx.marketplaceCustomer.deleteMany({ where: { userId } })
}

const iso = (date: Date | undefined | null) => date?.toISOString() ?? null

export async function exportUser({ db, keyring }: PersonalDataDeps, userId: bigint): Promise<object> {
  const { prisma } = db
  const own = await readDetails(prisma, { OR: [{ userId }, { sentBy: userId }] }, { order: 'asc' })
  const handedOver = await prisma.marketplacePurchase.count({ where: { collectedBy: userId } })
  const appeals = await prisma.marketplaceAppeal.findMany({ where: { userId }, orderBy: { id: 'asc' } })
  const links = await prisma.marketplaceTransfer.findMany({
    where: { OR: [{ fromUser: userId }, { usedBy: userId }] },
    orderBy: { createdAt: 'asc' },
  })
  const customer = await prisma.marketplaceCustomer.findUnique({
    where: { userId },
    select: { blockedUntil: true, forgivenAt: true },
  })
  const kept = await prisma.marketplaceSanction.findMany({
    where: { person: { in: [...sanctionKeysOf(keyring, userId)] } },
    orderBy: { id: 'asc' },
  })
  return {
    kept_from_before_deleting: kept.map(({ kind, offerId, count, at, expiresAt }) => ({
      what: kind,
      offer: offerId === null ? null : shownId('O', offerId),
      count,
      at: iso(at),
      until: iso(expiresAt),
    })),
    reservations: own.map(({ purchase, offer }) => ({
      id: shownId('P', purchase.id),
      role: purchase.userId === userId ? 'collects' : 'sent to a friend',
      venue: offer.business.name,
      title: offer.items[0]?.title ?? offer.title,
      quantity: purchase.quantity,
      unit_price_minor: String(purchase.unitPriceMinor),
      currency: purchase.currency,
      state: purchase.state,
      pickup_start: iso(offer.pickupStart),
      pickup_end: iso(offer.pickupEnd),
      reserved_at: iso(purchase.reservedAt),
      collected_at: iso(purchase.collectedAt),
      cancelled_at: iso(purchase.cancelledAt),
      cancelled_late: purchase.late,
      missed_at: iso(purchase.missedAt),
      claimed_at: iso(purchase.claimedAt),
      reconfirmed_at: iso(purchase.reconfirmedAt),
    })),
    handed_over: handedOver,
    transfer_links: links.map((link) => ({
      reservation: shownId('P', link.purchaseId),
      role: link.fromUser === userId ? 'made' : 'used',
      created_at: iso(link.createdAt),
      expires_at: iso(link.expiresAt),
      used_at: iso(link.usedAt),
    })),
    appeals: appeals.map(({ id, reason, state, createdAt }) => ({
      id: shownId('A', id),
      reason: keyring.tryOpen(reason, appealContext) ?? null,
      state,
      created_at: iso(createdAt),
    })),
    blocked_until: iso(customer?.blockedUntil),
    forgiven_at: iso(customer?.forgivenAt),
  }
}
