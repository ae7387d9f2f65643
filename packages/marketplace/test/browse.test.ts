import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { marketplace } from '../src/index.ts'
import { buildOffer, buildVenue, type OfferGiven, type VenueGiven } from './build.ts'
import { berlin } from './discovery-harness.ts'
import { pressesMore } from './more.ts'
import { expectSaid } from './said.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await startTestPlatform({ features: [marketplace], startAt: new Date('2026-03-02T10:00:00Z') })
})
afterAll(() => platform?.stop())
beforeEach(async () => {
  const { prisma } = platform.app.core.db
  await prisma.marketplaceOffer.deleteMany()
  await prisma.marketplaceBusiness.deleteMany()
})

const minute = 60_000
const person = (name: string, language = 'en') => platform.telegram.user(name, { language })
type Person = ReturnType<typeof person>
const venue = (given: Partial<VenueGiven> = {}) => buildVenue(platform.app.core.db, { ownerId: 1, ...berlin, ...given })
const offer = async (title: string, given: Omit<OfferGiven, 'now'> = {}, of: Partial<VenueGiven> = {}) =>
  buildOffer(platform.app.core.db, await venue(of), { title, now: platform.clock.now(), ...given })
const labels = (message: { readonly buttons: readonly (readonly { readonly text: string }[])[] }) =>
  message.buttons.map((row) => row.map(({ text }) => text))
/** A card of a list that stands there. */
const position = (words: string) => (message: Parameters<typeof labels>[0]) => labels(message).flat().includes(words)

/** Shares a place; what is near comes right after. */
async function shares(someone: Person, place = berlin, keep = 'No, only for now'): Promise<void> {
  await someone.sends('/browse')
  await someone.sees('Where to look')
  await someone.presses('📍 Share my location')
  await someone.sees('Where are you?')
  await someone.sends({ location: place })
  await someone.sees('May I save this location')
  await someone.presses(keep)
}

describe('refusals', () => {
  it('without a place there is a list of cities, and without offers not even that', async () => {
    const ben = person('Ben')
    await ben.sends('/offers')
    expect(labels(await ben.sees('No city has offers right now'))).toEqual([
      ['📍 Share my location'],
      ['‹ Back', '🏠 Home'],
    ])
    for (let n = 0; n < 3; n++) await offer('Bread')
    for (let n = 0; n < 9; n++) await offer('Soup', {}, { city: `Town ${n}` })
    // Neither offers of a suspended venue nor what is over count.
    await offer('Ghost', {}, { city: 'Ghost town', state: 'SUSPENDED' })
    await offer('Over', { opensInMs: -60 * minute, closesInMs: 0 }, { city: 'Gone town' })
    await ben.sends('/browse')
    const cities = labels(await ben.sees('choose a city'))
    expect(cities.slice(1, 3)).toEqual([['Berlin (3)'], ['Town 0 (1)']])
    await ben.presses('More cities ›')
    expect(labels(await ben.sees('choose a city')).slice(1, 4)).toEqual([
      ['Town 7 (1)'],
      ['Town 8 (1)'],
      ['‹ Bigger cities'],
    ])
    await ben.presses('Town 8 (1)')
    await ben.sees(/All in Town 8\nSoup\n🏪 .*, Town 8\n💰 €4/)
  })

  it('a place must be a place', async () => {
    const ben = person('Bella')
    await ben.sends('/browse')
    await ben.sees('Where to look')
    await ben.presses('📍 Share my location')
    await ben.sees('Where are you?')
    await ben.sends('Berlin')
    await ben.sees(/location/)
    expect(await platform.app.core.db.prisma.marketplaceCustomer.count({ where: { userId: BigInt(ben.id) } })).toBe(0)
  })

  it('a forged, foreign or outdated button changes nothing', async () => {
    await offer('Bread')
    const anna = person('Annika')
    await shares(anna)
    const list = await anna.sees(position('1 of 1'))
    expect(labels(list)).toContainEqual(['1 of 1'])
    await anna.presses('More…')
    const more = await anna.sees((message) => labels(message).flat().includes('🔔 Follow venue'))
    const [follow] = more.buttons.flat().filter(({ text }) => text === '🔔 Follow venue')
    const eve = person('Eve')
    await eve.sends('/start')
    await eve.sees('Good food')
    const forged = [follow?.callback_data ?? '', 'mp.d-follow:1', platform.sign(BigInt(anna.id), 'mp.d-unlist:1')]
    for (const data of forged) expectSaid(await eve.presses({ data }), /not yours/)
    const outdated = [
      'mp.d-page:zzzzzzzzzzzz:999999',
      'mp.d-filter:7',
      'mp.d-radius:4',
      'mp.d-allergen:99',
      'mp.d-city:zz',
      'mp.offer:zz',
    ]
    for (const data of outdated)
      expect(await eve.presses({ data: platform.sign(BigInt(eve.id), data) })).toMatchObject({ answered: true })
    const { prisma } = platform.app.core.db
    expect(await prisma.marketplaceFollow.count()).toBe(0)
    expect(await prisma.marketplaceCustomer.count({ where: { userId: BigInt(eve.id) } })).toBe(0)
  })
})

