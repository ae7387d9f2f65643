import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { migrationsDir } from '@bazaar/testing/database'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { enqueueAnnouncement } from '../src/discovery/alerts/announce-offer.job.ts'
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
  await prisma.marketplaceSavedSearch.deleteMany()
  await prisma.marketplaceOffer.deleteMany()
  await prisma.marketplaceBusiness.deleteMany()
  await prisma.marketplaceCustomer.deleteMany()
})

const minute = 60_000
const hour = 60 * minute
type Venue = Awaited<ReturnType<typeof buildVenue>>
const person = (name: string, language = 'en') => platform.telegram.user(name, { language })
type Person = ReturnType<typeof person>
const venue = (name: string, given: object = {}) =>
  buildVenue(platform.app.core.db, { ownerId: 1, name, ...berlin, ...given })

/** What the venue's side does in the transaction that publishes. */
async function publish(of: Venue, title: string, given: Omit<OfferGiven, 'now'> = {}): Promise<bigint> {
  const { db, jobs } = platform.app.core
  const { id } = await buildOffer(db, of, { title, now: platform.clock.now(), ...given })
  await db.tx((tx) => enqueueAnnouncement(jobs, tx, id))
  await platform.settle()
  return id
}

/** What is published so soon that it is told together with the next ones. */
async function publishAlone(...given: Parameters<typeof publish>): Promise<bigint> {
  const id = await publish(...given)
  await platform.advance(10 * minute)
  return id
}

async function starts(someone: Person): Promise<Person> {
  await someone.sends('/start')
  await someone.sees(/Good food|Хорошая еда/)
  return someone
}

async function follows(someone: Person, of: Venue): Promise<void> {
  await someone.opens(`venue_${of.id}`)
  await someone.sees(of.name)
  await someone.presses('🔔 Follow venue')
  await someone.sees((message) => message.buttons.flat().some(({ text }) => text === '🔕 Unfollow'))
}

const alertsOf = (someone: Person) => someone.botMessages(/^🔔 (New|Новое)/)

describe('whoever did not ask', () => {
  it('is told nothing, nor are the people of the venue', async () => {
    const [owner, cashier, anna, ben] = [person('Olga'), person('Carl'), person('Anna'), person('Ben')]
    for (const someone of [owner, cashier, anna, ben]) await starts(someone)
    const { prisma } = platform.app.core.db
    const bakery = await venue('Bakery', { ownerId: BigInt(owner.id) })
    await prisma.marketplaceStaff.create({
      data: { businessId: bakery.id, userId: BigInt(cashier.id), permission: 'collect', addedAt: platform.clock.now() },
    })
    for (const someone of [owner, cashier, anna]) await follows(someone, bakery)
    await publishAlone(bakery, 'Bread bag')
    await anna.sees(/^🔔 New: Bakery\n\nBread bag/)
    for (const someone of [owner, cashier, ben]) expect(alertsOf(someone)).toEqual([])
  })

  it('of what cannot be had any more, nobody is told', async () => {
    const anna = await starts(person('Annika'))
    const bakery = await venue('Bakery')
    await follows(anna, bakery)
    for (const state of ['DRAFT', 'PAUSED', 'SOLD_OUT', 'CANCELLED_BY_VENUE'])
      await publishAlone(bakery, 'Gone', { state })
    await publishAlone(bakery, 'Over', { opensInMs: -hour, closesInMs: 0 })
    expect(alertsOf(anna)).toEqual([])
  })
})

