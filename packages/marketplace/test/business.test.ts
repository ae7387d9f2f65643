import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { detailsOpened } from '../src/business/callbacks.ts'
import { marketplace } from '../src/index.ts'
import { createServices } from '../src/services.ts'
import { buildOffer, buildVenue } from './build.ts'
import { fillIn, type Person, picture, refusalOf, register, someone, unseen } from './business-story.ts'

let platform: TestPlatform
let vera: Person
let otto: Person
beforeAll(async () => {
  platform = await startTestPlatform({
    features: [marketplace],
    env: { ADMIN_IDS: '501,502', MARKETPLACE_CURRENCY: 'SEK' },
    startAt: new Date('2026-01-05T09:00:00Z'),
  })
  vera = someone(platform, 'Vera', { id: 501 })
  otto = someone(platform, 'Otto', { id: 502 })
})
afterAll(() => platform?.stop())

/** Moderators see the oldest five. */
const emptyQueue = () => platform.app.core.db.prisma.approval.deleteMany({ where: { state: 'pending' } })
const settings = { MARKETPLACE_CURRENCY: 'SEK', MARKETPLACE_CANCEL_CUTOFF_MINUTES: 120 }
const idOf = (shown: string): bigint => BigInt(shown.slice(1))
const venueRow = (shown: string) =>
  platform.app.core.db.prisma.marketplaceBusiness.findUniqueOrThrow({
    where: { id: idOf(shown) },
    include: { photos: { orderBy: { position: 'asc' } } },
  })

/** An old button of the venue's details. */
const detailsOf = (owner: Person, shown: string) =>
  unseen(platform, owner, detailsOpened.pack({ business: idOf(shown) }))

async function verified(owner: Person, name: string, street?: string): Promise<string> {
  const id = await register(owner, { name, ...(street === undefined ? {} : { street }) })
  await vera.sends(`/verify ${id}`)
  await vera.sees(/is told/)
  await platform.settle()
  await owner.sees(/is approved/)
  return id
}

