import { isDeepStrictEqual } from 'node:util'
import type { Approvals } from '@bazaar/core/approvals'
import type { Clock } from '@bazaar/core/clock'
import type { Keyring } from '@bazaar/core/crypto'
import type { Tx } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import type { Audit, Users } from '@bazaar/core/users'
import { timeZoneAt } from '@bazaar/core/zones'
import { shownId } from '../shown-id.ts'
import { holdsIdentity, lockIdentity } from './business.repository.ts'
import { identityKeyOf } from './business-keys.ts'
import { changeState, refusedIn } from './business-state.ts'
import { columnsOf, type Details, readPhoneOf } from './details.ts'
import { readPhotos, replacePhotos } from './photos.repository.ts'
import { requireOwned } from './staff.service.ts'
import type { BusinessView } from './types.ts'

/** The kind of approval that moderators decide about. */
export const approvalKind = 'marketplace-business'

export interface RegistrationsDeps {
  readonly approvals: Approvals
  readonly audit: Audit
  readonly users: Pick<Users, 'followPlace'>
  readonly clock: Clock
  readonly keyring: Keyring
  menuChanged(tx: Tx, userId: bigint): Promise<void>
}

/** Details as they are changed: the time zone can be put right there. */
export interface ChangedDetails extends Details {
  readonly zone: string
}

export type ChangeOutcome =
  /** Moderators look at it again; nothing can be posted meanwhile. */
  'resubmitted' | 'saved'

export interface Registrations {
  /** Before somebody fills in the form. @throws AppError when enough venues of theirs wait for moderators */
  requireRoom(userId: bigint): Promise<void>
  /** A new venue that waits for moderators. @throws AppError when it is registered already */
  register(tx: Tx, userId: bigint, details: Details): Promise<BusinessView>
  /** The details of a venue whose owner this is, and may change them now. @throws AppError */
  detailsOf(tx: Tx, userId: bigint, businessId: bigint): Promise<Partial<ChangedDetails>>
  /** With an entry in the audit log. @throws AppError when the state or open offers forbid it, or somebody else asks */
  change(tx: Tx, userId: bigint, businessId: bigint, details: ChangedDetails): Promise<ChangeOutcome>
}

export function createRegistrations(deps: RegistrationsDeps): Registrations {
  const { approvals, audit, clock, keyring, users, menuChanged } = deps

  async function submit(tx: Tx, userId: bigint, businessId: bigint): Promise<void> {
    await approvals.submit(tx, approvalKind, businessId, userId)
  }

  async function describe(tx: Tx, venue: BusinessView): Promise<Partial<ChangedDetails>> {
    const phone = await readPhoneOf(tx, keyring, venue.id)
    return {
      name: venue.name,
      street: venue.street,
      city: venue.city,
      postal: venue.postalCode,
      place: { latitude: venue.latitude, longitude: venue.longitude },
      ...(phone === undefined ? {} : { phone }),
      hours: venue.openingHours,
      currency: venue.currency,
      photos: await readPhotos(tx, venue.id),
      zone: venue.timeZone,
    }
  }

  return {
    requireRoom: (userId) => approvals.requireRoom(approvalKind, userId),

    async register(tx, userId, details) {
      const now = clock.now()
      const timeZone = timeZoneAt(details.place)
      await refuseTwins(tx, userId, details)
      const { id } = await tx.marketplaceBusiness.create({
        data: {
          ...columnsOf(keyring, details),
          timeZone,
          ownerId: userId,
          state: 'PENDING',
          createdAt: now,
          submittedAt: now,
        },
      })
      await replacePhotos(tx, id, details.photos, now)
      await submit(tx, userId, id)
      await menuChanged(tx, userId)
      // Whose venue it is lives by its clock, unless they chose another one by hand.
      await users.followPlace(tx, userId, timeZone)
      return requireOwned(tx, userId, id)
    },

    detailsOf: async (tx, userId, businessId) => describe(tx, await requireChangeable(tx, userId, businessId)),

    async change(tx, userId, businessId, details) {
      const venue = await requireChangeable(tx, userId, businessId)
      const isNew = isElsewhere(venue, details)
      if (isNew || venue.currency !== details.currency) await refuseOpenOffers(tx, venue)
      if (isNew) await refuseOpenReservations(tx, venue)
      // What was rejected was nobody's: somebody may have been verified since.
      if (isNew || venue.state === 'REJECTED') await refuseTwins(tx, userId, details, businessId)
      const now = clock.now()
      const timeZone = zoneOf(venue, details)
      await audit.record(tx, {
        actorId: userId,
        origin: 'chat',
        action: 'business.changed',
        object: { kind: approvalKind, id: String(businessId) },
        after: { changed: changedFields(await describe(tx, venue), details) },
      })
      await replacePhotos(tx, businessId, details.photos, now)
      const columns = { ...columnsOf(keyring, details), timeZone }
      if (venue.state === 'VERIFIED' && !isNew) {
        await tx.marketplaceBusiness.update({ where: { id: businessId }, data: columns })
        return 'saved'
      }
      await changeState(tx, venue, 'submit', { ...columns, rejectReason: null, submittedAt: now })
      await submit(tx, userId, businessId)
      return 'resubmitted'
    },
  }
}

