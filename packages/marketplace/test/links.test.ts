import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readOffer } from '../src/catalog/offer.repository.ts'
import { createAlternatives } from '../src/discovery/alternatives.ts'
import { marketplace } from '../src/index.ts'
import { buildOffer, buildVenue, type OfferGiven } from './build.ts'
import { berlin } from './discovery-harness.ts'
import { expectSaid } from './said.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await startTestPlatform({ features: [marketplace], startAt: new Date('2026-03-02T10:00:00Z') })
})
afterAll(() => platform?.stop())
beforeEach(async () => {
  const { prisma } = platform.app.core.db
  await prisma.marketplacePurchase.deleteMany()
  await prisma.marketplaceOffer.deleteMany()
  await prisma.marketplaceBusiness.deleteMany()
})

const minute = 60_000
const person = (name: string, language = 'en') => platform.telegram.user(name, { language })
const venue = (name: string, given: object = {}) =>
  buildVenue(platform.app.core.db, { ownerId: 1, name, ...berlin, ...given })
type Venue = Awaited<ReturnType<typeof venue>>
const offer = (of: Venue, title: string, given: Omit<OfferGiven, 'now'> = {}) =>
  buildOffer(platform.app.core.db, of, { title, now: platform.clock.now(), ...given })
const labels = (message: { readonly buttons: readonly (readonly { readonly text: string }[])[] }) =>
  message.buttons.map((row) => row.map(({ text }) => text))
/** A card of a list that stands there. */
const position = (words: string) => (message: Parameters<typeof labels>[0]) => labels(message).flat().includes(words)

describe('a link to an offer', () => {
  it('that does not exist, or was never published, leads to what there is', async () => {
    const draft = await offer(await venue('Bakery'), 'Secret', { state: 'DRAFT' })
    const ben = person('Ben')
    for (const payload of [`offer_${draft.id}`, 'offer_0', 'offer_', 'offer_x', 'offer_99999999999999999999']) {
      await ben.opens(payload)
      await ben.sees('I do not know this offer. Send /browse')
    }
  })

  it('opens the card to reserve from, also for somebody who is new', async () => {
    const bakery = await venue('Bakery')
    const bread = await offer(bakery, 'Bread bag', { closesInMs: 90 * minute })
    const anna = person('Anna')
    await anna.opens(`offer_${bread.id}`)
    const card = await anna.sees(
      /^Bread bag\n🏪 Bakery, .*Berlin\n💰 €4 · more than 5 left\n🕒 Pick up today 12:00–12:30 Berlin time\n⏳ Last pickup at.12:30 Berlin time/,
    )
    expect(labels(card)).toEqual([['🛍 Reserve'], ['🔍 Browse offers', 'More…'], ['🏠 Home']])
    await anna.presses('More…')
    const more = await anna.sees((message) => labels(message).flat().includes('↗️ Share'))
    expect(labels(more)).toEqual([
      ['🏪 About the venue'],
      ['🔔 Follow venue', '↗️ Share'],
      ['‹ To the offer', '🏠 Home'],
    ])
    const share = more.buttons.flat().find(({ text }) => text === '↗️ Share')
    expect(share?.url).toBe(
      `https://t.me/share/url?url=${encodeURIComponent(`https://t.me/bazaar_test_bot?start=offer_${bread.id}`)}`,
    )
    expectSaid(await anna.presses('🔔 Follow venue'), 'Bakery: I will write to you about what is new.')
    expect(labels(await anna.sees('Bread bag'))[1]).toEqual(['🔕 Unfollow', '↗️ Share'])
    await anna.presses('🏪 About the venue')
    const page = await anna.sees(/🏪 Bakery\n.*\n🕒 Mon-Sat 8:00-19:00\n\n1 offer now:/)
    expect(page.message_id).toBe(card.message_id)
    expect(labels(page)).toEqual([['🛍 Bread bag · €4'], ['🔕 Unfollow', '↗️ Share'], ['🔍 Browse offers', '🏠 Home']])
    // A button of an older look does what it says, or nothing.
    const follow = more.buttons.flat().find(({ text }) => text === '🔔 Follow venue')
    expectSaid(
      await anna.presses({ data: follow?.callback_data ?? '' }),
      'Bakery: I will write to you about what is new.',
    )
    const { prisma } = platform.app.core.db
    expect(await prisma.marketplaceFollow.count({ where: { userId: BigInt(anna.id) } })).toBe(1)
    await anna.presses('🏪 About the venue')
    await anna.sees('1 offer now')
    expectSaid(await anna.presses('🔕 Unfollow'), 'Bakery: you do not follow it any more.')
    await anna.presses('🛍 Bread bag · €4')
    await anna.sees(/^Bread bag\n/)
  })

  it.each([
    [
      'en',
      /⌛ This offer ended .*10:30 Berlin time\nOld bread\n🏪 Bakery, .*\n💰 .*\n⚠️ .*\n\nThis can be had nearby instead:$/,
    ],
    [
      'ru',
      /⌛ Предложение закончилось .*10:30 по Берлину\nOld bread\n🏪 Bakery, .*\n💰 .*\n⚠️ .*\n\nВот что есть рядом:$/,
    ],
  ])('that is over says so and offers what is near (%s)', async (language, said) => {
    const bakery = await venue('Bakery')
    const old = await offer(bakery, 'Old bread', {
      state: 'EXPIRED',
      opensInMs: -90 * minute,
      closesInMs: -30 * minute,
    })
    await offer(await venue('Café'), 'Soup', { items: [{ priceMinor: 350n }, { priceMinor: 900n }] })
    await offer(await venue('Far', { latitude: 53.5 }), 'Fish')
    const anna = person(`Anna ${language}`, language)
    await anna.opens(`offer_${old.id}`)
    const card = await anna.sees(said)
    expect(labels(card)[0]).toEqual([
      language === 'ru' ? 'Soup · 3,50 € · Café'.replace(' €', '\u00A0€') : 'Soup · €3.50 · Café',
    ])
    expect(labels(card).flat()).not.toContain('🛍 Reserve')
  })

  it('leads back to the list that was looked through', async () => {
    const bakery = await venue('Bakery')
    await offer(bakery, 'Bread bag', { discount: 50 })
    const soup = await offer(bakery, 'Soup')
    const anna = person('Annika')
    await anna.sends('/browse')
    await anna.sees('Where to look')
    await anna.presses('Berlin (2)')
    await anna.sees(position('1 of 2'))
    await anna.opens(`offer_${soup.id}`)
    await anna.sees(/^Soup/)
    await anna.presses('‹ To the list')
    await anna.sees('All in Berlin')
  })

  it('warns of what the reader avoids', async () => {
    const anna = person('Anneke')
    const bread = await offer(await venue('Bakery'), 'Bread', { contains: ['nuts'], mayContain: ['milk'] })
    await platform.app.core.db.prisma.marketplaceCustomer.create({
      data: { userId: BigInt(anna.id), exclusions: ['nuts', 'milk', 'fish'] },
    })
    await anna.opens(`offer_${bread.id}`)
    await anna.sees('🛑 You avoid: nuts, milk\n')
  })
})

