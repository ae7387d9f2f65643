import { createHash, randomBytes } from 'node:crypto'
import type { Clock } from '@bazaar/core/clock'
import type { Db, Tx } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import type { Users } from '@bazaar/core/users'
import { key } from '../text.ts'
import { readBusiness } from './business.repository.ts'
import { refusedIn } from './business-state.ts'
import { button } from './buttons.ts'
import { memberOpened } from './callbacks.ts'
import type { News } from './news.ts'
import { type Invite, lockInvite, openInvites, readMember } from './staff.repository.ts'
import { nameOf, requireOwned, tellOwner } from './staff.service.ts'
import type { BusinessView, Permission } from './types.ts'

const validForMs = 48 * 3_600_000
/** Members and open links of one venue: a list of more would not fit into a message's buttons. */
const mostPeople = 30

export interface InvitesDeps {
  readonly db: Db
  readonly clock: Clock
  readonly users: Users
  readonly news: News
  startLink(payload: string): Promise<string>
  menuChanged(tx: Tx, userId: bigint): Promise<void>
}

export interface InviteLink {
  readonly venue: BusinessView
  readonly permission: Permission
  readonly link: string
  readonly expiresAt: Date
}

export interface InviteView {
  readonly venue: BusinessView
  readonly permission: Permission
}

/** Links that make somebody staff: random, single use, 48 hours; only their hash is stored. */
export interface Invites {
  create(ownerId: bigint, businessId: bigint, permission: Permission): Promise<InviteLink>
  /** Ends all links of a venue that nobody has used. Returns how many. */
  revoke(ownerId: bigint, businessId: bigint): Promise<number>
  /** What a link offers to this person. @throws AppError naming why it does not */
  look(userId: bigint, token: string): Promise<InviteView>
  /** Once; the same person again gets the same answer. @throws AppError */
  accept(userId: bigint, token: string): Promise<InviteView>
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url')

export function createInvites({ db, clock, users, news, startLink, menuChanged }: InvitesDeps): Invites {
  /** An invite that this person may use, or has used. */
  async function require(tx: Tx, userId: bigint, token: string): Promise<InviteView & { readonly invite: Invite }> {
    const invite = await lockInvite(tx, hashOf(token))
    const venue = invite && (await readBusiness(tx, invite.businessId))
    if (!invite || !venue || venue.state === 'CLOSED') throw new AppError('marketplace-invite-unknown', {}, 404)
    if (venue.ownerId === userId) throw new AppError('marketplace-invite-own', { name: venue.name })
    const member = await readMember(tx, venue.id, userId)
    const isHis = invite.usedBy === userId && member !== undefined
    if (invite.isUsed && !isHis) throw new AppError('marketplace-invite-used')
    if (!invite.isUsed && invite.expiresAt <= clock.now()) throw new AppError('marketplace-invite-expired')
    if (!isHis && member && (member.permission === 'manage' || invite.permission === 'collect'))
      throw new AppError('marketplace-invite-member', { name: venue.name })
    return { invite, venue, permission: invite.permission }
  }

  async function join(tx: Tx, userId: bigint, { invite, venue, permission }: Awaited<ReturnType<typeof require>>) {
    const now = clock.now()
    await tx.marketplaceInvite.update({
      where: { tokenHash: invite.tokenHash },
      data: { usedAt: now, usedBy: userId },
    })
    await tx.marketplaceStaff.upsert({
      where: { businessId_userId: { businessId: venue.id, userId } },
      create: { businessId: venue.id, userId, permission, addedAt: now },
      update: { permission },
    })
    await news.forget(tx, userId, venue.id, 'member')
    await tellOwner(tx, news, venue, {
      text: key(`staff-told-joined-${permission}`, { name: venue.name, person: await nameOf(users, userId) }),
      keyboard: [[button('member', memberOpened.pack({ business: venue.id, user: userId }))]],
    })
    await menuChanged(tx, userId)
  }

  return {
    async create(ownerId, businessId, permission) {
      const token = randomBytes(16).toString('base64url')
      const now = clock.now()
      const expiresAt = new Date(now.getTime() + validForMs)
      const venue = await db.tx(async (tx) => {
        const owned = await requireOwned(tx, ownerId, businessId)
        if (owned.state !== 'VERIFIED') throw refusedIn(owned)
        await refuseCrowd(tx, businessId, now)
        const data = { tokenHash: hashOf(token), businessId, permission, createdBy: ownerId, createdAt: now, expiresAt }
        await tx.marketplaceInvite.create({ data })
        return owned
      })
      return { venue, permission, link: await startLink(`staff_${token}`), expiresAt }
    },
    revoke: (ownerId, businessId) =>
      db.tx(async (tx) => {
        await requireOwned(tx, ownerId, businessId)
        return (await tx.marketplaceInvite.deleteMany({ where: openInvites(businessId, clock.now()) })).count
      }),
    look: (userId, token) => db.tx((tx) => require(tx, userId, token)),
    accept: (userId, token) =>
      db.tx(async (tx) => {
        const found = await require(tx, userId, token)
        if (!found.invite.isUsed) await join(tx, userId, found)
        return found
      }),
  }
}

async function refuseCrowd(tx: Tx, businessId: bigint, now: Date): Promise<void> {
  const people = await tx.marketplaceStaff.count({ where: { businessId } })
  const open = await tx.marketplaceInvite.count({ where: openInvites(businessId, now) })
  if (people + open >= mostPeople) throw new AppError('marketplace-staff-many', { max: mostPeople })
}
