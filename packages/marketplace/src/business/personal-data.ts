import type { Clock } from '@bazaar/core/clock'
import type { Keyring } from '@bazaar/core/crypto'
import type { Db, Tx } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import { discardFiles } from '@bazaar/core/files'
import { createPseudonym, type EraseBlocker } from '@bazaar/core/privacy'
import { myOffersOpened } from '../callbacks.ts'
import { keepOfOwner } from '../sanctions.ts'
import { shownId } from '../shown-id.ts'
import { button } from './buttons.ts'
import { openPhone } from './details.ts'

export interface PersonalDataDeps {
  readonly db: Db
  readonly clock: Clock
  readonly keyring: Keyring
}

const openOffers = ['ACTIVE', 'PAUSED', 'SOLD_OUT']
const openPurchases = ['HELD', 'CONFIRMED']

const ownedBy = (ownerId: bigint) => ({ ownerId, state: { not: 'CLOSED' } }) as const

/** Somebody still comes to collect at a venue of this person. */
export async function eraseBlockers(tx: Tx, userId: bigint): Promise<readonly EraseBlocker[]> {
  const venues = await tx.marketplaceBusiness.findMany({
    where: ownedBy(userId),
    select: { name: true, _count: { select: { purchases: { where: { state: { in: openPurchases } } } } } },
    orderBy: { id: 'asc' },
  })
  return venues
    .filter((venue) => venue._count.purchases > 0)
    .map((venue) => ({
      key: 'marketplace-business-erase-blocked',
      params: { name: venue.name, count: venue._count.purchases },
      button: button('offers', myOffersOpened.pack({})),
    }))
}

/** Closes the person's venues, and forgets where the person works. */
export async function eraseUser({ clock, keyring }: PersonalDataDeps, tx: Tx, userId: bigint): Promise<void> {
  // Venues before their offers, as whoever announces offers does.
  await tx.$queryRaw`
    SELECT 1 FROM marketplace_business WHERE owner_id = ${userId} AND state <> 'CLOSED' ORDER BY id FOR NO KEY UPDATE`
  // Reserving takes this lock too: nothing is reserved between the check and the end of the offers.
  await tx.$queryRaw`
    SELECT 1 FROM marketplace_offer o JOIN marketplace_business b ON b.id = o.business_id
    WHERE b.owner_id = ${userId} AND b.state <> 'CLOSED' ORDER BY o.id FOR UPDATE OF o`
  const [blocker] = await eraseBlockers(tx, userId)
  if (blocker) throw new AppError(blocker.key, blocker.params)
  await keepOfOwner(tx, userId, keyring, clock.now())
  const rows = await tx.marketplaceBusiness.findMany({ where: ownedBy(userId), select: { id: true } })
  const ids = rows.map(({ id }) => id)
  if (ids.length > 0) await closeVenues(tx, ids, clock.now())
  await tx.marketplaceStaff.deleteMany({ where: { userId } })
  await tx.marketplaceListener.deleteMany({ where: { userId } })
  await tx.marketplaceInvite.deleteMany({ where: { createdBy: userId } })
  await tx.marketplaceInvite.updateMany({ where: { usedBy: userId }, data: { usedBy: null } })
}

async function closeVenues(tx: Tx, ids: readonly bigint[], now: Date): Promise<void> {
  const theirs = { businessId: { in: [...ids] } }
  await discardPhotos(tx, ids, now)
  await tx.marketplaceOffer.deleteMany({ where: { ...theirs, state: 'DRAFT' } })
  await tx.marketplaceOffer.updateMany({
    where: { ...theirs, state: { in: openOffers } },
    data: { state: 'ENDED', endedAt: now },
  })
  await tx.marketplaceStaff.deleteMany({ where: theirs })
  await tx.marketplaceListener.deleteMany({ where: theirs })
  await tx.marketplaceInvite.deleteMany({ where: theirs })
  for (const id of ids) {
    await tx.marketplaceBusiness.update({
      where: { id },
      data: { state: 'CLOSED', ownerId: createPseudonym(), phone: null, rejectReason: null, suspendReason: null },
    })
  }
}

/** Of the venues and of their offers. */
async function discardPhotos(tx: Tx, ids: readonly bigint[], now: Date): Promise<void> {
  const where = { OR: [{ businessId: { in: [...ids] } }, { offer: { businessId: { in: [...ids] } } }] }
  const photos = await tx.marketplacePhoto.findMany({ where, select: { key: true, thumbKey: true } })
  await discardFiles(
    tx,
    photos.flatMap(({ key, thumbKey }) => [key, thumbKey]),
    now,
  )
  await tx.marketplacePhoto.deleteMany({ where })
}

const iso = (date: Date | null) => date?.toISOString() ?? null

export async function exportUser({ db, keyring }: PersonalDataDeps, userId: bigint): Promise<object> {
  const venues = await db.prisma.marketplaceBusiness.findMany({
    where: { ownerId: userId },
    include: { photos: { orderBy: { position: 'asc' } }, _count: { select: { staff: true } } },
    orderBy: { id: 'asc' },
  })
  const works = await db.prisma.marketplaceStaff.findMany({
    where: { userId },
    include: { business: { select: { name: true } } },
    orderBy: { businessId: 'asc' },
  })
  const listens = await db.prisma.marketplaceListener.findMany({ where: { userId }, orderBy: { businessId: 'asc' } })
  const invites = await db.prisma.marketplaceInvite.findMany({
    where: { OR: [{ createdBy: userId }, { usedBy: userId }] },
    orderBy: { createdAt: 'asc' },
  })
  return {
    venues: venues.map((venue) => ({
      id: shownId('B', venue.id),
      state: venue.state,
      name: venue.name,
      street: venue.street,
      city: venue.city,
      postal_code: venue.postalCode,
      latitude: venue.latitude,
      longitude: venue.longitude,
      phone: openPhone(keyring, venue.phone) ?? null,
      opening_hours: venue.openingHours,
      currency: venue.currency,
      time_zone: venue.timeZone,
      reject_reason: venue.rejectReason,
      suspend_reason: venue.suspendReason,
      created_at: iso(venue.createdAt),
      submitted_at: iso(venue.submittedAt),
      verified_at: iso(venue.verifiedAt),
      photos: venue.photos.map(({ key, width, height }) => ({ file: key, width, height })),
      staff: venue._count.staff,
    })),
    works_for: works.map(({ businessId, business, permission, addedAt }) => ({
      venue: shownId('B', businessId),
      name: business.name,
      permission,
      since: iso(addedAt),
    })),
    told_of_each_reservation: listens.map(({ businessId, since, paused }) => ({
      venue: shownId('B', businessId),
      since: iso(since),
      paused,
    })),
    staff_invites: invites.map(({ businessId, permission, createdBy, createdAt, expiresAt, usedAt }) => ({
      venue: shownId('B', businessId),
      permission,
      role: createdBy === userId ? 'made' : 'used',
      created_at: iso(createdAt),
      expires_at: iso(expiresAt),
      used_at: iso(usedAt),
    })),
  }
}