/** What customers trust is its owner's alone to change; and while moderators look at it, what they see must not change. */
async function requireChangeable(tx: Tx, userId: bigint, businessId: bigint): Promise<BusinessView> {
  const venue = await requireOwned(tx, userId, businessId)
  if (venue.state !== 'VERIFIED' && venue.state !== 'REJECTED') throw refusedIn(venue)
  return venue
}

/** Whether it says something that moderators have not seen: who or where it is. */
function isElsewhere(venue: BusinessView, { name, street, city, postal, place }: Details): boolean {
  return (
    venue.name !== name ||
    venue.street !== street ||
    venue.city !== city ||
    venue.postalCode !== postal ||
    hasMoved(venue, place)
  )
}

/** Names alone: what they hold, the phone among it, has no place in the audit log. */
const changedFields = (before: Partial<ChangedDetails>, after: ChangedDetails): readonly string[] => {
  const was = new Map<string, unknown>(Object.entries(before))
  return Object.entries(after)
    .filter(([field, value]) => !isDeepStrictEqual(was.get(field), value))
    .map(([field]) => field)
}

const hasMoved = (venue: BusinessView, { latitude, longitude }: Details['place']): boolean =>
  venue.latitude !== latitude || venue.longitude !== longitude

/** The zone follows the place, unless it was set by hand. */
function zoneOf(venue: BusinessView, { place, zone }: ChangedDetails): string {
  return hasMoved(venue, place) && zone === venue.timeZone ? timeZoneAt(place) : zone
}

async function refuseOpenOffers(tx: Tx, { id }: BusinessView): Promise<void> {
  const count = await tx.marketplaceOffer.count({
    where: { businessId: id, state: { in: ['ACTIVE', 'PAUSED', 'SOLD_OUT'] } },
  })
  if (count > 0) throw new AppError('marketplace-business-open-offers', { count })
}

/** Reservations of an offer that has ended stay valid, and show where the venue is. */
async function refuseOpenReservations(tx: Tx, { id }: BusinessView): Promise<void> {
  const count = await tx.marketplacePurchase.count({ where: { businessId: id, state: { in: ['HELD', 'CONFIRMED'] } } })
  if (count > 0) throw new AppError('marketplace-business-open-reservations', { count })
}

/** A name that waits or was rejected is nobody's, so that nobody can keep a venue from its owner by writing first. */
async function refuseTwins(tx: Tx, userId: bigint, details: Details, own?: bigint): Promise<void> {
  const identityKey = identityKeyOf({ ...details, postalCode: details.postal })
  await lockIdentity(tx, identityKey)
  const twin = await tx.marketplaceBusiness.findFirst({
    where: {
      identityKey,
      ...(own === undefined ? {} : { id: { not: own } }),
      OR: [{ ownerId: userId, state: { not: 'CLOSED' } }, holdsIdentity],
    },
    select: { id: true, ownerId: true, name: true },
  })
  if (!twin) return
  if (twin.ownerId === userId)
    throw new AppError('marketplace-business-twin-own', { id: shownId('B', twin.id), name: twin.name })
  throw new AppError('marketplace-business-twin', { name: details.name })
}
