import { createKeyring } from '@bazaar/core/crypto'
import { createTexts, type Locale, loadTextSources, locales } from '@bazaar/core/i18n'
import { describe, expect, it } from 'vitest'
import { titleLetters } from '../src/offer/limits.ts'
import { dealScreen, refusalScreen, refusalText } from '../src/purchase/buying/buying.screens.ts'
import type { Deal } from '../src/purchase/buying/deal.repository.ts'
import type { Refusal } from '../src/purchase/buying/deal.ts'
import { createCancelRules } from '../src/purchase/cancel-rules.ts'
import { droppedScreen } from '../src/purchase/news/news.screens.ts'
import { createReceipts } from '../src/purchase/receipt.ts'
import { createPickupCodes } from '../src/purchase/reserve/index.ts'
import type { PurchaseState, PurchaseView } from '../src/purchase/types.ts'

const texts = createTexts(loadTextSources('marketplace', new URL('../locales/', import.meta.url)))
const at = (time: string) => new Date(`2026-03-02T${time}:00Z`)
const reader = (locale: Locale) => ({ locale, timeZone: 'UTC' })
const codes = createPickupCodes(createKeyring({ keys: [{ id: 'a', secret: Buffer.alloc(32, 1) }] }))
const receipts = createReceipts(codes, createCancelRules(120), () => new Date('2026-03-02T10:00:00Z'))

const purchase: PurchaseView = {
  id: 56n,
  offerId: 34n,
  itemId: 7n,
  businessId: 12n,
  userId: 5n,
  sentBy: undefined,
  state: 'CONFIRMED',
  quantity: 2,
  unitPriceMinor: 450n,
  currency: 'EUR',
  codeVersion: 1,
  codeKeyId: 'a',
  reservedAt: at('10:00'),
  collectedAt: undefined,
  cancelledAt: undefined,
  late: false,
  missedAt: undefined,
  claimedAt: undefined,
  reconfirmBy: undefined,
  reconfirmedAt: undefined,
  receiptId: 1n,
}

const hostile = '<b>&amp; "x" \u202E</b>'.repeat(20)

function deal(title = 'Bread bag', name = 'Corner Bakery'): Deal {
  const business = { id: 12n, ownerId: 1n, name, street: 'Main street 1', city: 'Berlin', timeZone: 'Europe/Berlin' }
  const offer = {
    id: 34n,
    title,
    state: 'ACTIVE' as const,
    perPersonLimit: 3,
    description: title,
    contains: ['nuts'],
    mayContain: ['milk'],
    allergensStated: false,
    diets: ['vegetarian'],
    currency: 'EUR',
    pickupStart: at('17:00'),
    pickupEnd: at('19:00'),
    latitude: 52,
    longitude: 13,
    items: [{ id: 7n, title }],
    business,
  }
  const item = { id: 7n, title, priceMinor: 450n, left: 5 }
  const person = { taken: 0, often: undefined, blockedUntil: undefined, bought: undefined, avoid: ['nuts'] }
  return { offer, item, venueState: 'VERIFIED', terms: 'aaaaa', ...person }
}

const refusals: readonly Refusal[] = [
  { outcome: 'too-few', left: 0 },
  { outcome: 'too-few', left: 1 },
  { outcome: 'too-few', left: 3 },
  { outcome: 'paused' },
  { outcome: 'expired', at: at('19:00') },
  { outcome: 'ended' },
  { outcome: 'limit', limit: 1, taken: 1 },
  { outcome: 'limit', limit: 3, taken: 3 },
  { outcome: 'limit', limit: 3, taken: 1 },
  { outcome: 'often', times: 3 },
  { outcome: 'often', times: 12 },
  { outcome: 'blocked', until: at('19:00') },
  { outcome: 'unknown' },
  { outcome: 'busy' },
]

describe.each(locales)('in %s', (locale) => {
  const plain = (text: Parameters<typeof texts.plain>[1]) => texts.plain(reader(locale), text, 4096)

  it.each(refusals)('the refusal $outcome fits an alert window, without marks', (refusal) => {
    const text = plain(refusalText(refusal, 'Europe/Berlin'))
    expect(text.length).toBeLessThanOrEqual(200)
    expect(text).not.toMatch(/[<>{}]/)
    expect(() => texts.html(reader(locale), refusalScreen(refusal, deal(), 'token').text)).not.toThrow()
  })

  it('of a crowd that did not confirm the end is never cut, whatever the item is called', () => {
    const title = '🥐'.repeat(titleLetters)
    const dropped = Array.from({ length: 60 }, (_, n) => ({
      ...purchase,
      id: 9_000_000_000n + BigInt(n),
      quantity: 100,
    }))
    const text = texts.html(reader(locale), droppedScreen(dropped, deal(title).offer).text)
    // Units of UTF-16, as Telegram counts.
    expect(text.replaceAll(/<[^>]*>/g, '').length).toBeLessThan(4096)
    expect(text).toMatch(/40[\s\S]*6[\s,.\u00A0]?000\D*$/)
  })

  it('the card names price, place, window, rules and what is in it', () => {
    const { text } = dealScreen(deal(), 2, 'token', { freeUntil: at('15:00'), now: at('10:00') })
    const html = texts.html(reader(locale), text)
    for (const part of ['2 × Bread bag', 'Corner Bakery', 'Main street 1, Berlin', '18:00–20:00', '16:00'])
      expect(html).toContain(part)
    expect(html).toMatch(/9(\s|\u00A0)?€|€9/)
    expect(html.match(/nuts|орехи/gi)).toHaveLength(2)
    expect(html).toMatch(/milk|молоко/i)
  })

  it('the code comes first: what names hold is escaped, and a caption keeps it whatever their length', () => {
    const { content } = receipts.write(purchase, deal(hostile, hostile).offer)
    const html = texts.html(reader(locale), content.text, 1024)
    expect(html.split('\n')[0]).toContain(`<b>${codes.code(purchase)}</b>`)
    expect(html).not.toContain('P56')
    expect(html).not.toContain('<b>&amp; "x"')
  })

  it.each<[PurchaseState, Partial<PurchaseView>]>([
    ['HELD', {}],
    ['COLLECTED', { collectedAt: at('17:42') }],
    ['CANCELLED_BY_CUSTOMER', { cancelledAt: at('12:00') }],
    ['CANCELLED_BY_CUSTOMER', { cancelledAt: at('12:00'), late: true }],
    ['CANCELLED_BY_VENUE', { cancelledAt: at('12:00') }],
    ['UNCONFIRMED', { missedAt: at('19:15') }],
    ['UNCONFIRMED', { missedAt: at('19:15'), claimedAt: at('19:20') }],
    ['NO_SHOW', { missedAt: at('19:15') }],
    ['EXPIRED', {}],
  ])('a receipt that is %s shows how it ended, and neither code nor buttons of its own', (state, more) => {
    const over = { ...purchase, ...more, state }
    const { text, keyboard } = receipts.edited(over, deal().offer)
    const html = texts.html(reader(locale), text, 1024)
    expect(html).toContain('2 × Bread bag')
    expect(html).not.toMatch(new RegExp(`P56|${codes.code(over)}`))
    const isCancelled = state.startsWith('CANCELLED')
    expect(keyboard?.flat().map(({ text: { key } }) => key)).toEqual(
      isCancelled ? ['marketplace-purchase-button-browse'] : [],
    )
    if (state === 'COLLECTED') expect(html).toContain('18:42')
  })
})