describe('looking through offers', () => {
  it('near a shared place: one message, turned and filtered in place', async () => {
    await offer('Bread bag', { closesInMs: 5 * 60 * minute })
    await offer('Soup', { closesInMs: 6 * 60 * minute }, { latitude: 52.53 })
    await offer('Salad', { opensInMs: 0, closesInMs: 40 * minute }, { latitude: 52.61 })
    const anna = person('Anna')
    await shares(anna)
    const first = await anna.sees(
      /^🕒 From now on I show you Berlin time\. To change it: \/settings\n\nNear you\nBread bag\n🏪 .* · 0 m away\n💰 €4 · more than 5 left\n🕒 Pick up today 12:00–16:00\n/,
    )
    expect(labels(first)).toEqual([['🛍 Reserve'], ['‹', '1 of 2', '›'], ['More…', '🏠 Home']])
    // At its beginning the list leads nowhere but on.
    const [reserve, back, at, on] = first.buttons.flat()
    expect([reserve?.style, back?.disabled, at?.disabled, on?.disabled]).toEqual(['success', true, true, undefined])
    await anna.presses('›')
    const second = await anna.sees(/Near you\nSoup\n.*1\.1 km away/)
    expect(second.message_id).toBe(first.message_id)
    expect(second.buttons[1]?.at(-1)?.disabled).toBe(true)
    await anna.presses('‹')
    await anna.sees(position('1 of 2'))
    await anna.presses('More…')
    const more = await anna.sees((message) => labels(message).length === 4)
    expect(more.message_id).toBe(first.message_id)
    expect(labels(more)).toEqual([
      ['All', '✓ Nearby', 'Ending'],
      ['🔔 Follow venue', '↗️ Share'],
      ['📍 Where', '⚙️ Settings'],
      ['‹ To the list', '🏠 Home'],
    ])
    await anna.presses('‹ To the list')
    await anna.sees(position('1 of 2'))
    await pressesMore(anna, 'Ending')
    await anna.sees(/Ending soon around you\nSalad[\s\S]*⏳ Last pickup at.11:40/)
    await pressesMore(anna, 'All')
    await anna.sees(/All around you[\s\S]*Bread bag/)
  })

  it('на русском: рядом, фильтры и настройки', async () => {
    await offer('Хлеб', { closesInMs: 100 * minute, contains: ['gluten'], allergensStated: true })
    const oleg = person('Олег', 'ru')
    await oleg.sends('/browse')
    await oleg.sees('Геопозиция не указана')
    await oleg.presses('📍 Отправить геопозицию')
    await oleg.sees('Где вы?')
    await oleg.sends({ location: berlin })
    await oleg.sees('Сохранить геопозицию')
    await oleg.presses('Да, на 30 дней')
    const card = await oleg.sees(
      /по Берлину\. Изменить: \/settings\n\nРядом с вами\nХлеб[\s\S]*осталось больше 5.порций[\s\S]*⏳ Конец выдачи в.\d\d:40[\s\S]*⚠️ Содержит: глютен/,
    )
    expect(labels(card)).toEqual([['🛍 Забронировать'], ['1 из 1'], ['Ещё…', '🏠 Главная']])
    await oleg.presses('Ещё…')
    const more = await oleg.sees((message) => labels(message).length === 4)
    expect(labels(more)).toEqual([
      ['Все', '✓ Рядом', 'Успеть'],
      ['🔔 Подписаться', '↗️ Поделиться'],
      ['📍 Где искать', '⚙️ Настройки'],
      ['‹ К списку', '🏠 Главная'],
    ])
    await oleg.presses('⚙️ Настройки')
    await oleg.sees(/«Рядом» — это до 5.км\.\nВы избегаете: ничего\.\nГеопозиция сохранена/)
    await oleg.presses('🥜 Чего я избегаю')
    await oleg.sees('Чего вы избегаете?')
    await oleg.presses('глютен')
    await oleg.sees('Предложения, где эти аллергены не указаны, тоже скрыты')
    await oleg.presses('‹ Назад')
    await oleg.sees('Вы избегаете: глютен.')
    await oleg.presses('‹ Назад')
    await oleg.sees(/нечего в радиусе 5.км\. Ваши настройки аллергенов скрывают/)
  })

  it('nothing that ends soon is not nothing at all', async () => {
    await offer('Bread bag', { closesInMs: 5 * 60 * minute })
    const [anna, oleg] = [person('Anouk'), person('Олесь', 'ru')]
    await shares(anna)
    await pressesMore(anna, 'Ending')
    await anna.sees('Nothing ends within the next 3 hours around you. Press “All” to see what ends later.')
    await anna.presses('All')
    await anna.sees('All around you')
    await oleg.sends('/browse')
    await oleg.sees('выберите город')
    expectSaid(await oleg.presses('Berlin (1)'), 'Время теперь показываю по Берлину. Изменить: /settings')
    await oleg.sees(position('1 из 1'))
    await pressesMore(oleg, 'Успеть')
    await oleg.sees('В ближайшие часы (3) ничего не заканчивается в городе Berlin. Нажмите «Все»')
    await platform.app.core.db.prisma.marketplaceOffer.deleteMany()
    await pressesMore(anna, '✓ All')
    await anna.sees('There is nothing to reserve right now around you.')
  })

  it('a zone that was chosen by hand stays, and the place is named beside its clock', async () => {
    await offer('Bread bag')
    const nell = person('Nell')
    await nell.sends('/settings')
    await nell.sees('Settings')
    await nell.presses('🕒 Time zone')
    await nell.sees('Where are you?')
    await nell.sends('London')
    await nell.sees(/show you London time/)
    await nell.sends('/browse')
    await nell.sees('choose a city')
    expect(await nell.presses('Berlin (1)')).toMatchObject({ answered: true, text: null })
    await nell.sees(/🕒 Pick up .* Berlin time\n/)
  })

  it('nothing near: one tap looks further, until there is no further', async () => {
    await offer('Far bread', {}, { latitude: 52.59 })
    const anna = person('Antje')
    await shares(anna)
    const empty = await anna.sees('There is nothing to reserve right now within 5 km.')
    expect(labels(empty)[0]).toEqual(['🔍 Look within 10 km'])
    await anna.presses('🔍 Look within 10 km')
    expect((await anna.sees('Far bread')).message_id).toBe(empty.message_id)
    await platform.app.core.db.prisma.marketplaceOffer.deleteMany()
    await pressesMore(anna, '✓ Nearby')
    const none = await anna.sees('within 10 km')
    expect(labels(none)[0]).toEqual(['🔔 Tell me of new offers here'])
  })

  it('settings say how far “Nearby” reaches', async () => {
    await offer('Far bread', {}, { latitude: 52.59 })
    const anna = person('Annemie')
    await shares(anna)
    await anna.sees('nothing to reserve right now within 5 km')
    await pressesMore(anna, '⚙️ Settings')
    const settings = await anna.sees('“Nearby” reaches 5 km.\nYou avoid: nothing.\nNo location is saved.')
    expect(labels(settings)[0]).toEqual(['1 km', '3 km', '✓ 5 km', '10 km'])
    await anna.presses('10 km')
    await anna.sees('“Nearby” reaches 10 km')
    await anna.presses('‹ Back')
    await anna.sees('Far bread')
    expect(await anna.presses({ data: platform.sign(BigInt(anna.id), 'mp.d-radius:4') })).toMatchObject({
      answered: true,
    })
  })

  it('an older message draws the list anew and says so; what is gone is shown as gone', async () => {
    const bread = await offer('Bread bag', { discount: 40 })
    await offer('Soup')
    const anna = person('Anneke')
    await shares(anna)
    const old = await anna.sees(position('1 of 2'))
    await anna.sends('/browse')
    await anna.sees(position('1 of 2'))
    expectSaid(await anna.presses('›', { messageId: old.message_id }), /fresh one/)
    const renewed = await anna.sees(position('1 of 2'))
    expect(renewed.message_id).toBe(old.message_id)
    await anna.presses('›', { messageId: old.message_id })
    await anna.sees(position('2 of 2'))
    const { prisma } = platform.app.core.db
    await prisma.marketplaceOffer.update({ where: { id: bread.id }, data: { state: 'SOLD_OUT', forcedSoldOut: true } })
    expectSaid(await anna.presses('‹', { messageId: old.message_id }), 'This one cannot be reserved any more.')
    const gone = await anna.sees(/^Near you\n🚫 Sold out\nBread bag/)
    expect(labels(gone)[0]).toEqual(['‹', '1 of 2', '›'])
    await prisma.marketplaceOffer.delete({ where: { id: bread.id } })
    await anna.presses('›', { messageId: old.message_id })
    await anna.sees(position('2 of 2'))
    await anna.presses('‹', { messageId: old.message_id })
    await anna.sees(/^Near you\n🚫 This offer is not there any more/)
  })

  it('shows pictures, and goes on without where there is none', async () => {
    const { core } = platform.app
    const bread = await offer('Bread bag', { discount: 40 })
    await offer('Soup')
    const pixel = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    )
    const { key, thumbKey, width, height } = await core.photos.fromBytes(pixel, 'marketplace/test')
    await core.db.prisma.marketplacePhoto.create({
      data: { offerId: bread.id, position: 0, key, thumbKey, width, height },
    })
    const anna = person('Annett')
    await shares(anna)
    expect((await anna.sees('Bread bag')).photo).not.toBeNull()
    await anna.presses('›')
    expect((await anna.sees('Soup')).photo).toBeNull()
    await anna.presses('‹')
    expect((await anna.sees('Bread bag')).photo).not.toBeNull()
    expect(anna.botMessages(/^Near you/)).toHaveLength(1)
  })
})

