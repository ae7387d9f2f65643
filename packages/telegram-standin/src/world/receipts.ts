import { pushMessageUpdate } from '../updates/queue.ts'
import type { WireMessage, WirePayment } from '../wire.ts'
import { serviceMessage } from './members.ts'
import type { Bot, Payment, Thread } from './state.ts'
import { privateThread, requirePerson, type World } from './world.ts'

const receipt = (payment: Payment): WirePayment => ({
  currency: payment.currency,
  total_amount: payment.amount,
  invoice_payload: payment.payload,
  telegram_payment_charge_id: payment.chargeId,
  provider_payment_charge_id: payment.providerChargeId,
})

/** "Anna paid …": the proof of a payment that bots must wait for. */
export const paidMessage = (
  world: World,
  bot: Bot,
  thread: Thread,
  payment: Payment,
  extra: Readonly<Record<string, unknown>>,
): WireMessage => {
  const { user } = requirePerson(world, payment.userId)
  const message = serviceMessage(world, thread, user, { successful_payment: { ...receipt(payment), ...extra } })
  pushMessageUpdate(world, bot, message, false)
  return message
}

/** "You got your money back", in the private chat with the bot. */
export const refundedMessage = (world: World, bot: Bot, payment: Payment): void => {
  const thread = privateThread(world, bot, payment.userId)
  const { user } = requirePerson(world, payment.userId)
  const message = serviceMessage(world, thread, user, { refunded_payment: receipt(payment) })
  pushMessageUpdate(world, bot, message, false)
}
