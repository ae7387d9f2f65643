import type { Tx, VoucherSubscription } from '@bazaar/core/db'
import { holdReadings } from '../stock/index.ts'

/** The chat's subscription, locked after readings and before any other row: everybody takes locks in this order. */
export async function lockSubscription(
  tx: Tx,
  sourceId: string,
  chatId: bigint,
): Promise<VoucherSubscription | undefined> {
  await holdReadings(tx, sourceId)
  await tx.$queryRaw`SELECT 1 FROM voucher_tracker_subscription WHERE source_id = ${sourceId} AND chat_id = ${chatId} FOR UPDATE`
  const found = await tx.voucherSubscription.findUnique({ where: { sourceId_chatId: { sourceId, chatId } } })
  return found ?? undefined
}

/** Waits for the next restock from now on. A new arming, so that an episode which was told already may be told again when it reopens. */
export function arm(tx: Tx, id: bigint, faces?: readonly bigint[]): Promise<VoucherSubscription> {
  return tx.voucherSubscription.update({
    where: { id },
    data: {
      state: 'ARMED',
      resumeState: null,
      endedAt: null,
      snoozedUntil: null,
      arming: { increment: 1 },
      ...(faces && { faces: [...faces] }),
    },
  })
}

/**
 * The alert of this arming will never arrive: its person waits again. Stale when the person re-armed meanwhile.
 * @param owed the next good reading alerts even about stock that is still there
 */
export async function rearmUndelivered(tx: Tx, subscriptionId: bigint, arming: number, owed: boolean): Promise<void> {
  await tx.$executeRaw`
    UPDATE voucher_tracker_subscription SET arming = arming + 1, owed = ${owed},
      state = CASE state WHEN 'ALERTED' THEN 'ARMED' ELSE state END,
      resume_state = CASE resume_state WHEN 'ALERTED' THEN 'ARMED' ELSE resume_state END
    WHERE id = ${subscriptionId} AND arming = ${arming} AND 'ALERTED' IN (state, resume_state)`
}

/** The bot was blocked: nothing is sent until the person comes back. */
export async function pauseUser(tx: Tx, userId: bigint): Promise<void> {
  await tx.$executeRaw`
    UPDATE voucher_tracker_subscription SET resume_state = state, state = 'PAUSED'
    WHERE user_id = ${userId} AND state IN ('ARMED', 'ALERTED', 'SNOOZED')`
}

export async function wakeUser(tx: Tx, userId: bigint): Promise<void> {
  await tx.$executeRaw`
    UPDATE voucher_tracker_subscription SET state = resume_state, resume_state = NULL
    WHERE user_id = ${userId} AND state = 'PAUSED'`
}