it('from browsing to the pickup code in three taps', async () => {
  await offer(await venue('Bakery'), 'Bread bag')
  const anna = person('Annett')
  const { prisma } = platform.app.core.db
  await prisma.marketplaceCustomer.create({ data: { userId: BigInt(anna.id), cityKey: 'berlin' } })
  await anna.sends('/start')
  await anna.sees('Good food')
  await anna.presses('🔍 Browse offers')
  await anna.sees('Bread bag')
  await anna.presses('🛍 Reserve')
  const confirm = await anna.sees('Bread bag')
  const label = confirm.buttons.flat().find(({ text }) => /^✅/.test(text))?.text ?? 'a confirm button'
  await anna.presses(label)
  await anna.sees(/\b\d{4}\b/)
  expect(await prisma.marketplacePurchase.count({ where: { userId: BigInt(anna.id), state: 'CONFIRMED' } })).toBe(1)
})

it('alternatives are open offers near an offer, best first, without itself', async () => {
  const bakery = await venue('Bakery')
  const gone = await offer(bakery, 'Gone', { state: 'CANCELLED_BY_VENUE' })
  const near = await offer(await venue('Near'), 'Near', { discount: 80 })
  const same = await offer(bakery, 'Same venue', { discount: 20 })
  await offer(await venue('Far', { latitude: 52.63 }), 'Far', { discount: 90 })
  await offer(bakery, 'Paused', { state: 'PAUSED' })
  const { db } = platform.app.core
  const view = await readOffer(db.prisma, gone.id)
  if (!view) throw new Error('The offer was built above.')
  const alternatives = createAlternatives(platform.app.core)
  const ids = async (limit: number) => (await alternatives(db.prisma, view, limit)).map(({ id }) => id)
  expect(await ids(5)).toEqual([near.id, same.id])
  expect(await ids(1)).toEqual([near.id])
})
