import { money, shorten, type TextParam, type TextSpec } from '@bazaar/core/i18n'
import type { MessageContent } from '@bazaar/core/notifications'
import { allergenName, commaList, dietName } from '../food.ts'
import { key } from '../text.ts'
import { type Availability, availabilityOf } from './availability.ts'
import { pickupWindow } from './pickup-window.ts'
import type { ItemView, OfferView } from './types.ts'

/** What is in it, as far as customers are told. */
export type Food = Pick<OfferView, 'description' | 'contains' | 'mayContain' | 'allergensStated' | 'diets'>

export interface CardFacts {
  /** Business time. */
  readonly now: Date
  /** Metres from the reader, when both places are known. */
  readonly distance?: number | undefined
  /** Allergens that the reader does not want. */
  readonly avoid?: readonly string[]
  /** At most eight lines, for a phone: where the rest is one press away. */
  readonly isShort?: boolean
  /** Above it stands that it is a draft. */
  readonly isPreview?: boolean
}

/** From so many ratings on they say something. */
const ratingsUntilShown = 5
/** Up to here units left are told exactly. */
const exactUnits = 5
const itemsShown = 6
const itemsShownShort = 2
const hour = 3_600_000
/** From here on the end of the window is told in words. */
const urgentMs = 3 * hour
/** A caption has 1024 letters, and what matters comes before the description. */
const descriptionLetters = 250
const descriptionLettersShort = 60
const titleLetters = 80
/** When nobody can come for it any more, neither the window nor what was left matter. */
const over: readonly Availability[] = ['expired', 'ended', 'cancelled', 'hidden']

/** An offer as customers see it: text and, if there is one, its picture or the venue's. */
export function offerCard(offer: OfferView, facts: CardFacts): Pick<MessageContent, 'text' | 'photo'> {
  const picture = offer.photo ?? offer.business.photo
  const availability = availabilityOf(offer, facts.now)
  const isOver = over.includes(availability)
  const lines = [
    ...(facts.isPreview && availability === 'draft' ? [] : state(availability, offer)),
    key('card-title', { title: shorten(offer.title, titleLetters) }),
    venue(offer, facts.distance),
    ...items(offer, !isOver && availability !== 'sold-out', facts.isShort ? itemsShownShort : itemsShown),
    ...(isOver ? [] : [key('card-window', { window: { text: pickupWindow(offer, facts.now) } })]),
    ...(availability === 'open' ? urgency(offer, facts.now) : []),
    ...(facts.isShort ? shortFoodLines : foodLines)(offer, facts.avoid ?? []),
  ]
  return { text: key('card', { lines: { lines } }), ...(picture && { photo: { stored: picture.key } }) }
}

/** Units left: exact up to 5, else "5+". */
const unitsLeft = (left: number): TextSpec =>
  left > exactUnits ? key('card-left-many', { count: exactUnits }) : key('card-left', { count: left })

/** "4.6 (23)", or nothing while there are few ratings. */
export function ratingOf({
  ratingCount,
  ratingSum,
}: Pick<OfferView['business'], 'ratingCount' | 'ratingSum'>): TextSpec | undefined {
  if (ratingCount < ratingsUntilShown) return undefined
  return key('card-rating', { rating: Math.round((ratingSum * 10) / ratingCount) / 10, count: ratingCount })
}

function state(availability: Availability, offer: OfferView): readonly TextSpec[] {
  if (availability === 'open') return []
  // The job that closes an offer may come a little after its window.
  const ended = availability === 'expired' ? offer.pickupEnd : (offer.endedAt ?? offer.pickupEnd)
  const at: TextParam = { time: ended.toISOString(), style: 'datetime', zone: offer.business.timeZone }
  return [key(`card-state-${availability}`, { at })]
}

function venue({ business }: OfferView, distance: number | undefined): TextSpec {
  const rating = ratingOf(business)
  return key('card-venue', {
    venue: business.name,
    street: business.street,
    city: business.city,
    distance: distance === undefined ? '' : { text: key('card-distance', { distance: { distance } }) },
    rating: rating ? { text: key('card-rated', { rating: { text: rating } }) } : '',
  })
}

