import { z } from 'zod'
import { type Keyring, tryOpenJson } from '../crypto/index.ts'
import type { Tx } from '../db/index.ts'
import type { TextSpec } from '../i18n/index.ts'

const money = z.object({ currency: z.string(), total_amount: z.int() })
const told = z.object({
  message: z.object({ successful_payment: money.optional(), refunded_payment: money.optional() }),
})

/**
 * Money of a person that came in or went back and is in no book yet: with these updates it would be lost. Locks what is unfinished, so that in a
 * transaction it stays so.
 */
export async function unrecordedCharges(
  db: Pick<Tx, '$queryRaw'>,
  keyring: Pick<Keyring, 'tryOpen'>,
  userId: bigint,
): Promise<readonly TextSpec[]> {
  const rows = await db.$queryRaw<{ body: Uint8Array }[]>`
    SELECT body FROM core_inbox
    WHERE delivery_key IN (${`user:${userId}`}, ${`chat:${userId}`}) AND done_at IS NULL AND body IS NOT NULL
    FOR UPDATE`
  return rows.flatMap(({ body }) => {
    const message = told.safeParse(tryOpenJson(keyring, body, 'core_inbox.body')).data?.message
    if (message?.successful_payment) return [waiting('core-payment-erase-waiting', message.successful_payment)]
    return message?.refunded_payment ? [waiting('core-payment-erase-refund', message.refunded_payment)] : []
  })
}

const waiting = (key: string, { total_amount, currency }: z.infer<typeof money>): TextSpec => ({
  key,
  params: { amount: { money: [String(total_amount), currency] } },
})
