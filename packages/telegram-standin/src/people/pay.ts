import { randomBytes } from 'node:crypto'
import { stars } from '../methods/invoice.ts'
import { checkoutLivesMs } from '../methods/payments.ts'
import type { PayOptions, PayOutcome } from '../types.ts'
import { pushUpdate } from '../updates/queue.ts'
import { paidMessage } from '../world/receipts.ts'
import type { Bot, CheckoutVerdict, InvoiceTerms, Payment, Person, StoredMessage, Thread } from '../world/state.ts'
import {
  privateThread,
  requireBot,
  requireMessage,
  requirePerson,
  requireThread,
  seconds,
  touchMessage,
  type World,
} from '../world/world.ts'

interface Bill {
  readonly bot: Bot
  readonly thread: Thread
  readonly terms: InvoiceTerms
  /** The invoice's message; none when it was opened by a link. */
  readonly stored: StoredMessage | null
}

const billByLink = (world: World, person: Person, link: string): Bill => {
  const slug = /(?:\$|\/invoice\/)([\w-]+)$/.exec(link)?.[1] ?? ''
  const found = world.invoiceLinks.get(slug)
  if (found === undefined) throw new Error(`There is no invoice behind "${link}".`)
  const bot = requireBot(world, found.botId)
  return { bot, thread: privateThread(world, bot, person.user.id), terms: found.terms, stored: null }
}

const billByMessage = (world: World, person: Person, messageId: number, options: PayOptions): Bill => {
  const thread = requireThread(world, person.user.id, options.chatId, options.botId)
  const stored = requireMessage(thread, messageId)
  const { invoice: terms } = stored
  if (terms === undefined) throw new Error(`Message ${messageId} is no invoice.`)
  // In a private chat the button turns into a receipt; in groups everybody may pay.
  if (stored.paid === true && thread.botId !== null) throw new Error(`Invoice ${messageId} has been paid already.`)
  return { bot: requireBot(world, stored.botId ?? undefined), thread, terms, stored }
}

const orderInfo = (person: Person, needs: InvoiceTerms['needs']): Record<string, unknown> | undefined => {
  if (needs.length === 0) return undefined
  const { first_name, last_name } = person.user
  const address = {
    country_code: 'GB',
    state: '',
    city: 'London',
    street_line1: '10 Test Street',
    street_line2: '',
    post_code: 'SW1A 2AA',
  }
  const all = {
    name: [first_name, last_name].filter(Boolean).join(' '),
    phone_number: person.phone,
    email: `${person.user.id}@example.com`,
    shipping_address: address,
  }
  return Object.fromEntries(needs.map((name) => [name, all[name]]))
}

const forgetOld = (world: World): void => {
  for (const [id, pending] of world.checkouts) if (Date.now() - pending.at > checkoutLivesMs) world.checkouts.delete(id)
}

const ask = (world: World, person: Person, bill: Bill, waitMs: number): Promise<CheckoutVerdict> => {
  const { bot, terms } = bill
  forgetOld(world)
  world.counters.payment += 1
  const id = `${BigInt(person.user.id) * 4_294_967_296n + BigInt(world.counters.payment)}`
  return new Promise((resolve) => {
    const finish = (verdict: CheckoutVerdict): void => {
      clearTimeout(timer)
      resolve(verdict)
    }
    const timer = setTimeout(() => {
      world.checkouts.delete(id)
      finish('timed_out')
    }, waitMs)
    world.checkouts.set(id, {
      id,
      botId: bot.user.id,
      userId: person.user.id,
      at: Date.now(),
      answered: false,
      resolve: finish,
    })
    const query = {
      id,
      from: person.user,
      currency: terms.currency,
      total_amount: terms.total,
      invoice_payload: terms.payload,
      order_info: orderInfo(person, terms.needs),
    }
    // A bot that does not ask for these updates lets every payment fail.
    if (pushUpdate(world, bot, 'pre_checkout_query', query, `user:${person.user.id}`) === null) finish('timed_out')
  })
}

const subscriptionNote = (world: World, { subscriptionPeriod }: InvoiceTerms): Record<string, unknown> =>
  subscriptionPeriod === null
    ? {}
    : {
        subscription_expiration_date: seconds(world) + subscriptionPeriod,
        is_recurring: true,
        is_first_recurring: true,
      }

const settle = (world: World, person: Person, { bot, thread, terms, stored }: Bill): PayOutcome => {
  const isStars = terms.currency === stars
  const payment: Payment = {
    botId: bot.user.id,
    userId: person.user.id,
    chargeId: `${isStars ? 'stx' : ''}${randomBytes(30).toString('base64url')}`,
    providerChargeId: isStars ? `${person.user.id}_${world.counters.payment}` : randomBytes(12).toString('hex'),
    currency: terms.currency,
    amount: terms.total,
    payload: terms.payload,
    at: world.now(),
    refundedAt: null,
  }
  world.payments.push(payment)
  if (stored !== null) {
    stored.paid = true
    touchMessage(world, thread, stored)
  }
  const extra = { ...subscriptionNote(world, terms), order_info: orderInfo(person, terms.needs) }
  const message = paidMessage(world, bot, thread, payment, extra)
  return { outcome: 'paid', chargeId: payment.chargeId, messageId: message.message_id }
}

/** A person presses Pay on an invoice (by message id or link) and confirms; the bot has 10 s to agree. */
export const pay = async (
  world: World,
  userId: number,
  invoice: number | string,
  options: PayOptions,
): Promise<PayOutcome> => {
  const person = requirePerson(world, userId)
  const bill =
    typeof invoice === 'string' ? billByLink(world, person, invoice) : billByMessage(world, person, invoice, options)
  if (bill.terms.isFlexible) throw new Error('Invoices with flexible shipping prices cannot be paid here.')
  const verdict = await ask(world, person, bill, Math.min(options.timeoutMs ?? checkoutLivesMs, checkoutLivesMs))
  if (verdict === 'timed_out') return { outcome: 'timed_out' }
  if (verdict.refusal !== null) return { outcome: 'refused', error: verdict.refusal }
  return settle(world, person, bill)
}