function items(offer: OfferView, hasStock: boolean, most: number): readonly TextSpec[] {
  const facts = (item: ItemView): Record<string, TextParam> => ({
    price: { text: itemPrice(item, offer.currency) },
    left: hasStock ? { text: key('card-stock', { left: { text: unitsLeft(item.left) } }) } : '',
  })
  const [only, ...others] = offer.items
  if (only && others.length === 0 && only.title === offer.title) return [key('card-price', facts(only))]
  const more = offer.items.length - most
  return [
    ...offer.items
      .slice(0, most)
      .map((item) => key('card-item', { title: shorten(item.title, titleLetters), ...facts(item) })),
    ...(more > 0 ? [key('card-items-more', { count: more })] : []),
  ]
}

/** The price of one unit, and what it was before. */
function itemPrice({ priceMinor, originalPriceMinor }: ItemView, currency: string): TextSpec {
  const price = money(priceMinor, currency)
  if (originalPriceMinor === undefined) return key('card-amount', { price })
  const percent = Number(((originalPriceMinor - priceMinor) * 100n) / originalPriceMinor)
  return key('card-amount-discounted', { price, original: money(originalPriceMinor, currency), percent })
}

/** What hurries: the window's end, live where the reader's client can show that. Nothing while there is time. */
function urgency({ pickupEnd, business }: OfferView, now: Date): readonly TextSpec[] {
  if (pickupEnd.getTime() - now.getTime() > urgentMs) return []
  return [key('card-ends', { in: { time: pickupEnd.toISOString(), style: 'relative', zone: business.timeZone } })]
}

const named = (names: readonly string[]): TextParam => ({ text: commaList(names.map(allergenName)) })
const metBy = ({ contains, mayContain }: Food, avoid: readonly string[]) =>
  [...contains, ...mayContain].filter((name) => avoid.includes(name))

/** What matters at a glance, in three lines: diets, allergens in one line, the beginning of the description. */
function shortFoodLines(offer: Food, avoid: readonly string[]): readonly TextSpec[] {
  const { contains, mayContain, diets, description } = offer
  const met = metBy(offer, avoid)
  const isNone = contains.length + mayContain.length === 0
  return [
    ...(diets.length > 0 ? [key('card-diets', { diets: { text: commaList(diets.map(dietName)) } })] : []),
    ...(met.length > 0 ? [key('card-avoided', { allergens: named(met) })] : []),
    ...(isNone || met.length > 0 ? [] : [containedLine(contains, mayContain)]),
    ...(offer.allergensStated ? (isNone ? [key('card-no-allergens')] : []) : [key('card-not-stated')]),
    ...(description ? [key('card-description', { text: shorten(description, descriptionLettersShort) })] : []),
  ]
}

function containedLine(contains: readonly string[], mayContain: readonly string[]): TextSpec {
  if (contains.length === 0) return key('card-may-contain', { allergens: named(mayContain) })
  if (mayContain.length === 0) return key('card-contains', { allergens: named(contains) })
  return key('card-contains-both', { allergens: named(contains), may: named(mayContain) })
}

/** Never empty: allergens are named, denied or not stated. @param avoid allergens that the reader does not want */
export function foodLines(offer: Food, avoid: readonly string[]): readonly TextSpec[] {
  const met = metBy(offer, avoid)
  return [
    ...(offer.diets.length > 0 ? [key('card-diets', { diets: { text: commaList(offer.diets.map(dietName)) } })] : []),
    ...(met.length > 0 ? [key('card-avoided', { allergens: named(met) })] : []),
    ...(offer.contains.length > 0 ? [key('card-contains', { allergens: named(offer.contains) })] : []),
    ...(offer.mayContain.length > 0 ? [key('card-may-contain', { allergens: named(offer.mayContain) })] : []),
    ...(offer.allergensStated
      ? offer.contains.length + offer.mayContain.length === 0
        ? [key('card-no-allergens')]
        : []
      : [key('card-not-stated')]),
    ...(offer.description ? [key('card-description', { text: shorten(offer.description, descriptionLetters) })] : []),
  ]
}