describe('registering refuses', () => {
  it('at each step what cannot be right, with an example', async () => {
    const anna = someone(platform, 'Anna')
    await anna.sends('/register')
    await anna.sees(/called/)
    for (const [wrong, hint] of [
      ['!', /at least 2 characters[\s\S]*Zoë’s Bakery/],
      ['\0\u202E 12', /A name has letters[\s\S]*Zoë’s Bakery/],
      ['x'.repeat(81), /has 81 characters/],
      ['🥐'.repeat(2000), /keep it within/],
      [await picture(), /answer in words/],
    ] as const) {
      await anna.sends(wrong)
      await anna.sees(hint)
    }
    await anna.sends('<b>Zoë</b> & \0مخبز')
    await anna.sees(/Street/)
    await anna.sends('15')
    await anna.sees(/at least 3/)
    await anna.sends('1234')
    await anna.sees(/street and house number[\s\S]*5 Main Street/)
    await anna.sends('Main Street 5')
    await anna.sees(/Which city/)
    await anna.sends('10115 Berlin')
    await anna.sees(/the city alone[\s\S]*Berlin/)
    await anna.sends('Berlin')
    await anna.sees(/Postal code/)
    await anna.sends('I do not know')
    await anna.sees(/does not look like a postal code[\s\S]*10115/)
    await anna.sends('sw1a 1aa')
    await anna.sees(/Send a location/)
    await anna.sends('around the corner')
    await anna.sees(/send a location/)
    await anna.sends({ location: { latitude: 51.5, longitude: -0.12 } })
    await anna.sees(/phone number/)
    for (const wrong of ['030 901820', '+49 1', 'none']) {
      await anna.sends(wrong)
      await anna.sees(/country code[\s\S]*\+49 30 901820/)
    }
    await anna.sends({ contact: { phone_number: '4930901820', first_name: 'Boris' } })
    await anna.sees(/somebody else’s contact/)
    await anna.sends('0044 20 7946 0958')
    await anna.sees(/When is it open/)
    await anna.sends('always')
    await anna.sees(/days and times[\s\S]*Mon–Fri/)
    await anna.sends('8:00–25:00')
    await anna.sees(/no such time: 25:00/)
    await anna.sends('24/7')
    const asked = await anna.sees(/currency/)
    expect(asked.buttons.flat()[0]?.text).toBe('SEK')
    await anna.sends('Euro')
    await anna.sees(/do not know this currency[\s\S]*CZK/)
    await anna.sends('gbp')
    await anna.sees(/Send 1 to 5 photos/)
    await anna.sends('look at our page')
    await anna.sees(/photo/)
    await anna.sends({ photo: { bytes: Buffer.from('not a picture'), filename: 'x.jpg' } })
    await anna.sees(/JPEG, PNG/)
    const bomb = await sharp({ create: { width: 6000, height: 6000, channels: 3, background: 'red' } })
      .png({ compressionLevel: 9 })
      .toBuffer()
    await anna.sends({ document: { bytes: bomb, filename: 'bomb.png' } })
    await anna.sees(/megapixels/)
    await anna.presses('✖ Cancel')
    await anna.sees(/Cancelled/)
    expect(await platform.app.core.db.prisma.marketplaceBusiness.count()).toBe(0)
  })

  it('the same name and address as a verified venue, whoever sends it and however it is written', async () => {
    const anna = someone(platform, 'Anna')
    const id = await verified(anna, 'Café Zoë')
    await fillIn(anna, { name: 'CAFE ZOE', street: '5, main street' })
    expect(await refusalOf(anna, '✅ Send')).toContain(`You have registered this venue already: Café Zoë (${id})`)
    const boris = someone(platform, 'Boris')
    await fillIn(boris, { name: 'cafe zoë' })
    const refusal = await refusalOf(boris, '✅ Send')
    expect(refusal).toMatch(/is registered already/)
    expect(refusal).not.toContain(id)
    // What is to be changed is still there.
    await boris.presses('✏️ Change something…')
    await boris.presses('✏️ Street')
    await boris.sees(/Now: 5 Main Street/)
    await boris.sends('7 Main Street')
    await boris.sees(/Is everything right/)
    await boris.presses('✅ Send')
    await boris.sees(/is sent/)
  })

  it('more than three that wait, before the first question; also when several are sent at once', async () => {
    const anna = someone(platform, 'Annika')
    await anna.sends('/start')
    await anna.sees(/./)
    const { registrations } = createServices(platform.app.core, settings).business
    const { db } = platform.app.core
    const details = (n: number) => ({
      ...{ name: `Chain ${n}`, street: '5 Main Street', city: 'Berlin', postal: '10115' },
      ...{
        place: { latitude: 52.53, longitude: 13.38 },
        phone: '+4930901820',
        hours: '24/7',
        currency: 'EUR',
        photos: [],
      },
    })
    const sent = await Promise.allSettled(
      Array.from({ length: 12 }, (_, n) => db.tx((tx) => registrations.register(tx, BigInt(anna.id), details(n)))),
    )
    expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
    expect(await db.prisma.marketplaceBusiness.count({ where: { ownerId: BigInt(anna.id) } })).toBe(3)
    await anna.sends('/register')
    const refusal = await anna.sees(
      /3 of yours wait for a decision already \(B\d+, B\d+, B\d+\)[\s\S]*when one of them is decided/,
    )
    await vera.sends(`/reject ${/B\d+/.exec(refusal.text ?? '')?.[0]} we could not find this shop`)
    await vera.sees(/is told/)
    await anna.sends('/register')
    await anna.sees(/called/)
    await anna.presses('✖ Cancel')
    await anna.sees(/Cancelled/)
  })
})

