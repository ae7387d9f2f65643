import type { Tx } from '@bazaar/core/db'

/** What of a day has been credited. */
export interface DayTotal {
  readonly steps: number
  readonly handSteps: number
}

/** Locks somebody's day until the transaction ends: all its walks are counted one after the other. */
export async function lockDay(tx: Tx, userId: bigint, day: string): Promise<DayTotal> {
  await tx.$executeRaw`INSERT INTO steps_rewards_day (user_id, day) VALUES (${userId}, ${day}) ON CONFLICT DO NOTHING`
  const [row] = await tx.$queryRaw<{ steps: number; hand_steps: number }[]>`
    SELECT steps, hand_steps FROM steps_rewards_day WHERE user_id = ${userId} AND day = ${day} FOR UPDATE`
  return { steps: row?.steps ?? 0, handSteps: row?.hand_steps ?? 0 }
}

/** @param steps may be below 0: what a moderator rejects makes room again */
export async function addToDay(
  tx: Tx,
  { userId, day, source }: { readonly userId: bigint; readonly day: string; readonly source: string },
  steps: number,
): Promise<void> {
  await tx.stepsRewardsDay.update({
    where: { userId_day: { userId, day } },
    data: { steps: { increment: steps }, ...(source === 'hand' ? { handSteps: { increment: steps } } : {}) },
  })
}
