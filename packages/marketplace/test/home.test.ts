import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { marketplace } from '../src/index.ts'
import { buildOffer, buildVenue } from './build.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await startTestPlatform({ features: [marketplace] })
})
afterAll(() => platform?.stop())

const labels = (message: { readonly buttons: readonly (readonly { readonly text: string }[])[] }) =>
  message.buttons.map((row) => row.map(({ text }) => text))

it('a customer sees what it is, the offers and the own reservations', async () => {
  const anna = platform.telegram.user('Anna')
  const { db } = platform.app.core
  const offer = await buildOffer(db, await buildVenue(db, { ownerId: 1 }), { now: platform.clock.now() })
  await anna.sends('/start')
  expect(labels(await anna.sees('Good food that would be thrown away'))).toEqual([
    ['🔍 Browse offers'],
    ['🛍 My reservations'],
    ['🔔 Following', '🏪 For venues'],
    ['☰ Menu'],
  ])
  const reserved = {
    offerId: offer.id,
    itemId: offer.items[0]?.id ?? 0n,
    businessId: offer.businessId,
    userId: BigInt(anna.id),
    quantity: 1,
    unitPriceMinor: 400n,
    currency: 'EUR',
    codeKeyId: 'a',
    reservedAt: platform.clock.now(),
  }
  await db.prisma.marketplacePurchase.createMany({
    data: [
      { ...reserved, state: 'CONFIRMED', requestKey: 'home-1' },
      { ...reserved, state: 'CONFIRMED', requestKey: 'home-2' },
      { ...reserved, state: 'CANCELLED_BY_CUSTOMER', cancelledAt: platform.clock.now(), requestKey: 'home-3' },
    ],
  })
  await anna.sends('/start')
  const home = await anna.sees('Good food')
  expect(labels(home)[1]).toEqual(['🛍 My reservations (2)'])
  await anna.presses('🔔 Following')
  expect(labels(await anna.sees('You follow nothing'))).toEqual([['🔍 Browse offers'], ['‹ Back', '🏠 Home']])
  await anna.presses('‹ Back')
  expect((await anna.sees('Good food')).message_id).toBe(home.message_id)
})

it('на русском', async () => {
  const oleg = platform.telegram.user('Олег', { language: 'ru' })
  await oleg.sends('/start')
  expect(labels(await oleg.sees('Хорошая еда'))).toEqual([
    ['🔍 Смотреть предложения'],
    ['🛍 Мои брони'],
    ['🔔 Подписки', '🏪 Для заведений'],
    ['☰ Меню'],
  ])
})

it('whoever has a venue sees it first, and posts from here once it is verified', async () => {
  const vera = platform.telegram.user('Vera')
  const { db } = platform.app.core
  await buildVenue(db, { ownerId: vera.id, name: 'Waiting', state: 'PENDING' })
  await vera.sends('/start')
  expect(labels(await vera.sees('🏪 Waiting: post what would be left over'))[0]).toEqual(['🔍 Browse offers'])
  await buildVenue(db, { ownerId: vera.id, name: 'Bakery' })
  const colleague = platform.telegram.user('Carl')
  const shop = await buildVenue(db, { ownerId: 1, name: 'Shop' })
  await db.prisma.marketplaceStaff.createMany({
    data: [
      { businessId: shop.id, userId: BigInt(vera.id), permission: 'manage', addedAt: platform.clock.now() },
      { businessId: shop.id, userId: BigInt(colleague.id), permission: 'collect', addedAt: platform.clock.now() },
    ],
  })
  await vera.sends('/start')
  const home = await vera.sees('🏪 Waiting and 2 more venues')
  expect(labels(home)).toEqual([
    ['➕ New offer', '📋 My offers'],
    ['🔢 Enter a pickup code'],
    ['🔍 Browse offers'],
    ['🛍 My reservations'],
    ['🔔 Following', '🏪 My venues'],
    ['☰ Menu'],
  ])
  // Which of the two is asked: nobody posts for the wrong one.
  await vera.presses('➕ New offer')
  await vera.sees('For which venue')
  await colleague.sends('/start')
  const counter = labels(await colleague.sees('🏪 Shop: enter the codes of people who come to collect.'))
  expect(counter.slice(0, 2)).toEqual([['🔢 Enter a pickup code'], ['🔍 Browse offers']])
  expect(counter.flat()).not.toContain('➕ New offer')
})

it('a suspended venue still hands out what was reserved', async () => {
  const tom = platform.telegram.user('Tom')
  await buildVenue(platform.app.core.db, { ownerId: tom.id, name: 'Closed for now', state: 'SUSPENDED' })
  await tom.sends('/start')
  const rows = labels(await tom.sees('Closed for now'))
  expect(rows.slice(0, 2)).toEqual([['🔢 Enter a pickup code'], ['🔍 Browse offers']])
})
