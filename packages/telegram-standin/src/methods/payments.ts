import { randomBytes } from 'node:crypto'
import { badRequest } from '../errors.ts'
import { flag, int, text } from '../params/values.ts'
import type { InlineKeyboard } from '../wire.ts'
import { refundedMessage } from '../world/receipts.ts'
import type { Payment } from '../world/state.ts'
import { type Call, full, type Method, type MethodGroup } from './call.ts'
import { writableChatOf } from './chat-of.ts'
import { requiredText } from './formatted.ts'
import { readInvoice, stars } from './invoice.ts'
import { type Markup, markupOf, noMarkup } from './markup.ts'
import { userOf } from './members.ts'
import { post } from './post.ts'

/** How long a bot may take to answer a pre-checkout query. */
export const checkoutLivesMs = 10_000

const priceTag = (currency: string, total: number): string => {
  if (currency === stars) return `⭐️${total}`
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits
  return new Intl.NumberFormat('en', { style: 'currency', currency }).format(total / 10 ** (digits ?? 2))
}

/** Telegram puts a Pay button under an invoice that comes without one. */
const payMarkup = (given: Markup, currency: string, total: number): Markup => {
  if (given.fixed) throw badRequest('inline keyboard expected')
  const first = given.inline?.inline_keyboard[0]?.[0]
  if (first !== undefined) {
    if (first.pay === undefined) throw badRequest('BUTTON_TYPE_INVALID')
    return given
  }
  const inline: InlineKeyboard = { inline_keyboard: [[{ text: `Pay ${priceTag(currency, total)}`, pay: true }]] }
  return { ...noMarkup, inline }
}

const sendInvoice: Method = (call) => {
  const thread = writableChatOf(call)
  const { shown, terms } = readInvoice(call)
  const markup = payMarkup(markupOf(call, thread), terms.currency, terms.total)
  return post(call, thread, { invoice: shown }, { invoice: terms, markup })
}

const createInvoiceLink: Method = (call) => {
  const { shown, terms } = readInvoice(call)
  const slug = randomBytes(12).toString('base64url')
  call.world.invoiceLinks.set(slug, { botId: call.bot.user.id, title: shown.title, terms })
  return `https://t.me/$${slug}`
}

const answerPreCheckoutQuery: Method = (call) => {
  const ok = flag(call.params, 'ok')
  const refusal = ok ? null : requiredText(call, 'error_message')
  const pending = call.world.checkouts.get(text(call.params, 'pre_checkout_query_id'))
  const alive = pending !== undefined && Date.now() - pending.at <= checkoutLivesMs
  if (!alive || pending.botId !== call.bot.user.id) {
    throw badRequest('query is too old and response timeout expired or query ID is invalid')
  }
  if (pending.answered) {
    call.note('misuse', `pre-checkout query ${pending.id} was answered before; this answer changes nothing`)
    return true
  }
  pending.answered = true
  pending.resolve?.({ refusal })
  pending.resolve = null
  return true
}

const ownPayments = ({ world, bot }: Call): Payment[] =>
  world.payments.filter((payment) => payment.botId === bot.user.id && payment.currency === stars)

const refundStarPayment: Method = (call) => {
  const user = userOf(call)
  const chargeId = text(call.params, 'telegram_payment_charge_id')
  if (chargeId === '') throw badRequest('CHARGE_ID_EMPTY')
  const payment = ownPayments(call).find((one) => one.chargeId === chargeId && one.userId === user.id)
  if (payment === undefined) throw badRequest('CHARGE_ID_INVALID')
  if (payment.refundedAt !== null) throw badRequest('CHARGE_ALREADY_REFUNDED')
  payment.refundedAt = call.world.now()
  refundedMessage(call.world, call.bot, payment)
  return true
}

const partnerOf = (call: Call, { userId, payload }: Payment) => ({
  type: 'user',
  transaction_type: 'invoice_payment',
  user: call.world.people.get(userId)?.user,
  invoice_payload: payload,
})

// A refund is a transaction of its own under the payment's id.
const transactionsOf = (call: Call) =>
  ownPayments(call)
    .flatMap((payment) => {
      const partner = partnerOf(call, payment)
      const base = { id: payment.chargeId, amount: payment.amount }
      const paid = { ...base, date: Math.floor(payment.at / 1000), source: partner }
      if (payment.refundedAt === null) return [paid]
      return [paid, { ...base, date: Math.floor(payment.refundedAt / 1000), receiver: partner }]
    })
    .sort((a, b) => a.date - b.date)

const getStarTransactions: Method = (call) => {
  const offset = int(call.params, 'offset', 0, 0)
  const limit = int(call.params, 'limit', 100, 1, 100)
  return { transactions: transactionsOf(call).slice(offset, offset + limit) }
}

export const paymentMethods: MethodGroup = {
  sendInvoice: full(sendInvoice),
  createInvoiceLink: full(createInvoiceLink),
  answerPreCheckoutQuery: full(answerPreCheckoutQuery),
  refundStarPayment: full(refundStarPayment),
  getStarTransactions: full(getStarTransactions),
  getMyStarBalance: full((call) => ({
    amount: ownPayments(call).reduce((sum, one) => sum + (one.refundedAt === null ? one.amount : 0), 0),
  })),
}
