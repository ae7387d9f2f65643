import type { Message } from 'grammy/types'
import type { Charge } from './types.ts'

/** Money that came or went back, as a message tells of it. */
export type ChargeNews = { readonly state: 'paid' | 'refunded'; readonly charge: Charge }

/** What a message says about a payment; nothing when it is about something else. */
export function readCharge(message: Message): ChargeNews | undefined {
  const paid = message.successful_payment
  if (paid) {
    const until = paid.subscription_expiration_date
    const subscription =
      until === undefined ? undefined : { until: new Date(until * 1000), isFirst: paid.is_first_recurring ?? false }
    return { state: 'paid', charge: { ...read(message, paid), subscription } }
  }
  const refunded = message.refunded_payment
  return refunded && { state: 'refunded', charge: { ...read(message, refunded), subscription: undefined } }
}

type Told = NonNullable<Message['refunded_payment']>

function read({ from, chat }: Message, told: Omit<Told, 'currency'> & { readonly currency: string }) {
  return {
    // Who signs the line about a refund is not documented; it stands in the payer's own chat.
    userId: BigInt(chat.type === 'private' ? chat.id : (from?.id ?? 0)),
    payload: told.invoice_payload,
    currency: told.currency,
    amount: BigInt(told.total_amount),
    chargeId: told.telegram_payment_charge_id,
    providerChargeId: told.provider_payment_charge_id ?? '',
  }
}
