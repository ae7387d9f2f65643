import type { StepsRewardsProfile, Tx } from '@bazaar/core/db'
import { followZone, unknownZone } from './zone.ts'

/**
 * Whatever changes several of somebody's rows takes this one first, then walks and days: whoever ends a walk, decides about it or erases it waits here.
 * Only an entry in the moderators' queue is taken before.
 */
export const holdProfile = (tx: Tx, userId: bigint): Promise<unknown> =>
  tx.$queryRaw`SELECT 1 FROM steps_rewards_profile WHERE user_id = ${userId} FOR UPDATE`

/**
 * Locks somebody's profile, which is there from now on, and lets its zone follow theirs.
 * @param wanted IANA name of the person's zone now, where it is known
 */
export async function lockProfile(
  tx: Tx,
  userId: bigint,
  wanted: string | undefined,
  now: Date,
): Promise<StepsRewardsProfile> {
  await tx.$executeRaw`INSERT INTO steps_rewards_profile (user_id, zone) VALUES (${userId}, ${unknownZone}) ON CONFLICT DO NOTHING`
  await holdProfile(tx, userId)
  const profile = await tx.stepsRewardsProfile.findUniqueOrThrow({ where: { userId } })
  const { zone, nextZone, nextFrom, zoneChangedAt } = followZone(profile, wanted, now)
  if (zone === profile.zone && nextZone === profile.nextZone) return profile
  return tx.stepsRewardsProfile.update({ where: { userId }, data: { zone, nextZone, nextFrom, zoneChangedAt } })
}
