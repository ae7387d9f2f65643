import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { listenPressed } from '../src/callbacks.ts'
import { confirmOf, hour, labelsOf, minute, type Person, textOf, useMarket, type Venue } from './purchase-harness.ts'

const market = useMarket()
let anna: Person
let owner: Person
let venue: Venue
beforeAll(async () => {
  anna = await market.person('Anna <3')
})

const db = () => market.platform.app.core.db
const later = { opensInMs: 5 * hour, closesInMs: 8 * hour }

let count = 0
beforeEach(async () => {
  count += 1
  owner = await market.person(`Otto ${count}`)
  venue = await market.venueOf({ ownerId: owner.id, name: `Krume ${count}` })
})

async function works(person: Person, permission: 'collect' | 'manage'): Promise<void> {
  const data = { businessId: venue.id, userId: BigInt(person.id), permission, addedAt: market.platform.clock.now() }
  await db().prisma.marketplaceStaff.create({ data })
}

const turn = (person: Person, which: 'on' | 'off', business = venue.id) =>
  market.presses(person, listenPressed.pack({ business, turn: which, at: 'here' }))

/** What the person was told about reservations of the venue of this test. */
async function told(person: Person): Promise<readonly string[]> {
  await market.platform.settle()
  return person
    .botMessages(new RegExp(`${venue.name}(?!\\d)`))
    .map(textOf)
    .filter((text) => /^(🔔|❌)/.test(text))
}

describe('nobody is told', () => {
  it('unasked: not the owner, not staff', async () => {
    const mia = await market.person('Mia')
    await works(mia, 'manage')
    const { shown } = await market.reserves(anna, await market.offer(later, venue))
    await anna.sends(`/cancel ${shown}`)
    await anna.sees(': cancelled. There is nothing to pay.')
    expect(await told(owner)).toEqual([])
    expect(await told(mia)).toEqual([])
  })

  it('who does not work there: the switch refuses like a venue that does not exist', async () => {
    for (const which of ['on', 'off'] as const)
      expect(await turn(anna, which)).toMatchObject({ text: expect.stringContaining('not one of your venues') })
    expect(await turn(anna, 'on', 999_999n)).toMatchObject({ text: expect.stringContaining('not one of your venues') })
    expect(await db().prisma.marketplaceListener.count({ where: { businessId: venue.id } })).toBe(0)
  })

  it('of another venue, of what was refused, or twice of one reservation', async () => {
    await turn(owner, 'on')
    await market.reserves(anna, await market.offer(later))
    const offer = await market.offer({ ...later, items: [{ quantity: 1 }] }, venue)
    const { receipt } = await market.reserves(anna, offer)
    expect(receipt).toBeDefined()
    const ben = await market.person('Ben')
    await market.opensCard(ben, offer)
    await ben.sees(/nothing is left|sold out|gone/i)
    expect(await told(owner)).toHaveLength(1)
  })

  it('after leaving, being removed or blocking the bot', async () => {
    const [carl, mia] = [await market.person('Carl'), await market.person('Mia')]
    await works(carl, 'collect')
    await works(mia, 'manage')
    for (const one of [carl, mia, owner]) await turn(one, 'on')
    await mia.sends(`/venue B${venue.id}`)
    await mia.sees(/you manage it/)
    await mia.presses('More…')
    await mia.presses('🚪 Stop working here')
    await mia.sees(/To come back/)
    await mia.presses('🚪 Yes, stop')
    await mia.sees(/any more/)
    // Removed by other means: the list alone does not count.
    await db().prisma.marketplaceStaff.deleteMany({ where: { userId: BigInt(carl.id) } })
    await owner.blocks()
    await market.platform.settle()
    const offer = await market.offer(later, venue)
    const { id } = await market.reserves(anna, offer)
    expect(await db().prisma.notification.count({ where: { entity: `purchase:${id}`, transition: 'reserved' } })).toBe(
      0,
    )
    await owner.unblocks()
    await owner.sends('/start')
    await owner.sees(/./)
    await market.reserves(anna, offer)
    expect(await told(owner)).toHaveLength(1)
    const left = await db().prisma.marketplaceListener.findMany({ where: { businessId: venue.id } })
    expect(left.map(({ userId }) => Number(userId))).toEqual(expect.not.arrayContaining([mia.id]))
  })
})

