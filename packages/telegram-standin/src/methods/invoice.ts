import { badRequest } from '../errors.ts'
import { isList, isRecord } from '../guards.ts'
import { flag, has, int, json, text } from '../params/values.ts'
import type { WireInvoice } from '../wire.ts'
import type { InvoiceTerms } from '../world/state.ts'
import type { Call } from './call.ts'
import { requiredText, tooLong } from './formatted.ts'

const maxTitle = 32
const maxDescription = 255
const maxPayloadBytes = 128
const maxTips = 4
const starsSubscription = 30 * 24 * 60 * 60
/** Currency code of Telegram Stars. */
export const stars = 'XTR'

const amountsOf = (call: Call): number[] => {
  requiredText(call, 'prices')
  const list = json(call.params, 'prices', "can't parse prices JSON object")
  if (!isList(list)) throw badRequest('expected an Array of labeled prices')
  return list.map((item) => {
    if (!isRecord(item)) throw badRequest("can't parse labeled price: LabeledPrice must be an Object")
    if (typeof item.label !== 'string' || item.label === '') {
      throw badRequest('can\'t parse labeled price: Field "label" must be a non-empty String')
    }
    const amount = typeof item.amount === 'string' ? Number(item.amount) : item.amount
    if (typeof amount !== 'number' || !Number.isSafeInteger(amount)) {
      throw badRequest('can\'t parse labeled price: Field "amount" must be a Number')
    }
    return amount
  })
}

const needsOf = (call: Call): InvoiceTerms['needs'] =>
  (['name', 'phone_number', 'email', 'shipping_address'] as const).filter((name) => flag(call.params, `need_${name}`))

const checkStars = (call: Call, amounts: readonly number[], providerToken: string): void => {
  const tips = int(call.params, 'max_tip_amount') !== 0 || has(call.params, 'suggested_tip_amounts')
  if (amounts.length !== 1 || providerToken !== '' || tips) throw badRequest('STARS_INVOICE_INVALID')
}

const checkTips = (call: Call): void => {
  const max = int(call.params, 'max_tip_amount')
  const tips = json(call.params, 'suggested_tip_amounts', "can't parse suggested_tip_amounts JSON object") ?? []
  if (!isList(tips)) throw badRequest('expected an Array of suggested tip amounts')
  const rising = tips.every((tip, index) => Number(tip) > (index === 0 ? 0 : Number(tips[index - 1])))
  if (tips.length > maxTips || !rising || tips.some((tip) => Number(tip) > max)) {
    throw badRequest('SUGGESTED_TIP_AMOUNTS_INVALID')
  }
}

const subscriptionOf = (call: Call, currency: string): number | null => {
  if (call.method !== 'createInvoiceLink' || !has(call.params, 'subscription_period')) return null
  const period = int(call.params, 'subscription_period')
  if (currency !== stars || period !== starsSubscription) throw badRequest('SUBSCRIPTION_PERIOD_INVALID')
  return period
}

export interface ReadInvoice {
  readonly shown: WireInvoice
  readonly terms: InvoiceTerms
}

/** Reads the parameters that sendInvoice and createInvoiceLink share. */
export const readInvoice = (call: Call): ReadInvoice => {
  const title = requiredText(call, 'title')
  const description = requiredText(call, 'description')
  const payload = requiredText(call, 'payload')
  const currency = requiredText(call, 'currency')
  const amounts = amountsOf(call)
  const providerToken = text(call.params, 'provider_token')
  if (tooLong(title, maxTitle)) throw badRequest('INVOICE_TITLE_TOO_LONG')
  if (tooLong(description, maxDescription)) throw badRequest('INVOICE_DESCRIPTION_TOO_LONG')
  if (Buffer.byteLength(payload) > maxPayloadBytes) throw badRequest('INVOICE_PAYLOAD_INVALID')
  if (currency === stars) checkStars(call, amounts, providerToken)
  else {
    if (!/^\d+:[\w:-]+$/.test(providerToken)) throw badRequest('PAYMENT_PROVIDER_INVALID')
    if (!/^[A-Z]{3}$/.test(currency)) throw badRequest('CURRENCY_INVALID')
    checkTips(call)
  }
  const total = amounts.reduce((sum, amount) => sum + amount, 0)
  if (amounts.length === 0 || total <= 0) throw badRequest('CURRENCY_TOTAL_AMOUNT_INVALID')
  return {
    shown: { title, description, start_parameter: text(call.params, 'start_parameter'), currency, total_amount: total },
    terms: {
      payload,
      currency,
      total,
      providerToken,
      // Telegram asks for no data of people who pay with Stars.
      needs: currency === stars ? [] : needsOf(call),
      isFlexible: currency !== stars && flag(call.params, 'is_flexible'),
      subscriptionPeriod: subscriptionOf(call, currency),
    },
  }
}
