import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { pressesMore } from './more.ts'
import { hour, minute, type OfferStage, startAt, startOffers } from './offer-harness.ts'
import { buildServices } from './offer-services.ts'

let stage: OfferStage
beforeEach(async () => {
  stage = await startOffers()
})
afterEach(() => stage?.platform.stop())

const purchases = () => stage.platform.app.core.db.prisma.marketplacePurchase.findMany({ orderBy: { id: 'asc' } })
const dueAt = async () =>
  (await stage.platform.app.core.db.prisma.scheduleEntry.findMany({ where: { job: 'marketplace.offer-due' } })).map(
    (entry) => entry.dueAt.toISOString(),
  )

/** From 17:00 to 19:00 in Berlin, published at 14:00, with one reservation of Anna's. */
async function reserved() {
  const [ben, venue] = await stage.owner('Ben')
  const id = await stage.offer(venue, { state: 'DRAFT', opensInMs: 3 * hour, closesInMs: 5 * hour })
  await ben.sends(`/publish O${id}`)
  await ben.sees(/is on sale/)
  const anna = stage.person('Anna')
  await stage.reserves(anna, id)
  expect(await purchases()).toMatchObject([{ state: 'CONFIRMED' }])
  return { ben, anna, id, venue }
}

/** How many new messages somebody has got since it was asked last: one that replaces another counts, an edit does not. */
function listens(person: ReturnType<typeof stage.person>): () => number {
  const known = new Set<number>()
  const count = () => {
    const fresh = person.botMessages().filter(({ message_id }) => !known.has(message_id))
    for (const { message_id } of fresh) known.add(message_id)
    return fresh.length
  }
  count()
  return count
}