describe('followers', () => {
  it('get one message with the offer, open it, and stop following', async () => {
    const anna = await starts(person('Anneke'))
    const [bakery, other] = [await venue('Bakery'), await venue('Other')]
    await follows(anna, bakery)
    await publishAlone(other, 'Soup')
    await publishAlone(bakery, 'Bread bag', { discount: 10 })
    const alert = await anna.sees('New: Bakery')
    expect(alert.buttons.map((row) => row.map(({ text }) => text))).toEqual([['🛍 Reserve'], ['More…', '🔕 Unfollow']])
    await anna.presses('More…')
    await anna.sees(/^Bread bag\n/)
    await publishAlone(bakery, 'Cake')
    await anna.sees('Cake')
    expect(alertsOf(anna)).toHaveLength(1)
    expectSaid(await anna.presses('🔕 Unfollow'), 'Bakery: you do not follow it any more.')
    expectSaid(await anna.presses('🔕 Unfollow'), 'You were not following this venue any more.')
    await publishAlone(bakery, 'Pie')
    expect(anna.botMessages(/Pie/)).toEqual([])
  })

  it('get the first of many at once, and the rest in one message that names each', async () => {
    const [anna, vegan] = [await starts(person('Anouk')), await starts(person('Vera'))]
    const bakery = await venue('Bakery')
    for (const someone of [anna, vegan]) await follows(someone, bakery)
    await platform.app.core.db.prisma.marketplaceCustomer.create({
      data: { userId: BigInt(vegan.id), exclusions: ['milk'], hideUnstated: false },
    })
    await publish(bakery, 'Bag 1')
    await anna.sees(/^🔔 New: Bakery\n\nBag 1/)
    for (let n = 2; n <= 13; n += 1)
      await publish(bakery, `Bag ${n}`, n === 2 ? {} : { contains: ['milk'], allergensStated: true })
    const gone = await publish(bakery, 'Gone')
    await platform.app.core.db.prisma.marketplaceOffer.update({
      where: { id: gone },
      data: { state: 'ENDED', endedAt: platform.clock.now() },
    })
    expect(alertsOf(anna)).toHaveLength(1)
    await platform.advance(10 * minute)
    const rest = await anna.sees(/^🔔 Bakery: 12 new offers\n\n• Bag 2: €4, today[\s\S]*• Bag 11[\s\S]*…and 2 more$/)
    expect(rest.text).not.toContain('Gone')
    expect(rest.buttons.flat().map(({ text }) => text)).toEqual(['👀 See the offers', '🔕 Unfollow'])
    // Who may hear of one only sees that one as ever.
    await vegan.sees(/^🔔 New: Bakery\n\nBag 2/)
    expect(anna.botMessages(/^🔔/)).toHaveLength(2)
    expect(vegan.botMessages(/^🔔/)).toHaveLength(2)
    await anna.presses('👀 See the offers')
    await anna.sees(/^🏪 Bakery/)
  })

  it('are told at once of what follows something that nobody was told of', async () => {
    const anna = await starts(person('Anya'))
    const bakery = await venue('Bakery')
    await publish(bakery, 'Early')
    await follows(anna, bakery)
    await publish(bakery, 'Bread bag')
    await anna.sees(/^🔔 New: Bakery\n\nBread bag/)
  })

  it('по-русски: подписка, новость и список подписок', async () => {
    const oleg = await starts(person('Олег ru', 'ru'))
    const bakery = await venue('Пекарня')
    await oleg.opens(`venue_${bakery.id}`)
    await oleg.sees(/🏪 Пекарня\n.* Berlin\n🕒 пн-сб 8:00-19:00\n\nСейчас предложений нет/)
    expectSaid(await oleg.presses('🔔 Подписаться'), 'Пекарня: напишу о новом.')
    await publishAlone(bakery, 'Хлеб')
    await oleg.sees(/^🔔 Новое: Пекарня\n\nХлеб/)
    await oleg.sends('/following')
    await oleg.sees(/🏪 Пекарня, Berlin/)
    await oleg.presses('✖ Пекарня')
    await oleg.sees('Вы ни на что не подписаны')
  })

  it('who blocked the bot are left in peace until they come back', async () => {
    const anna = await starts(person('Annett'))
    const bakery = await venue('Bakery')
    await follows(anna, bakery)
    anna.blocks()
    await platform.settle()
    const { prisma } = platform.app.core.db
    const isPaused = async () => (await prisma.marketplaceFollow.findFirstOrThrow()).paused
    await expect.poll(isPaused).toBe(true)
    const missed = await publishAlone(bakery, 'Missed')
    expect(await prisma.notification.count({ where: { entity: String(missed), topic: 'marketplace-new-offer' } })).toBe(
      0,
    )
    anna.unblocks()
    await starts(anna)
    await expect.poll(isPaused).toBe(false)
    await publishAlone(bakery, 'Bread bag')
    await anna.sees('Bread bag')
    expect(anna.botMessages(/Missed/)).toEqual([])
  })

  it('who avoid something are not told of it', async () => {
    const [anna, ben] = [await starts(person('Anne')), await starts(person('Bea'))]
    const bakery = await venue('Bakery')
    for (const someone of [anna, ben]) await follows(someone, bakery)
    const set = (userId: number, hideUnstated: boolean) =>
      platform.app.core.db.prisma.marketplaceCustomer.create({
        data: { userId: BigInt(userId), exclusions: ['milk'], hideUnstated },
      })
    await set(anna.id, true)
    await set(ben.id, false)
    await publishAlone(bakery, 'Cheese', { contains: ['milk'], allergensStated: true })
    await publishAlone(bakery, 'Unstated')
    await ben.sees('Unstated')
    await publishAlone(bakery, 'Apples', { allergensStated: true })
    await anna.sees('Apples')
    expect(anna.botMessages(/Cheese|Unstated/)).toEqual([])
    expect(ben.botMessages(/Cheese/)).toEqual([])
  })
})

