import type { Clock } from '@bazaar/core/clock'
import type { Db, Tx } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import type { MessageContent } from '@bazaar/core/notifications'
import type { Users } from '@bazaar/core/users'
import { shownId } from '../shown-id.ts'
import { key } from '../text.ts'
import { lockBusiness, readBusinessOf } from './business.repository.ts'
import { button, venueButton } from './buttons.ts'
import { staffOpened } from './callbacks.ts'
import { forgetListener } from './listeners.service.ts'
import type { News } from './news.ts'
import { type Member, openInvites, readMember, readMembers } from './staff.repository.ts'
import type { BusinessView, Permission } from './types.ts'

export interface StaffDeps {
  readonly db: Db
  readonly clock: Clock
  readonly users: Users
  readonly news: News
  menuChanged(tx: Tx, userId: bigint): Promise<void>
}

export interface NamedMember extends Member {
  readonly name: string
}

export interface StaffView {
  readonly venue: BusinessView
  readonly members: readonly NamedMember[]
  /** Links that nobody has used yet. */
  readonly openInvites: number
}

/** Who works for a venue. Only its owner decides; what is changed is told to whom it concerns. */
export interface Staff {
  list(ownerId: bigint, businessId: bigint): Promise<StaffView>
  find(ownerId: bigint, businessId: bigint, userId: bigint): Promise<NamedMember>
  change(ownerId: bigint, businessId: bigint, userId: bigint, permission: Permission): Promise<NamedMember>
  remove(ownerId: bigint, businessId: bigint, userId: bigint): Promise<NamedMember>
  /** The person's own wish. */
  leave(userId: bigint, businessId: bigint): Promise<BusinessView>
}

export function createStaff(deps: StaffDeps): Staff {
  const { db, clock, news, menuChanged } = deps
  const name = async (member: Member): Promise<NamedMember> => ({
    ...member,
    name: await nameOf(deps.users, member.userId),
  })

  async function tell(tx: Tx, venue: BusinessView, { userId, permission }: Member, what: 'permitted' | 'removed') {
    await news.tellLatest(tx, [userId], venue.id, 'member', {
      text: key(what === 'removed' ? 'staff-told-removed' : `staff-told-${permission}`, { name: venue.name }),
      ...(what === 'removed' ? {} : { keyboard: [[venueButton(venue.id)]] }),
    })
  }

  /** What concerns those who work there. */
  async function stopTelling(tx: Tx, userId: bigint, businessId: bigint): Promise<void> {
    await forgetListener(tx, userId, businessId)
    await news.forget(tx, userId, businessId, 'moderation')
  }

  return {
    async list(ownerId, businessId) {
      const venue = await requireOwned(db.prisma, ownerId, businessId)
      const members = await readMembers(db.prisma, businessId)
      const open = await db.prisma.marketplaceInvite.count({ where: openInvites(businessId, clock.now()) })
      return { venue, members: await Promise.all(members.map(name)), openInvites: open }
    },
    async find(ownerId, businessId, userId) {
      await requireOwned(db.prisma, ownerId, businessId)
      return name(await requireMember(db.prisma, businessId, userId))
    },
    change: (ownerId, businessId, userId, permission) =>
      db.tx(async (tx) => {
        const venue = await requireOwned(tx, ownerId, businessId)
        const member = await requireMember(tx, businessId, userId)
        if (member.permission === permission) return name(member)
        await tx.marketplaceStaff.update({
          where: { businessId_userId: { businessId, userId } },
          data: { permission },
        })
        if (permission !== 'manage') await news.forget(tx, userId, businessId, 'moderation')
        await tell(tx, venue, { ...member, permission }, 'permitted')
        await menuChanged(tx, userId)
        return name({ ...member, permission })
      }),
    remove: (ownerId, businessId, userId) =>
      db.tx(async (tx) => {
        const venue = await requireOwned(tx, ownerId, businessId)
        const member = await requireMember(tx, businessId, userId)
        await tx.marketplaceStaff.deleteMany({ where: { businessId, userId } })
        await stopTelling(tx, userId, businessId)
        await tell(tx, venue, member, 'removed')
        await menuChanged(tx, userId)
        return name(member)
      }),
    leave: (userId, businessId) =>
      db.tx(async (tx) => {
        const venue = await lockBusiness(tx, businessId)
        const { count } = await tx.marketplaceStaff.deleteMany({ where: { businessId, userId } })
        if (!venue || count === 0)
          throw new AppError('marketplace-business-unknown', { id: shownId('B', businessId) }, 404)
        await stopTelling(tx, userId, businessId)
        await news.forget(tx, userId, businessId, 'member')
        await tellOwner(tx, news, venue, {
          text: key('staff-told-left', { name: venue.name, person: await nameOf(deps.users, userId) }),
          keyboard: [[venueButton(businessId)]],
        })
        await menuChanged(tx, userId)
        return venue
      }),
  }
}

/** Locks the venue, so that the owner's presses are applied one after another. @throws AppError */
export async function requireOwned(tx: Tx, userId: bigint, businessId: bigint): Promise<BusinessView> {
  await lockBusiness(tx, businessId)
  const venue = await readBusinessOf(tx, userId, businessId, 'collect')
  if (!venue) throw new AppError('marketplace-business-unknown', { id: shownId('B', businessId) }, 404)
  if (venue.ownerId !== userId) throw new AppError('marketplace-business-owner-only', {}, 403)
  return venue
}

async function requireMember(tx: Tx, businessId: bigint, userId: bigint): Promise<Member> {
  const member = await readMember(tx, businessId, userId)
  if (!member) throw new AppError('marketplace-staff-gone', {}, 404)
  return member
}

/** What the person calls themselves; an account that is gone has no name. */
export const nameOf = async (users: Users, userId: bigint): Promise<string> =>
  (await users.find(userId))?.firstName ?? String(userId)

/** Who came and who went. Of many in a short time the owner is told how many, and of the latest. */
export function tellOwner(
  tx: Tx,
  news: News,
  { id, ownerId, name }: BusinessView,
  content: MessageContent,
): Promise<void> {
  const more = (count: number): MessageContent =>
    count === 1
      ? content
      : {
          text: key('staff-told-more', { count, name, latest: { text: content.text } }),
          keyboard: [[button('staff', staffOpened.pack({ business: id }))]],
        }
  return news.tellLatest(tx, [ownerId], id, 'staff', content, more)
}
