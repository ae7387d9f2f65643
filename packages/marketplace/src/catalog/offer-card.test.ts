import { readFileSync } from 'node:fs'
import { createTexts, type Locale, locales } from '@bazaar/core/i18n'
import { describe, expect, it } from 'vitest'
import { allergens, diets } from '../food.ts'
import { offerCard } from './offer-card.ts'
import type { ItemView, OfferView } from './types.ts'

const texts = createTexts(
  locales.map((locale) => ({
    locale,
    origin: locale,
    fluent: readFileSync(new URL(`../../locales/${locale}/offer-card.ftl`, import.meta.url), 'utf8'),
  })),
)
const now = new Date('2026-11-26T16:00:00Z')
const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

const item = (given: Partial<ItemView> = {}): ItemView => ({
  id: 1n,
  title: 'Bread bag',
  priceMinor: 400n,
  originalPriceMinor: 1200n,
  quantity: 10,
  committed: 7,
  left: 3,
  ...given,
})

function offer(given: Partial<OfferView> = {}, venue: Partial<OfferView['business']> = {}): OfferView {
  return {
    id: 34n,
    state: 'ACTIVE',
    title: 'Bread bag',
    description: undefined,
    currency: 'EUR',
    pickupStart: inMinutes(60),
    pickupEnd: inMinutes(240),
    perPersonLimit: 2,
    forcedSoldOut: false,
    contains: [],
    mayContain: [],
    allergensStated: true,
    diets: [],
    publishedAt: now,
    endedAt: undefined,
    endReason: undefined,
    latitude: 52.5,
    longitude: 13.4,
    photo: undefined,
    items: [item()],
    ...given,
    business: {
      id: 12n,
      ownerId: 1n,
      state: 'VERIFIED',
      name: 'Brot & Co',
      street: 'Torstr. 1',
      city: 'Berlin',
      timeZone: 'Europe/Berlin',
      ratingCount: 0,
      ratingSum: 0,
      photo: undefined,
      ...venue,
    },
  }
}

const read = (given: OfferView, locale: Locale = 'en', facts: Partial<Parameters<typeof offerCard>[1]> = {}) =>
  texts.html({ locale, timeZone: 'America/New_York' }, offerCard(given, { now, ...facts }).text, 1024)