describe('saved searches', () => {
  const near = { latitude: 52.55, longitude: 13.405 }

  async function savesSearch(someone: Person): Promise<void> {
    await someone.sends('/browse')
    await someone.sees('Where to look')
    await someone.presses('📍 Share my location')
    await someone.sees('Where are you?')
    await someone.sends({ location: berlin })
    await someone.sees('May I save')
    await someone.presses('No, only for now')
    await someone.sees('nothing to reserve')
    await someone.presses('🔔 Tell me of new offers here')
    await someone.sees('within 5 km of your place')
  }

  it('around a place tell of what is in reach and not too dear, once however many rules match', async () => {
    const anna = await starts(person('Annegret'))
    await savesSearch(anna)
    await anna.presses('💰 Only up to a price')
    await anna.sees('Up to which price')
    await anna.sends('much')
    await anna.sees(/5\.50/)
    await anna.sends('5.50')
    await anna.sees('new offers within 5 km of your place, up to €5.50')
    const [close, far] = [await venue('Close', near), await venue('Far', { latitude: 52.57 })]
    await publishAlone(far, 'Too far', { items: [{ priceMinor: 100n }] })
    await publishAlone(close, 'Too dear', { items: [{ priceMinor: 551n }, { priceMinor: 900n }] })
    const yen = await venue('Yen', { ...near, currency: 'JPY' })
    await publishAlone(yen, 'Other money', { items: [{ priceMinor: 100n }] })
    await follows(anna, close)
    const id = await publishAlone(close, 'Just right', { items: [{ priceMinor: 900n }, { priceMinor: 550n }] })
    await anna.sees(/^🔔 New: Close\n\nJust right/)
    expect(alertsOf(anna)).toHaveLength(1)
    const { prisma } = platform.app.core.db
    expect(await prisma.notification.count({ where: { entity: String(id), topic: 'marketplace-new-offer' } })).toBe(1)
  })

  it('in a city, until they are stopped; a list shows them all', async () => {
    const anna = await starts(person('Annemarie'))
    const [bakery, elsewhere] = [await venue('Bakery'), await venue('Elsewhere', { city: 'Hamburg' })]
    await publishAlone(bakery, 'First')
    await anna.sends('/browse')
    await anna.sees('Where to look')
    await anna.presses('Berlin (1)')
    await anna.sees('All in Berlin')
    await anna.presses('More…')
    await anna.sees((message) => message.buttons.flat().some(({ text }) => text === '📍 Where'))
    await anna.presses('📍 Where')
    await anna.sees('You are looking in Berlin')
    await anna.presses('🔔 Tell me of new offers here')
    await anna.sees('new offers in Berlin')
    await publishAlone(elsewhere, 'Fish')
    await publishAlone(bakery, 'Cake')
    await anna.sees(/^🔔 New where you look\n\nCake/)
    expect(anna.botMessages(/Fish/)).toEqual([])
    await follows(anna, elsewhere)
    await anna.sends('/status_all')
    await anna.sees('Following: 1 venue, 1 saved search')
    await anna.sends('/following')
    const list = await anna.sees(/🏪 Elsewhere, Hamburg\n🔍 Offers in Berlin/)
    expect(
      list.buttons
        .flat()
        .map(({ text }) => text)
        .slice(0, 2),
    ).toEqual(['✖ Elsewhere', '✖ Berlin'])
    expectSaid(await anna.presses('🔕 Stop this search'), /^Stopped/)
    expectSaid(await anna.presses('✖ Berlin'), 'This search was stopped before.')
    await publishAlone(bakery, 'Pie')
    expect(anna.botMessages(/Pie/)).toEqual([])
  })

  it("somebody else's cannot be stopped or changed", async () => {
    const [anna, eve] = [await starts(person('Annalisa')), await starts(person('Eve'))]
    await savesSearch(anna)
    const { prisma } = platform.app.core.db
    const { id } = await prisma.marketplaceSavedSearch.findFirstOrThrow()
    const code = id.toString(36)
    for (const data of [`mp.d-stop:${code}`, `mp.d-unsave:${code}`, `mp.d-price:${code}`])
      expectSaid(await eve.presses({ data: platform.sign(BigInt(eve.id), data) }), /stopped before/)
    expect(await prisma.marketplaceSavedSearch.count()).toBe(1)
  })

  it('are saved once, and not without a place', async () => {
    const anna = await starts(person('Annabel'))
    expectSaid(
      await anna.presses({ data: platform.sign(BigInt(anna.id), 'mp.d-save') }),
      /I do not know where you look/,
    )
    await savesSearch(anna)
    await anna.presses({ data: platform.sign(BigInt(anna.id), 'mp.d-save') })
    expectSaid(
      await anna.presses({ data: platform.sign(BigInt(anna.id), 'mp.d-forget') }),
      'Your saved searches keep theirs until you stop them',
    )
    expect(await platform.app.core.db.prisma.marketplaceSavedSearch.count()).toBe(1)
  })
})

