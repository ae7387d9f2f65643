import type { Clock } from '@bazaar/core/clock'
import type { Keyring } from '@bazaar/core/crypto'
import type { Db, Tx } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import type { TextSpec } from '@bazaar/core/i18n'
import type { Noun } from '@bazaar/core/nouns'
import type { Users } from '@bazaar/core/users'
import { openingHours } from '../opening-hours-text.ts'
import { leftSuspendedAt, sanctionKeysOf } from '../sanctions.ts'
import { shownId } from '../shown-id.ts'
import { key } from '../text.ts'
import { holdsIdentity, lockBusiness, lockIdentity, readBusiness } from './business.repository.ts'
import { changeState } from './business-state.ts'
import { fixButton, postButton, venuesButton } from './buttons.ts'
import { readPhoneOf } from './details.ts'
import { phoneText } from './fields/phone.ts'
import type { News } from './news.ts'
import { approvalKind } from './registrations.service.ts'
import type { BusinessView } from './types.ts'

export interface BusinessApprovalDeps {
  readonly db: Db
  readonly clock: Clock
  readonly keyring: Keyring
  readonly users: Users
  readonly news: News
}

/** Venues in the queue of /pending: what moderators see, and what follows from their decision. */
export function createBusinessNoun(deps: BusinessApprovalDeps): Noun {
  const { db, clock, news } = deps

  async function require(tx: Tx, id: bigint, read: typeof readBusiness): Promise<BusinessView> {
    const venue = await read(tx, id)
    if (!venue) throw new AppError('marketplace-business-missing', { id: shownId('B', id) }, 404)
    return venue
  }

  return {
    id: approvalKind,
    letter: 'B',
    title: key('business-waits'),
    decide: {
      by: 'moderator',
      card: async (id) => card(deps, await require(db.prisma, id, readBusiness)),
      photos: async (id) => (await readBusiness(db.prisma, id))?.photos.map((photo) => photo.key) ?? [],
      async onApproved(tx, id) {
        const venue = await require(tx, id, lockBusiness)
        await refuseTwins(tx, venue)
        await changeState(tx, venue, 'verify', { verifiedAt: clock.now(), rejectReason: null })
        await news.tell(tx, [venue.ownerId], id, 'verified', {
          text: key('business-told-verified', { name: venue.name }),
          keyboard: [[postButton(id)], [venuesButton]],
        })
      },
      async onRejected(tx, id, { reason }) {
        const venue = await require(tx, id, lockBusiness)
        await changeState(tx, venue, 'reject', { rejectReason: reason })
        await news.tell(tx, [venue.ownerId], id, 'rejected', {
          text: key('business-told-rejected', { name: venue.name, reason }),
          keyboard: [[fixButton(id)], [venuesButton]],
        })
      },
    },
  }
}

/** Several may claim to be one venue while they wait; one of them is it. */
async function refuseTwins(tx: Tx, { id, name }: BusinessView): Promise<void> {
  const { identityKey } = await tx.marketplaceBusiness.findUniqueOrThrow({
    where: { id },
    select: { identityKey: true },
  })
  await lockIdentity(tx, identityKey)
  const where = { identityKey, id: { not: id }, ...holdsIdentity }
  const twin = await tx.marketplaceBusiness.findFirst({ where, select: { id: true } })
  if (twin)
    throw new AppError('marketplace-business-twin-verified', {
      id: shownId('B', id),
      name,
      twin: shownId('B', twin.id),
    })
}

/** Who else claims to be this venue. */
async function twinsOf(tx: Tx, id: bigint, identityKey: string | undefined): Promise<TextSpec | undefined> {
  const where = { identityKey: identityKey ?? '', id: { not: id }, state: { in: ['PENDING', 'VERIFIED', 'SUSPENDED'] } }
  const twins = await tx.marketplaceBusiness.findMany({ where, select: { id: true }, orderBy: { id: 'asc' }, take: 10 })
  if (twins.length === 0) return undefined
  return key('business-card-twins', { ids: twins.map((twin) => shownId('B', twin.id)).join(', ') })
}

async function card({ db, clock, keyring, users }: BusinessApprovalDeps, venue: BusinessView): Promise<TextSpec> {
  const [phone, owner, row] = await Promise.all([
    readPhoneOf(db.prisma, keyring, venue.id),
    users.find(venue.ownerId),
    db.prisma.marketplaceBusiness.findUnique({
      where: { id: venue.id },
      select: { submittedAt: true, verifiedAt: true, identityKey: true },
    }),
  ])
  const left = await leftSuspendedAt(db.prisma, sanctionKeysOf(keyring, venue.ownerId), clock.now())
  const twins = await twinsOf(db.prisma, venue.id, row?.identityKey)
  return key('business-card', {
    id: shownId('B', venue.id),
    name: venue.name,
    street: venue.street,
    postal: venue.postalCode,
    city: venue.city,
    latitude: venue.latitude.toFixed(5),
    longitude: venue.longitude.toFixed(5),
    zone: { clockOf: venue.timeZone },
    phone: phone === undefined ? '–' : phoneText(phone),
    hours: openingHours(venue.openingHours),
    currency: venue.currency,
    photos: venue.photos.length,
    owner: owner?.firstName ?? '–',
    ownerId: String(venue.ownerId),
    username: owner?.username ? ` @${owner.username}` : '',
    submitted: row?.submittedAt ? { time: row.submittedAt.toISOString(), style: 'datetime' } : '–',
    left: left ? { text: key('business-card-left', { at: { time: left.toISOString(), style: 'datetime' } }) } : '',
    twins: twins ? { text: twins } : '',
    again: row?.verifiedAt ? { text: key('business-card-again') } : '',
  })
}