describe('a name that nobody has verified', () => {
  beforeEach(emptyQueue)
  afterAll(emptyQueue)

  it('keeps nobody from registering it: neither while it waits nor when it was rejected', async () => {
    const stranger = someone(platform, 'Stranger')
    const first = await register(stranger, { name: 'Zoë’s Corner' })
    const rejected = await register(stranger, { name: 'Zoë’s Corner', street: '7 Main Street' })
    await vera.sends(`/reject ${rejected} this is not your shop`)
    await vera.sees(/is told/)
    const zoe = someone(platform, 'Zoë')
    await verified(zoe, 'Zoë’s Corner', '7 Main Street')
    const own = await register(zoe, { name: 'ZOES CORNER' })
    await vera.sends('/pending')
    await vera.sees(new RegExp(`${own} · [\\s\\S]*The same name and address: ${first}\\. Only one`))
    await vera.sends(`/verify ${own}`)
    await vera.sees(/is told/)
    await vera.sends(`/verify ${first}`)
    await vera.sees(new RegExp(`${first}\\) cannot be approved: ${own} has the same`))
    expect(await venueRow(first)).toMatchObject({ state: 'PENDING' })
    // What was rejected cannot be sent again: it is somebody's now.
    await stranger.presses(detailsOf(stranger, rejected))
    await stranger.sees(/Is everything right/)
    expect(await refusalOf(stranger, '✅ Send')).toContain('is registered already')
  })

  it('two that are verified at once: one is', async () => {
    const { db } = platform.app.core
    const pending = await Promise.all(
      ['Cleo', 'Dora', 'Emil'].map(async (name) => register(someone(platform, name), { name: 'Twin Bakery' })),
    )
    const decider = { actorId: 501n, origin: 'chat', roles: ['owner'] } as const
    const decided = await Promise.allSettled(
      pending.map((id) => platform.app.core.approvals.approve(decider, 'B', idOf(id))),
    )
    expect(decided.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const where = { name: 'Twin Bakery', state: 'VERIFIED' }
    expect(await db.prisma.marketplaceBusiness.count({ where })).toBe(1)
  })
})

describe('registering', () => {
  it('takes photos that are sent at once, up to the maximum, and answers them in one message', async () => {
    const anna = someone(platform, 'Anna')
    await fillIn(anna, { name: 'Album Bakery' })
    await anna.presses('✏️ Change something…')
    await anna.presses('✏️ Photos')
    await anna.sees(/Send 1 to 5 photos/)
    const before = anna.botMessages().length
    const photos = await Promise.all(['tan', 'teal', 'gold', 'navy', 'plum', 'pink'].map(picture))
    await anna.sends({ album: photos })
    await anna.sees(/5 photos are enough[\s\S]*Photos: 5 photos/)
    await anna.sends('There are six')
    await anna.sees(/press “✅ Send”/)
    expect(anna.botMessages()).toHaveLength(before)
    await anna.presses('✅ Send')
    const { text } = await anna.sees(/is sent/)
    expect((await venueRow(text?.match(/B\d+/)?.[0] ?? '')).photos).toHaveLength(5)
  })
})

describe('moderators', () => {
  it('commands with missing, wrong or foreign numbers change nothing', async () => {
    const decisions = () =>
      platform.app.core.db.prisma.auditEntry.count({
        where: { action: { in: ['business.suspended', 'business.lifted'] } },
      })
    const stranger = someone(platform, 'Sid')
    await stranger.sends('/suspend B1 for no reason at all')
    await stranger.sees('I don’t know this command')
    for (const [command, answer] of [
      ['/suspend', /for example \/suspend B12/],
      ['/suspend O12 for good reasons', /for example \/suspend B12/],
      ['/suspend B999999 for good reasons', /There is no venue B999999/],
      ['/suspend B999999 short', /at least 10 characters/],
      ['/unsuspend', /for example \/unsuspend B12/],
      ['/unsuspend B999999', /There is no venue B999999/],
      ['/venue twelve', /for example \/venue B12/],
      ['/venue B999999', /not one of your venues/],
    ] as const) {
      await vera.sends(command)
      await vera.sees(answer)
    }
    expect(await decisions()).toBe(0)
  })

  it('illegal moves are refused and name the present state', async () => {
    const owner = someone(platform, 'Olga')
    const { db } = platform.app.core
    for (const [state, command, answer] of [
      ['PENDING', '/suspend', /is being checked now/],
      ['REJECTED', '/suspend', /is not accepted now/],
      ['SUSPENDED', '/suspend', /is suspended now/],
      ['CLOSED', '/suspend', /is closed now/],
      ['VERIFIED', '/unsuspend', /is approved now/],
      ['PENDING', '/unsuspend', /is being checked now/],
    ] as const) {
      const venue = await buildVenue(db, { ownerId: owner.id, state })
      await vera.sends(`${command} B${venue.id} ${command === '/suspend' ? 'three customers fell ill' : ''}`)
      await vera.sees(answer)
      expect(await venueRow(`B${venue.id}`)).toMatchObject({ state })
    }
  })

  it('suspend and lift; the people of the venue are told and can do less meanwhile', async () => {
    const owner = someone(platform, 'Oleg')
    const id = await verified(owner, 'Oleg’s')
    await vera.sends(`/suspend ${id} three customers\0 fell ill`)
    await vera.sees(/Oleg’s \(B\d+\) is suspended/)
    await platform.settle()
    await owner.sees(/Oleg’s is suspended[\s\S]*Reason: three customers fell ill/)
    await owner.presses('🏪 Open the venue')
    const card = await owner.sees(/Suspended: three customers fell ill/)
    expect(card.buttons.flat().map(({ text }) => text)).not.toContain('🍞 Post an offer now')
    expect(await refusalOf(owner, detailsOf(owner, id))).toContain('is suspended now')
    for (const reason of ['a fourth guest fell ill', 'a fifth guest fell ill']) {
      await vera.sends(`/unsuspend ${id}`)
      await vera.sees(/is open again/)
      await platform.advance(1_000)
      await vera.sends(`/suspend ${id} ${reason}`)
      await vera.sees(/is suspended/)
      await platform.advance(1_000)
    }
    await vera.sends(`/unsuspend ${id}`)
    await vera.sees(/is open again/)
    // What is turned to and fro is told once more, and as it is in the end.
    await platform.advance(600_000)
    const lifted = await owner.sees(/is open again/)
    expect(owner.botMessages(/Oleg’s is (suspended|open again)/)).toEqual([lifted])
    expect(await venueRow(id)).toMatchObject({ state: 'VERIFIED', suspendReason: null })
    const entries = await platform.app.core.db.prisma.auditEntry.findMany({
      where: { objectKind: 'marketplace-business', objectId: String(idOf(id)) },
      orderBy: { id: 'asc' },
      select: { action: true, actorId: true, reason: true },
    })
    expect(entries).toMatchObject([
      { action: 'approval.approved', actorId: 501n },
      { action: 'business.suspended', actorId: 501n, reason: 'three customers fell ill' },
      { action: 'business.lifted', actorId: 501n },
      { action: 'business.suspended', actorId: 501n, reason: 'a fourth guest fell ill' },
      { action: 'business.lifted', actorId: 501n },
      { action: 'business.suspended', actorId: 501n, reason: 'a fifth guest fell ill' },
      { action: 'business.lifted', actorId: 501n },
    ])
  })
})

it('the whole story: registered, rejected, put right, verified; the second moderator comes late', async () => {
  const anna = someone(platform, 'Anna & <b>', { phone: '4915112345678' })
  await fillIn(anna, { name: 'Zoë’s <b>Bakery</b> & Co' })
  const first = await anna.sees(/Location: see on the map/)
  expect(first.text).not.toMatch(/52\.|13\./)
  expect(first.entities).toContainEqual(
    expect.objectContaining({ type: 'text_link', url: expect.stringContaining('mlat=52.53000&mlon=13.38000') }),
  )
  await anna.presses('✏️ Change something…')
  await anna.presses('✏️ Phone')
  await anna.sees(/phone number/)
  await anna.presses('📱 Send my phone number')
  const summary = await anna.sees(/Is everything right/)
  expect(summary.text).toContain('Phone: +49 1511 2345678')
  await anna.presses('✏️ Change something…')
  await anna.presses('✏️ Photos')
  await anna.sees(/So far: 1 photo/)
  await anna.sends(await picture('olive'))
  await anna.sees(/So far: 2 photos/)
  await anna.presses('Next ›')
  await anna.sees(/Photos: 2 photos/)
  await anna.presses('✅ Send')
  const sent = await anna.sees(/Its times are shown in Berlin time/)
  const id = sent.text?.match(/\((B\d+)\)/)?.[1] ?? ''
  const { phone } = await venueRow(id)
  expect(Buffer.from(phone ?? []).includes('4915112345678')).toBe(false)

  await vera.sends('/pending')
  const card = await vera.sees(new RegExp(`${id} · Zoë’s <b>Bakery</b> & Co`))
  for (const fact of [
    '5 Main Street, 10115 Berlin',
    '+49 1511 2345678',
    'Mon–Fri 8:00–19:00',
    'EUR',
    '2 photos',
    'Anna & <b>',
  ])
    expect(card.text).toContain(fact)
  expect(card.text).toContain('· map (Berlin time)')
  expect(vera.botMessages((message) => message.photo !== null).length).toBeGreaterThanOrEqual(2)

  await vera.sends(`/reject ${id} bad`)
  await vera.sees(/at least 10 characters/)
  await vera.sends(`/reject ${id} the photos show <another> shop`)
  await vera.sees(/is told/)
  await platform.settle()
  await anna.sees(/was not accepted[\s\S]*the photos show <another> shop/)
  await otto.sends(`/verify ${id}`)
  await otto.sees(/Vera/)
  expect(await venueRow(id)).toMatchObject({ state: 'REJECTED' })

  await anna.presses('✏️ Fix and send again')
  const filled = await anna.sees(/Is everything right/)
  for (const fact of [
    'Name: Zoë’s <b>Bakery</b> & Co',
    'Phone: +49 1511 2345678',
    'Currency: EUR',
    'Photos: 2 photos',
    'Time zone: Berlin time',
  ])
    expect(filled.text).toContain(fact)
  await anna.presses('✏️ Change something…')
  await anna.presses('✏️ Photos')
  await anna.sees(/So far: 2 photos/)
  await anna.presses('🗑 Remove these')
  await anna.sees((message) => !message.text?.includes('So far'))
  await anna.sends(await picture('navy'))
  await anna.sees(/So far: 1 photo/)
  await anna.presses('Next ›')
  await anna.sees(/Photos: 1 photo/)
  const before = (await venueRow(id)).photos
  await anna.presses('✅ Send')
  await anna.sees(/is sent/)
  expect(await venueRow(id)).toMatchObject({ state: 'PENDING', rejectReason: null })
  // A press of the old button finds it in the queue.
  expect(await refusalOf(anna, detailsOf(anna, id))).toContain('is being checked now')
  const { files } = platform.app.core
  await platform.advance(3_600_000)
  for (const { key } of before) await expect.poll(() => files.get(key)).toBeUndefined()
  const [kept] = (await venueRow(id)).photos
  expect(await files.get(kept?.key ?? '')).toBeDefined()

  await vera.sends('/pending')
  await vera.sees(new RegExp(`${id} · Zoë’s`))
  await otto.sends(`/verify ${id}`)
  await otto.sees(/is told/)
  await vera.sends(`/verify ${id}`)
  await vera.sees(/Otto/)
  await platform.settle()
  const news = await anna.sees(/is approved/)
  expect(news.buttons.flat().map(({ text }) => text)).toEqual(['🍞 Post an offer now', '🏪 My venues'])
  await anna.sends('/venue')
  await anna.sees(/✅ Approved/)
})

it('the same in Russian', async () => {
  const olga = someone(platform, 'Ольга', { language: 'ru' })
  await olga.sends('/register')
  await olga.sees(/Шаг 1 из 9[\s\S]*Как называется/)
  await olga.sends('Пекарня «У Оли»')
  await olga.sees(/Улица/)
  await olga.sends('1')
  await olga.sees(/ул\. Ленина, 5/)
  await olga.sends('ул. Баумана, 10')
  await olga.sees(/Какой город/)
  await olga.sends('Казань')
  await olga.sees(/индекс/)
  await olga.sends('Казань')
  await olga.sees(/не похоже на почтовый индекс/)
  await olga.sends('420111')
  await olga.sees(/геопозицию/)
  await olga.sends({ location: { latitude: 55.79, longitude: 49.11 } })
  await olga.sees(/телефон/)
  await olga.sends('8 843 292-12-34')
  await olga.sees(/кодом страны/)
  await olga.sends('+7 843 292-12-34')
  await olga.sees(/Когда открыто/)
  await olga.sends('круглосуточно')
  await olga.sees(/валюте/)
  await olga.presses('RUB')
  await olga.sees(/фото/)
  await olga.sends(await picture('beige'))
  await olga.sees(/Пока|фото/)
  await olga.presses('Дальше ›')
  await olga.sees(/Пекарня «У Оли»[\s\S]*420111[\s\S]*RUB/)
  await olga.presses('✅ Отправить')
  const sent = await olga.sees(/отправлено[\s\S]*показываем по Москве/)
  const id = sent.text?.match(/\((B\d+)\)/)?.[1] ?? ''
  await vera.sends(`/reject ${id} на фото другой магазин`)
  await vera.sees(/is told/)
  await platform.settle()
  await olga.sees(/не принято[\s\S]*на фото другой магазин/)
  await olga.presses('✏️ Исправить')
  await olga.sees(/Пекарня «У Оли»/)
  await olga.presses('✅ Отправить')
  await olga.sees(/отправлено/)
  await vera.sends(`/verify ${id}`)
  await vera.sees(/is told/)
  await platform.settle()
  await olga.sees(/одобрено/)
  await olga.sends('/venue')
  await olga.sees(/✅ Одобрено[\s\S]*ул\. Баумана, 10, 420111 Казань/)
})

describe('details', () => {
  it('opening hours, phone and currency change at once; a new address goes back to the queue', async () => {
    const owner = someone(platform, 'Ona')
    const id = await verified(owner, 'Ona’s')
    await owner.presses('🏪 My venues')
    await owner.sees(/✅ Approved/)
    await owner.presses('More…')
    await owner.presses('✏️ Edit details')
    await owner.sees(/is checked by us first/)
    await owner.presses('✏️ Change them')
    await owner.sees(/Is everything right/)
    await owner.presses('✏️ Change something…')
    await owner.presses('✏️ Opening hours')
    await owner.sees(/Now: Mon–Fri 8:00–19:00/)
    await owner.sends('24/7')
    await owner.sees(/Opening hours: 24\/7/)
    await owner.presses('✏️ Change something…')
    await owner.presses('✏️ Currency')
    await owner.sees(/Now: EUR/)
    await owner.presses('GBP')
    await owner.sees(/Currency: GBP/)
    await owner.presses('✏️ Change something…')
    await owner.presses('✏️ Time zone')
    await owner.sees(/Now: Berlin time/)
    await owner.sends('London')
    await owner.sees(/Time zone: London time/)
    await owner.presses('✅ Send')
    await owner.sees(/saved/)
    expect(await venueRow(id)).toMatchObject({
      state: 'VERIFIED',
      openingHours: '24/7',
      currency: 'GBP',
      timeZone: 'Europe/London',
    })
    const entry = await platform.app.core.db.prisma.auditEntry.findFirstOrThrow({
      where: { objectKind: 'marketplace-business', objectId: String(idOf(id)), action: 'business.changed' },
    })
    expect(entry).toMatchObject({ actorId: BigInt(owner.id), after: { changed: ['hours', 'currency', 'zone'] } })

    const offer = await buildOffer(platform.app.core.db, await venueRow(id), { now: platform.clock.now() })
    const changes = async (field: string, answer: string) => {
      await owner.presses(detailsOf(owner, id))
      await owner.sees(/Is everything right/)
      await owner.presses('✏️ Change something…')
      await owner.presses(field)
      await owner.sees(/Now:/)
      await owner.sends(answer)
      await owner.sees(/Is everything right/)
      return refusalOf(owner, '✅ Send')
    }
    expect(await changes('✏️ Currency', 'EUR')).toContain('There is 1 open offer')
    await owner.presses('✖ Cancel')
    await owner.sees(/Cancelled/)
    expect(await changes('✏️ Street', '9 Side Street')).toContain('There is 1 open offer')
    await platform.app.core.db.prisma.marketplaceOffer.updateMany({
      where: { businessId: idOf(id) },
      data: { state: 'ENDED', endedAt: platform.clock.now() },
    })
    // Ended early: whoever has reserved still comes to the old address.
    const { prisma } = platform.app.core.db
    const { id: purchase } = await prisma.marketplacePurchase.create({
      data: {
        ...{ offerId: offer.id, itemId: offer.items[0]?.id ?? 0n, businessId: idOf(id), userId: 77n },
        ...{ state: 'CONFIRMED', quantity: 1, unitPriceMinor: 400n, currency: 'GBP' },
        ...{ requestKey: 'details-test', codeKeyId: 'a', reservedAt: platform.clock.now() },
      },
    })
    expect(await refusalOf(owner, '✅ Send')).toContain('1 customer still comes to the old address')
    expect(await venueRow(id)).toMatchObject({ state: 'VERIFIED', street: '5 Main Street' })
    await prisma.marketplacePurchase.update({
      where: { id: purchase },
      data: { state: 'COLLECTED', collectedAt: platform.clock.now() },
    })
    await owner.presses('✅ Send')
    await owner.sees(/We check it/)
    expect(await venueRow(id)).toMatchObject({ state: 'PENDING', street: '9 Side Street' })
    await vera.sends('/pending')
    await vera.sees(/was approved before/)
  })

  it('a draft that was left is gone on with', async () => {
    const owner = someone(platform, 'Pia')
    await owner.sends('/register')
    await owner.sees(/called/)
    await owner.sends('Pia’s')
    await owner.sees(/Street/)
    await owner.sends('/venue')
    await owner.sees(/aside/)
    await platform.advance(29 * 86_400_000)
    await owner.sends('/register')
    await owner.sees(/1 of 9/)
    await owner.presses('▶️ Continue')
    await owner.sees(/Street/)
  })
})

it('a venue shares its link and QR code', async () => {
  const owner = someone(platform, 'Quin')
  const id = await verified(owner, 'Quin’s')
  await owner.presses('🏪 My venues')
  await owner.sees(/there now/)
  await owner.presses('More…')
  await owner.presses('🔗 Share link')
  const shared = await owner.sees(/your link/)
  expect(shared.photo).not.toBeNull()
  const link = shared.caption?.match(/https:\/\/t\.me\/\S+/)?.[0] ?? ''
  expect(link).toContain(`venue_${idOf(id)}`)
  await owner.presses('‹ Back')
  await owner.sees(/there now/)
  const ben = someone(platform, 'Ben')
  await ben.opens(link)
  await ben.sees(/Quin’s/)
})
