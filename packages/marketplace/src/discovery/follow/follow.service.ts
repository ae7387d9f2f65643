import { AppError } from '@bazaar/core/errors'
import type { Core } from '@bazaar/core/feature'
import { type FollowedVenue, isFollowing, listFollowed, removeFollow } from './follow.repository.ts'

/** More would be a stream of news that nobody reads. */
const followedAtMost = 50

/** Who is told when a venue publishes. */
export function createFollows({ db, clock }: Pick<Core, 'db' | 'clock'>) {
  const nameOf = async (businessId: bigint): Promise<string> => {
    const venue = await db.prisma.marketplaceBusiness.findUnique({
      where: { id: businessId, state: 'VERIFIED' },
      select: { name: true },
    })
    if (!venue) throw new AppError('marketplace-discovery-venue-unknown', {}, 404)
    return venue.name
  }

  async function follow(userId: bigint, businessId: bigint): Promise<string> {
    const venue = await nameOf(businessId)
    if (await isFollowing(db.prisma, userId, businessId)) return venue
    if ((await db.prisma.marketplaceFollow.count({ where: { userId } })) >= followedAtMost)
      throw new AppError('marketplace-discovery-follow-many', { max: followedAtMost })
    await db.prisma.marketplaceFollow.createMany({
      data: [{ userId, businessId, createdAt: clock.now() }],
      skipDuplicates: true,
    })
    return venue
  }

  return {
    /** The venue's name. */
    follow,
    /** The venue's name; nothing when it was not followed any more. */
    async stop(userId: bigint, businessId: bigint): Promise<string | undefined> {
      return (await removeFollow(db.prisma, userId, businessId)) ? anyNameOf(businessId) : undefined
    },
    list: (userId: bigint): Promise<readonly FollowedVenue[]> => listFollowed(db.prisma, userId),
  }

  /** Whoever stops following a venue may do so whatever became of it. */
  async function anyNameOf(businessId: bigint): Promise<string> {
    const venue = await db.prisma.marketplaceBusiness.findUnique({ where: { id: businessId }, select: { name: true } })
    return venue?.name ?? ''
  }
}

export type Follows = ReturnType<typeof createFollows>
