import { randomInt } from 'node:crypto'
import { badRequest } from '../errors.ts'
import { type CallParams, float, has, int, text } from '../params/values.ts'
import type { WireLocation } from '../wire.ts'
import { type Call, full, type Method, type MethodGroup } from './call.ts'
import { writableChatOf } from './chat-of.ts'
import { applyEdit, editTarget } from './edits.ts'
import { requiredText } from './formatted.ts'
import { inlineMarkupOf } from './markup.ts'
import { post } from './post.ts'

/** A live location without an end. */
const forever = 0x7fff_ffff

const pointOf = (call: Call): WireLocation => {
  const { params } = call
  for (const name of ['latitude', 'longitude']) if (!has(params, name)) throw badRequest(`${name} is empty`)
  const latitude = float(params, 'latitude')
  const longitude = float(params, 'longitude')
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) throw badRequest('wrong location specified')
  return {
    latitude,
    longitude,
    ...(has(params, 'horizontal_accuracy') ? { horizontal_accuracy: float(params, 'horizontal_accuracy') } : {}),
  }
}

const within = (params: CallParams, name: string, max: number, problem: string): number | undefined => {
  const value = int(params, name)
  if (value === 0) return undefined
  if (value < 0 || value > max) throw badRequest(problem)
  return value
}

const livePeriodOf = (params: CallParams): number => {
  const period = int(params, 'live_period')
  const fits = period === 0 || period === forever || (period >= 60 && period <= 86_400)
  if (!fits) throw badRequest('wrong live location period specified')
  return period
}

const liveDetails = (params: CallParams) => ({
  heading: within(params, 'heading', 360, 'wrong live location heading specified'),
  proximity_alert_radius: within(
    params,
    'proximity_alert_radius',
    100_000,
    'wrong live location proximity alert radius specified',
  ),
})

const endOf = (from: number, period: number): number =>
  period === forever ? Number.MAX_SAFE_INTEGER : from + period * 1000

const sendLocation: Method = (call) => {
  const thread = writableChatOf(call)
  const point = pointOf(call)
  const live_period = livePeriodOf(call.params)
  if (live_period === 0) return post(call, thread, { location: point })
  const location = { ...point, live_period, ...liveDetails(call.params) }
  return post(call, thread, { location }, { liveUntil: endOf(call.world.now(), live_period) })
}

const liveTarget = (call: Call) => {
  const target = editTarget(call)
  const { stored } = target
  if (stored.message.location === undefined || stored.message.venue !== undefined) {
    throw badRequest('there is no live location in the message to edit')
  }
  if (stored.liveUntil === null || stored.liveUntil <= call.world.now()) throw badRequest("message can't be edited")
  return { target, location: stored.message.location }
}

const editMessageLiveLocation: Method = (call) => {
  const point = pointOf(call)
  const period = livePeriodOf(call.params)
  const { target, location } = liveTarget(call)
  const live_period = period === 0 ? location.live_period : period
  if (period !== 0) target.stored.liveUntil = endOf(target.stored.message.date * 1000, period)
  const moved = { ...point, live_period, ...liveDetails(call.params) }
  return applyEdit(call, target, { location: moved, reply_markup: inlineMarkupOf(call, target.thread) })
}

const stopMessageLiveLocation: Method = (call) => {
  const { target, location } = liveTarget(call)
  const { latitude, longitude, horizontal_accuracy } = location
  const ended = { latitude, longitude, horizontal_accuracy }
  const answer = applyEdit(call, target, { location: ended, reply_markup: inlineMarkupOf(call, target.thread) })
  target.stored.liveUntil = null
  return answer
}

const sendVenue: Method = (call) => {
  const thread = writableChatOf(call)
  const location = pointOf(call)
  const title = text(call.params, 'title')
  const address = text(call.params, 'address')
  if (title === '') throw badRequest('VENUE_TITLE_INVALID')
  if (address === '') throw badRequest('VENUE_ADDRESS_INVALID')
  const ids = ['foursquare_id', 'foursquare_type', 'google_place_id', 'google_place_type'].flatMap((name) =>
    has(call.params, name) ? [[name, text(call.params, name)] as const] : [],
  )
  return post(call, thread, { location, venue: { location, title, address, ...Object.fromEntries(ids) } })
}

const sendContact: Method = (call) => {
  const thread = writableChatOf(call)
  const phone_number = requiredText(call, 'phone_number').replace(/^\+/, '')
  const first_name = requiredText(call, 'first_name')
  const last_name = text(call.params, 'last_name') || undefined
  const vcard = text(call.params, 'vcard') || undefined
  return post(call, thread, { contact: { phone_number, first_name, last_name, vcard } })
}

const diceSides: Readonly<Record<string, number>> = { '🎲': 6, '🎯': 6, '🎳': 6, '🏀': 5, '⚽': 5, '🎰': 64 }

const sendDice: Method = (call) => {
  const thread = writableChatOf(call)
  const emoji = (text(call.params, 'emoji') || '🎲').replaceAll('\uFE0F', '')
  const sides = diceSides[emoji]
  if (sides === undefined) throw badRequest('DICE_EMOJI_INVALID')
  return post(call, thread, { dice: { emoji, value: randomInt(1, sides + 1) } })
}

export const placeMethods: MethodGroup = {
  sendLocation: full(sendLocation),
  editMessageLiveLocation: full(editMessageLiveLocation),
  stopMessageLiveLocation: full(stopMessageLiveLocation),
  sendVenue: full(sendVenue),
  sendContact: full(sendContact),
  sendDice: full(sendDice),
}