describe('the clock of an offer', () => {
  it('reminds, expires and closes at its instants, to the minute, each once', async () => {
    const { anna, id } = await reserved()
    expect(await dueAt()).toEqual(['2026-11-19T15:00:00.000Z'])
    const heard = listens(anna)
    await stage.platform.advance(3 * hour - minute)
    expect(heard()).toBe(0)
    await stage.platform.advance(minute)
    expect(heard()).toBe(1)
    expect(await stage.read(id)).toMatchObject({ remindedStartAt: stage.platform.clock.now() })
    await stage.platform.advance(90 * minute - minute)
    expect(heard()).toBe(0)
    await stage.platform.advance(minute)
    expect(heard()).toBe(1)
    await stage.platform.advance(29 * minute)
    expect(await stage.read(id)).toMatchObject({ state: 'ACTIVE' })
    await stage.platform.advance(minute)
    expect(await stage.read(id)).toMatchObject({ state: 'EXPIRED', endedAt: new Date('2026-11-19T18:00:00Z') })
    expect(await purchases()).toMatchObject([{ state: 'CONFIRMED' }])
    await stage.platform.advance(15 * minute)
    expect(await purchases()).toMatchObject([{ state: 'UNCONFIRMED', missedAt: stage.platform.clock.now() }])
    expect(await stage.read(id)).toMatchObject({ closedAt: stage.platform.clock.now() })
    expect(await dueAt()).toEqual([])
    expect(heard()).toBe(1)
    await stage.platform.advance(48 * hour)
    expect(heard()).toBe(0)
  })

  it('catches up after a downtime: closes what is over, and spares people stale reminders', async () => {
    const { anna, id } = await reserved()
    const heard = listens(anna)
    await stage.platform.outage(8 * hour)
    await stage.platform.settle()
    expect(await stage.read(id)).toMatchObject({ state: 'EXPIRED', endedAt: new Date('2026-11-19T18:00:00Z') })
    expect(await purchases()).toMatchObject([{ state: 'UNCONFIRMED' }])
    // The question whether it was picked up, and nothing about a start or an end that have passed.
    expect(heard()).toBe(1)
    expect(await dueAt()).toEqual([])
  })

  it('reminds late of a start that fell into a downtime, while the window is open', async () => {
    const { anna, id } = await reserved()
    const heard = listens(anna)
    await stage.platform.outage(3 * hour + 10 * minute)
    await stage.platform.settle()
    expect(heard()).toBe(1)
    expect(await stage.read(id)).toMatchObject({ state: 'ACTIVE', remindedStartAt: stage.platform.clock.now() })
    await stage.platform.restart()
    await stage.platform.settle()
    expect(heard()).toBe(0)
  })

  it('follows a window that moves, tells the buyers, and forgets the old one', async () => {
    const { ben, anna, id } = await reserved()
    await ben.sends(`/edit O${id}`)
    await ben.sees(/What do you want to change/)
    await pressesMore(ben, '🕐 Pickup from')
    await ben.sees(/From when/)
    await ben.sends('18:00')
    await ben.sees(/Changed. 1 customer is told about the new time/)
    await pressesMore(ben, '🕕 Pickup until')
    await ben.sees(/Until when/)
    await ben.sends('21:00')
    await ben.sees(/Changed. 1 customer is told/)
    await stage.platform.advance(5 * minute)
    await anna.sees(/18:00.*21:00/)
    expect(await dueAt()).toEqual(['2026-11-19T16:00:00.000Z'])
    const heard = listens(anna)
    await stage.platform.advance(3 * hour - 5 * minute)
    expect(heard()).toBe(0)
    await stage.platform.advance(hour)
    expect(heard()).toBe(1)
    await stage.platform.advance(3 * hour)
    expect(await stage.read(id)).toMatchObject({ state: 'EXPIRED' })
  })

  it('twenty moves in a minute are one message to a buyer; one more is refused', async () => {
    const { ben, anna, id } = await reserved()
    const moves = async (time: string) => {
      await ben.sends(`/edit O${id}`)
      await ben.sees(/What do you want to change/)
      await pressesMore(ben, '🕕 Pickup until')
      await ben.sees(/Until when/)
      await ben.sends(time)
    }
    for (let n = 1; n <= 20; n += 1) {
      await moves(n % 2 === 0 ? '20:30' : '21:00')
      await ben.sees(/Changed. 1 customer is told/)
    }
    await moves('22:00')
    await ben.sees(`The pickup time of O${id} was moved 20 times since somebody reserved`)
    await stage.platform.advance(5 * minute)
    const told = anna.botMessages(/The pickup time of/).map(({ text }) => /–(\d\d:\d\d)/.exec(text ?? '')?.[1])
    expect(told).toEqual(['20:30'])
  })

  it('goes on for an ended offer, and stops for a cancelled one', async () => {
    const { ben, id } = await reserved()
    await ben.sends('/myoffers')
    await ben.sees(/Your offers/)
    await ben.presses('O1 · Bread bag')
    await pressesMore(ben, '🏁 End now…')
    await ben.presses('🏁 End now')
    await ben.sees(/is ended/)
    expect(await dueAt()).toHaveLength(1)
    await stage.platform.advance(6 * hour)
    expect(await stage.read(id)).toMatchObject({ state: 'ENDED', closedAt: expect.any(Date) })
    expect(await purchases()).toMatchObject([{ state: 'UNCONFIRMED' }])

    const [, venue] = await stage.owner('Cora', { name: 'Rinde' })
    const services = buildServices(stage.platform.app.core)
    const second = await stage.offer(venue, { state: 'DRAFT' })
    await services.transitions.apply(venue.ownerId, second, 'publish')
    expect(await dueAt()).toHaveLength(1)
    const { db } = stage.platform.app.core
    await db.tx((tx) => services.transitions.cancel(tx, venue.ownerId, second, 'The oven broke.'))
    expect(await dueAt()).toEqual([])
  })

  it('does a step and its mark together: a failure leaves neither', async () => {
    // Without a worker, which would be at it too.
    await stage.platform.restart({ ROLE: 'web' })
    const [, venue] = await stage.owner('Ben')
    const id = await stage.offer(venue, { opensInMs: hour / 2, closesInMs: 2 * hour })
    const services = buildServices(stage.platform.app.core)
    const failing = buildServices(stage.platform.app.core, {
      remind: () => Promise.reject(new Error('The database went away.')),
    })
    await services.offerScheduler.run(id)
    expect(services.asked).toEqual([`reconfirm O${id}`])
    stage.platform.clock.advance(hour / 2)
    await expect(failing.offerScheduler.run(id)).rejects.toThrow('went away')
    expect(failing.asked).toEqual([`drop O${id}`])
    expect(await stage.read(id)).toMatchObject({ remindedStartAt: null })
    // Where it fails, everything else goes on.
    expect(await dueAt()).toEqual([new Date(startAt.getTime() + 1.5 * hour).toISOString()])
    await services.offerScheduler.run(id)
    await services.offerScheduler.run(id)
    stage.platform.clock.advance(3 * hour)
    await expect(failing.offerScheduler.run(id)).resolves.toBeUndefined()
    expect(await stage.read(id)).toMatchObject({ state: 'EXPIRED', closedAt: stage.platform.clock.now() })
    expect(services.asked).toEqual([`reconfirm O${id}`, `drop O${id}`, `start O${id}`])
    expect(failing.asked).toEqual([`drop O${id}`, `close O${id}`])
    await services.offerScheduler.run(424242n)
  })

  it('expires although reminders fail, and leaves a failing end to the retries', async () => {
    await stage.platform.restart({ ROLE: 'web' })
    const [, venue] = await stage.owner('Ben')
    const id = await stage.offer(venue, { opensInMs: hour / 2, closesInMs: 2 * hour })
    const fails = () => Promise.reject(new Error('The database went away.'))
    const failing = buildServices(stage.platform.app.core, { remind: fails, closeMissed: fails })
    stage.platform.clock.advance(100 * minute)
    await expect(failing.offerScheduler.run(id)).rejects.toThrow('went away')
    stage.platform.clock.advance(20 * minute)
    await expect(failing.offerScheduler.run(id)).resolves.toBeUndefined()
    expect(await stage.read(id)).toMatchObject({ state: 'EXPIRED', closedAt: null })
    stage.platform.clock.advance(15 * minute)
    await expect(failing.offerScheduler.run(id)).rejects.toThrow('went away')
    expect(await stage.read(id)).toMatchObject({ state: 'EXPIRED', closedAt: null })
    await buildServices(stage.platform.app.core).offerScheduler.run(id)
    expect(await stage.read(id)).toMatchObject({ closedAt: stage.platform.clock.now() })
    expect(await dueAt()).toEqual([])
  })
})