describe('whoever asked', () => {
  it('on the card is told what, how many, who, when and what is left, and never the code', async () => {
    await owner.sends('/venue')
    await owner.sees(/there now/)
    await owner.presses('More…')
    expect(await owner.presses('🔔 Tell me of reservations')).toMatchObject({
      text: expect.stringContaining(`of reservations at ${venue.name}`),
    })
    await owner.sees((message) => labelsOf(message).includes('🔕 Don’t tell me'))
    const offer = await market.offer({ ...later, items: [{ title: 'Bread bag', quantity: 3 }] }, venue)
    const { shown, code } = await market.reserves(anna, offer, 2)
    const news = await owner.sees(new RegExp(`${venue.name}, reserved: ${shown}, 2 × Bread bag, customer: Anna <3`))
    expect(textOf(news)).toMatch(/2 Mar, 16:00–19:00[\s\S]*1 unit is left/)
    expect(textOf(news)).not.toContain(code)
    const ben = await market.person('Ben')
    await market.platform.advance(5 * minute)
    const last = await market.reserves(ben, offer)
    await owner.sees(new RegExp(`${last.shown}[\\s\\S]*That was the last one`))

    await market.platform.advance(5 * minute)
    await anna.sends(`/cancel ${shown}`)
    await anna.sees(': cancelled. There is nothing to pay.')
    await owner.sees(
      new RegExp(`${shown} \\(2 × Bread bag\\) was cancelled by the customer[\\s\\S]*Anna <3[\\s\\S]*left now: 2`),
    )

    await owner.presses('🔕 Don’t tell me', { messageId: news.message_id })
    expect(textOf(owner.botMessages(new RegExp(`reserved: ${shown}`)).at(-1))).toBe(textOf(news))
    const before = (await told(owner)).length
    await market.reserves(ben, offer)
    expect(await told(owner)).toHaveLength(before)
  })

  it('as staff who only hand out, in Russian', async () => {
    const carl = await market.person('Карл', { language: 'ru' })
    await works(carl, 'collect')
    await carl.sends('/venue')
    await carl.sees((message) => labelsOf(message).includes('🔔 Сообщать о бронях'))
    await carl.presses('🔔 Сообщать о бронях')
    await carl.sees((message) => labelsOf(message).includes('🔕 Не сообщать'))
    const { shown } = await market.reserves(anna, await market.offer(later, venue), 2)
    await carl.sees(
      new RegExp(`Новая бронь ${shown}, ${venue.name}: 2 × Bread bag, покупатель: Anna <3[\\s\\S]*Осталось 8.порций`),
    )
    expect(await told(owner)).toEqual([])
    await anna.sends(`/cancel ${shown}`)
    await anna.sees(': cancelled. There is nothing to pay.')
    await market.platform.advance(2 * minute)
    await carl.sees(new RegExp(`Покупатель отменил бронь ${shown}[\\s\\S]*осталось: 10`))
  })

  it('below what they just published', async () => {
    const { id } = await market.offer({ ...later, state: 'DRAFT' }, venue)
    await owner.sends(`/publish O${id}`)
    await owner.sees((message) => labelsOf(message).includes('🔔 Tell me of reservations'))
    expect(await owner.presses('🔔 Tell me of reservations')).toMatchObject({
      text: expect.stringContaining(venue.name),
    })
    const next = await market.offer({ ...later, state: 'DRAFT' }, venue)
    await owner.sends(`/publish O${next.id}`)
    const published = await owner.sees(new RegExp(`O${next.id}`))
    expect(labelsOf(published)).not.toContain('🔔 Tell me of reservations')
  })

  it('is told of many that are decided together in two messages: the first, and how many more with the latest', async () => {
    await turn(owner, 'on')
    const offer = await market.offer({ ...later, items: [{ quantity: 5 }] }, venue)
    const people = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => market.person(`Crowd ${n}`)))
    for (const one of people) await market.opensCard(one, offer)
    await Promise.all(people.map((one) => one.presses({ data: confirmOf(one) })))
    expect(await told(owner)).toEqual([expect.stringContaining('4 units are left')])
    await market.platform.advance(2 * minute)
    const [, rest] = await told(owner)
    expect(rest).toMatch(
      /^🔔 4 more changes in the reservations at Krume[\s\S]*The latest:[\s\S]*That was the last one/,
    )
    expect(await told(owner)).toHaveLength(2)
  })

  it('is not rung again and again by one customer who reserves and cancels', async () => {
    await turn(owner, 'on')
    const offers = [await market.offer(later, venue), await market.offer(later, venue)]
    const eve = await market.person('Eve')
    for (const offer of offers)
      for (const _ of [1, 2, 3]) {
        const { shown } = await market.reserves(eve, offer)
        await eve.sends(`/cancel ${shown}`)
        await eve.sees(': cancelled. There is nothing to pay.')
      }
    await market.platform.advance(2 * minute)
    const texts = await told(owner)
    expect(texts).toHaveLength(2)
    expect(texts[1]).toMatch(/11 more changes[\s\S]*was cancelled by the customer[\s\S]*left now: 10/)
  })
})

it('/export says it and /delete forgets it', async () => {
  const carl = await market.person('Carla')
  await works(carl, 'collect')
  await turn(carl, 'on')
  const feature = market.platform.storeOf('marketplace')
  expect(await feature?.exportUser(BigInt(carl.id))).toMatchObject({
    told_of_each_reservation: [{ venue: `B${venue.id}`, paused: false }],
  })
  await carl.sends('/delete')
  await carl.sees((message) => labelsOf(message).some((label) => label.includes('Yes, delete everything')))
  await carl.presses('🗑 Yes, delete everything')
  await carl.sees('Everything is deleted')
  expect(await db().prisma.marketplaceListener.count({ where: { userId: BigInt(carl.id) } })).toBe(0)
})