describe('the place', () => {
  it('lent for now is forgotten after three hours, kept for thirty days', async () => {
    await offer('Bread bag', { closesInMs: 800 * 60 * minute })
    const [anna, boris] = [person('Anna-Lena'), person('Boris')]
    await shares(anna)
    await anna.sees('Near you')
    await shares(boris, berlin, 'Yes, for 30 days')
    await boris.sees('Near you')
    await platform.advance(181 * minute)
    await anna.sends('/browse')
    await anna.sees('No location yet')
    await boris.sends('/browse')
    await boris.sees('Near you')
    const { prisma } = platform.app.core.db
    const placeOf = async () =>
      (await prisma.marketplaceCustomer.findUniqueOrThrow({ where: { userId: BigInt(boris.id) } })).place
    expect(await placeOf()).not.toBeNull()
    await platform.advance(30 * 24 * 60 * minute)
    await expect.poll(placeOf).toBeNull()
    expect(await prisma.marketplaceBrowse.count()).toBe(0)
    await boris.sends('/browse')
    await boris.sees('No location yet')
  })

  it('shared anew comes before the one that was lent', async () => {
    await offer('Bread bag')
    await offer('Elbe fish', {}, { city: 'Hamburg', latitude: 53.55, longitude: 10.0 })
    const anna = person('Annalotte')
    await shares(anna)
    await anna.sees('Bread bag')
    for (const [place, keep, title] of [
      [{ latitude: 53.55, longitude: 10.0 }, 'Yes, for 30 days', 'Elbe fish'],
      [berlin, 'No, only for now', 'Bread bag'],
    ] as const) {
      await pressesMore(anna, '📍 Where')
      await anna.sees('Your location is')
      await anna.presses('📍 Share another location')
      await anna.sees('Where are you?')
      await anna.sends({ location: place })
      await anna.sees('May I save')
      await anna.presses(keep)
      await anna.sees(title)
    }
  })

  it('is forgotten at once when told to', async () => {
    const anna = person('Annalena')
    await shares(anna, berlin, 'Yes, for 30 days')
    await anna.sees('nothing to reserve')
    await pressesMore(anna, '📍 Where')
    await anna.sees('saved for 30 days')
    expectSaid(await anna.presses('🗑 Delete my location'), 'Your location is deleted.')
    await anna.sees('No location yet')
    const stored = await platform.app.core.db.prisma.marketplaceCustomer.findUniqueOrThrow({
      where: { userId: BigInt(anna.id) },
    })
    expect({ place: stored.place, at: stored.placeAt }).toEqual({ place: null, at: null })
  })

  it('a chosen city shows distances too, and "Nearby" stays near', async () => {
    await offer('Elbe fish', {}, { city: 'Hamburg', latitude: 53.55, longitude: 10.0 })
    await offer('Bread bag')
    const anna = person('Annegret')
    await shares(anna, berlin, 'Yes, for 30 days')
    await anna.sees('Bread bag')
    await pressesMore(anna, '📍 Where')
    await anna.sees('Where to look')
    await anna.presses('Hamburg (1)')
    await anna.sees(/All in Hamburg\nElbe fish\n.* · 255 km away/)
    await pressesMore(anna, 'Nearby')
    await anna.sees(/Near you\nBread bag/)
    const ben = person('Benno')
    await ben.sends('/browse')
    await ben.sees('Where to look')
    await ben.presses('Hamburg (1)')
    await ben.sees('All in Hamburg')
    await pressesMore(ben, 'Nearby')
    await ben.sees('Where are you?')
  })

  it('asking where somebody is leaves the card where it is', async () => {
    await offer('Elbe fish', {}, { city: 'Hamburg', latitude: 53.55, longitude: 10.0 })
    const cora = person('Cora')
    await cora.sends('/browse')
    const where = await cora.sees('Where to look')
    await cora.presses('📍 Share my location')
    expect((await cora.sees('Where are you?')).message_id).toBeGreaterThan(where.message_id)
    await cora.presses('✖ Cancel')
    await cora.sees(/^Cancelled/)
    await cora.presses('Hamburg (1)', { messageId: where.message_id })
    await cora.sees('All in Hamburg')
    await pressesMore(cora, 'Nearby')
    await cora.sees('Where are you?')
    await cora.presses('✖ Cancel')
    await cora.sees(/^Cancelled/)
    const card = cora.botMessages(/Elbe fish/).at(-1)
    expect(card).toMatchObject({ message_id: where.message_id })
    await cora.presses('‹ To the list', { messageId: where.message_id })
    await cora.sees((message) => message.message_id === where.message_id && position('🛍 Reserve')(message))
  })
})