it('an offer that was not published after all is not announced', async () => {
  const anna = await starts(person('Annelie'))
  const bakery = await venue('Bakery')
  await follows(anna, bakery)
  const { db, jobs } = platform.app.core
  const { id } = await buildOffer(db, bakery, { title: 'Bread bag', now: platform.clock.now() })
  await expect(
    db.tx(async (tx) => {
      await enqueueAnnouncement(jobs, tx, id)
      throw new Error('rolled back')
    }),
  ).rejects.toThrow('rolled back')
  await platform.settle()
  expect(alertsOf(anna)).toEqual([])
})

it('an upgrade loses no announcement that waits, and repeats none', async () => {
  const { db } = platform.app.core
  const bakery = await venue('Bakery')
  const build = (title: string, state?: string) =>
    buildOffer(db, bakery, { title, now: platform.clock.now(), ...(state ? { state } : {}) })
  await build('Told')
  const waits = await build('Waits')
  const dead = await build('Given up')
  const draft = await build('Draft', 'DRAFT')
  const migration = await readFile(
    path.join(migrationsDir, '20261130172021_marketplace_notices', 'migration.sql'),
    'utf8',
  )
  const client = await db.pool.connect()
  await client.query('BEGIN')
  for (const { id } of [waits, dead])
    await client.query(
      `SELECT graphile_worker.add_job('marketplace.announce-offer', run_at := now() + interval '1 day', job_key := $1,
         max_attempts := 10)`,
      [`marketplace.announce-offer:${id}`],
    )
  await client.query(`UPDATE graphile_worker._private_jobs SET attempts = 10 WHERE key = $1`, [
    `marketplace.announce-offer:${dead.id}`,
  ])
  // As it was before.
  await client.query('ALTER TABLE marketplace_offer DROP COLUMN announced_at, DROP COLUMN window_moves')
  await client.query(migration)
  const { rows } = await client.query('SELECT id::int FROM marketplace_offer WHERE announced_at IS NULL ORDER BY id')
  await client.query('ROLLBACK')
  client.release()
  expect(rows.map(({ id }) => BigInt(id))).toEqual([waits.id, draft.id])
})