describe('the card of an offer', () => {
  it('says what, where, how much, when and how many, in the time of the venue', () => {
    expect(read(offer(), 'en', { distance: 1240 })).toBe(
      [
        '<b>Bread bag</b>',
        '🏪 Brot &amp; Co, Torstr. 1, Berlin · 1.2 km away',
        '💰 <b>€4</b> instead of <s>€12</s> (66% off) · 3 left',
        '🕒 Pick up today 18:00–21:00 Berlin time',
        'None of the 14 main allergens, says the venue',
      ].join('\n'),
    )
    expect(read(offer(), 'ru', { distance: 1240 }).replaceAll('\u00A0', ' ')).toBe(
      [
        '<b>Bread bag</b>',
        '🏪 Brot &amp; Co, Torstr. 1, Berlin · 1,2 км от вас',
        '💰 <b>4 €</b> вместо <s>12 €</s> (скидка 66 %) · осталось 3 порции',
        '🕒 Забрать сегодня 18:00–21:00 по Берлину',
        'Ни одного из 14 основных аллергенов, по словам заведения',
      ].join('\n'),
    )
  })

  it.each([
    [0, 'sold out', 'распродано'],
    [1, 'last one', 'последняя порция'],
    [5, '5 left', 'осталось 5 порций'],
    [6, 'more than 5 left', 'осталось больше 5 порций'],
    [900, 'more than 5 left', 'осталось больше 5 порций'],
  ])('tells %i units left', (left, english, russian) => {
    const some = offer({ items: [item({ left }), item({ left: 9, title: 'Cake' })] })
    expect(read(some)).toContain(`• Bread bag: <b>€4</b> instead of <s>€12</s> (66% off) · ${english}\n`)
    expect(read(some, 'ru')).toContain(` · ${russian}\n`)
  })

  it('lists several items, and says how many more there are', () => {
    const many = offer({ items: Array.from({ length: 8 }, (_, at) => item({ title: `Box ${at}` })) })
    expect(read(many)).toMatch(/• Box 5: .*\n… and 2 more items/)
    expect(read(many)).not.toContain('Box 6')
    expect(read(offer({ items: [item({ originalPriceMinor: undefined })] }))).toContain('💰 <b>€4</b> · 3 left')
  })

  it.each([
    [-60, 40, '🕒 Pick up now, until 17:40 Berlin time\n⏳ Last pickup at 17:40 Berlin time'],
    [-60, 600, '🕒 Pick up now, until 03:00 Berlin time'],
    [-60, 1200, '🕒 Pick up now, until tomorrow 13:00 Berlin time'],
    [60, 180, '🕒 Pick up today 18:00–20:00 Berlin time\n⏳ Last pickup at 20:00 Berlin time'],
    [60, 600, '🕒 Pick up tonight 18:00–03:00 Berlin time'],
    [60, 1200, '🕒 Pick up today 18:00 – tomorrow 13:00 Berlin time'],
    [1440, 1500, '🕒 Pick up tomorrow 17:00–18:00 Berlin time'],
    [2880, 2940, '🕒 Pick up 28 Nov, 17:00–18:00 Berlin time'],
  ])('opens in %i minutes and ends in %i', (opens, ends, said) => {
    const card = read(offer({ pickupStart: inMinutes(opens), pickupEnd: inMinutes(ends) }))
    expect(card.replaceAll(/<\/?tg-time[^>]*>/g, '').replaceAll('\u00A0', ' ')).toContain(`${said}\nNone of`)
  })

  it.each([
    ['en', '⏳ Last pickup', 'at', 'Berlin time'],
    ['ru', '⏳ Конец выдачи', 'в', 'по Берлину'],
  ] as const)('tells an end that hurries as an instant, which does not age (%s)', (locale, words, at, place) => {
    const pickupEnd = inMinutes(40)
    const instant = `<tg-time unix="${pickupEnd.getTime() / 1000}" format="r">${at}\u00A017:40 ${place}</tg-time>`
    expect(read(offer({ pickupStart: inMinutes(-60), pickupEnd }), locale)).toContain(`${words} ${instant}\n`)
  })

  it.each([
    // Half an hour to a Sunday of 23 hours: Monday is not tomorrow.
    ['2026-03-28T22:30:00Z', '2026-03-29T16:00:00Z', 'tomorrow 18:00–19:00 Berlin time'],
    ['2026-03-28T22:30:00Z', '2026-03-29T22:30:00Z', '30 Mar, 00:30–01:30 Berlin time'],
    // The first minutes of a Sunday of 25 hours.
    ['2026-10-24T22:10:00Z', '2026-10-26T16:00:00Z', 'tomorrow 17:00–18:00 Berlin time'],
  ])('names days by the calendar when clocks change: at %s', (at, opens, said) => {
    const pickupStart = new Date(opens)
    const window = { pickupStart, pickupEnd: new Date(pickupStart.getTime() + 3_600_000) }
    expect(read(offer(window), 'en', { now: new Date(at) })).toContain(`🕒 Pick up ${said}`)
  })

  it.each([
    ['2026-11-26T07:10:00Z', 'today 08:10–05:10 Berlin time'],
    ['2026-11-26T16:00:00Z', 'tonight 17:00–05:10 Berlin time'],
  ])('calls tonight what begins in the evening: at %s', (opens, said) => {
    const window = { pickupStart: new Date(opens), pickupEnd: new Date('2026-11-27T04:10:00Z') }
    expect(read(offer(window), 'en', { now: new Date('2026-11-26T06:00:00Z') })).toContain(`🕒 Pick up ${said}`)
  })

  it('shows ratings from five on', () => {
    expect(read(offer({}, { ratingCount: 4, ratingSum: 20 }))).not.toContain('★')
    expect(read(offer({}, { ratingCount: 5, ratingSum: 25 }))).toContain('Berlin · ★ 5.0 (5 ratings)')
    expect(read(offer({}, { ratingCount: 23, ratingSum: 105 }), 'ru')).toContain('★ 4,6 (23 оценки)')
  })

  it('warns of allergens, and more so of what the reader avoids', () => {
    const card = read(offer({ contains: ['milk', 'nuts'], mayContain: ['soy'], diets: ['vegetarian'] }), 'en', {
      avoid: ['nuts', 'fish'],
    })
    expect(card).toContain('🌱 vegetarian\n🛑 <b>You avoid: nuts</b>\n⚠️ Contains: milk, nuts\n⚠️ May contain: soy')
    expect(read(offer({ allergensStated: false }))).toContain('⚠️ Not all allergens are stated')
  })

  it.each<[string, Partial<OfferView>]>([
    ['📝 <b>Not published yet</b>', { state: 'DRAFT' }],
    ['⏸ <b>The venue has paused this offer</b>', { state: 'PAUSED' }],
    ['🚫 <b>Sold out</b>', { state: 'SOLD_OUT' }],
    ['🚫 <b>Sold out</b>', { items: [item({ left: 0 })] }],
    [
      '⌛ <b>This offer ended <tg-time unix="1795708800" format="Dt">26 Nov, 17:00 Berlin time</tg-time></b>',
      { pickupStart: inMinutes(-90), pickupEnd: now },
    ],
    [
      '⌛ <b>The venue ended this offer <tg-time unix="1795707000" format="Dt">26 Nov, 16:30 Berlin time</tg-time></b>',
      { state: 'ENDED', endedAt: inMinutes(-30) },
    ],
    ['❌ <b>The venue cancelled this offer</b>', { state: 'CANCELLED_BY_VENUE', endedAt: now }],
  ])('says first why it cannot be had: %s', (said, given) => {
    const card = read(offer(given))
    expect(card.startsWith(`${said}\n<b>Bread bag</b>`)).toBe(true)
    expect(/Pick up|left/.test(card)).toBe(/Not published|paused|Sold out/.test(said))
  })

  it('is hidden when the venue is not verified any more', () => {
    expect(read(offer({}, { state: 'SUSPENDED' }))).toContain('not available any more')
  })

  it('fits a caption without losing what matters, whatever people wrote', () => {
    const hostile = '<b>&"</b>\u202E\0\uD800'.repeat(200)
    const card = read(
      offer({
        title: hostile,
        description: hostile,
        items: Array.from({ length: 12 }, () => item({ title: 'x'.repeat(60) })),
        contains: [...allergens],
        diets: [...diets],
      }),
    )
    expect(card).not.toMatch(/[\0\uD800]/)
    expect(card).toContain('⚠️ Contains: celery, gluten')
    expect(card).toContain('🕒 Pick up today')
  })

  it("shows the offer's picture, else the venue's", () => {
    const [own, venues] = [
      { key: 'offer.jpg', thumbKey: 'offer-320.jpg' },
      { key: 'venue.jpg', thumbKey: 'venue-320.jpg' },
    ]
    expect(offerCard(offer({ photo: own }, { photo: venues }), { now }).photo).toEqual({ stored: 'offer.jpg' })
    expect(offerCard(offer({}, { photo: venues }), { now }).photo).toEqual({ stored: 'venue.jpg' })
    expect(offerCard(offer(), { now })).not.toHaveProperty('photo')
  })
})
