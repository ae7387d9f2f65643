import { confirmToken } from '@bazaar/core/screens'
import { tracesOf } from '@bazaar/testing'
import { describe, expect, it } from 'vitest'
import { createCancelRules } from '../src/purchase/cancel-rules.ts'
import {
  appealOpened,
  buyPressed,
  claimPressed,
  missedOpened,
  noShowAsked,
  noShowPressed,
} from '../src/purchase/purchase.callbacks.ts'
import { createReceipts } from '../src/purchase/receipt.ts'
import { createPickupCodes, createReservations } from '../src/purchase/reserve/index.ts'
import { termsOf } from './build.ts'
import {
  day,
  hour,
  labelsOf,
  minute,
  type Offer,
  type Person,
  type Reserved,
  textOf,
  useMarket,
} from './purchase-harness.ts'
import { expectSaid } from './said.ts'

const market = useMarket()

const db = () => market.platform.app.core.db.prisma
const customerOf = (person: Person) => db().marketplaceCustomer.findUnique({ where: { userId: BigInt(person.id) } })
const marks = (person: Person, { id }: Pick<Reserved, 'id'>) =>
  market.presses(person, noShowPressed.pack({ purchase: id, after: 0n }))

const asks = (person: Person, { id }: Pick<Reserved, 'id'>) =>
  market.presses(person, noShowAsked.pack({ purchase: id, after: 0n }))

/** A window that is open for half an hour yet. */
const short = { opensInMs: -hour, closesInMs: 30 * minute }

async function misses(person: Person, offer?: Offer): Promise<Reserved> {
  const reserved = await market.reserves(person, offer ?? (await market.offer(short)))
  await market.platform.advance(46 * minute)
  await market.platform.settle()
  return reserved
}

let built = 0

/** Nobody came, and the venue said so: `times` times, some days ago. */
async function buildNoShows(person: Person, times: number, daysAgo = 3): Promise<void> {
  const missedAt = new Date(market.platform.clock.now().getTime() - daysAgo * day)
  const offer = await market.offer({ opensInMs: -daysAgo * day - hour, closesInMs: -daysAgo * day, state: 'EXPIRED' })
  const row = () => ({
    offerId: offer.id,
    itemId: offer.items[0]?.id ?? 0n,
    businessId: market.venue.id,
    userId: BigInt(person.id),
    state: 'NO_SHOW',
    quantity: 1,
    unitPriceMinor: 400n,
    currency: 'EUR',
    requestKey: `no-show-${built++}`,
    codeKeyId: 'a',
    reservedAt: missedAt,
    missedAt,
  })
  await db().marketplacePurchase.createMany({ data: Array.from({ length: times }, row) })
}

/** Deletes everything, and comes back. */
async function returns(person: Person): Promise<void> {
  await person.sends('/delete')
  await person.sees((message) => labelsOf(message).some((label) => label.includes('Yes, delete everything')))
  await person.presses('🗑 Yes, delete everything')
  await person.sees('Everything is deleted')
  const traces = Object.keys(await tracesOf(market.platform.databaseUrl, person.id))
  expect(traces.filter((name) => name.startsWith('marketplace_'))).toEqual([])
  await person.sends('/start')
  await person.sees((message) => message.buttons.length > 0)
}

/** The next one, as it really happens. */
async function failsToShow(person: Person): Promise<void> {
  await marks(market.owner, await misses(person))
  await market.platform.settle()
}

describe('after the window', () => {
  it('the customer is asked, and the venue marks who did not come, after one more question', async () => {
    const { owner, platform } = market
    const [anna, ben] = [await market.person('Anna'), await market.person('<i>Ben</i>')]
    const offer = await market.offer(short)
    const one = await market.reserves(anna, offer)
    const other = await market.reserves(ben, offer)
    await platform.advance(44 * minute)
    expect((await market.row(one.id)).state).toBe('CONFIRMED')
    await platform.advance(2 * minute)
    await platform.settle()
    expect((await market.row(one.id)).state).toBe('UNCONFIRMED')
    const list = await owner.sees(/Not collected: Bread bag[\s\S]*Anna[\s\S]*<i>Ben<\/i>/)
    expect(labelsOf(list)).toEqual([`${one.shown} · Anna did not come`, `${other.shown} · <i>Ben</i> did not come`])
    const question = await anna.sees('Did you pick up 1 × Bread bag, Corner Bakery?')
    expect(labelsOf(question)).toEqual(['👍 I have it'])
    await expect.poll(() => anna.botMessages(one.code)).toEqual([])

    await anna.presses('👍 I have it')
    const claimed = await anna.sees(/It does not count as a no-show[\s\S]*You said that you picked it up/)
    expect(claimed.message_id).toBe(question.message_id)
    expect(await owner.presses(`${one.shown} · Anna did not come`)).toMatchObject({
      text: expect.stringContaining('The customer says that'),
      showAlert: true,
    })
    await owner.presses(`${other.shown} · <i>Ben</i> did not come`)
    const asked = await owner.sees(/<i>Ben<\/i> did not come\?[\s\S]*counts as a no-show[\s\S]*cannot take it back/)
    expect(asked.message_id).toBe(list.message_id)
    expect(labelsOf(asked)).toEqual(['Yes, did not come', '‹ Back to the list'])
    await owner.presses('‹ Back to the list')
    await owner.sees(/Not collected: Bread bag/)
    expect((await market.row(other.id)).state).toBe('UNCONFIRMED')
    await owner.presses(`${other.shown} · <i>Ben</i> did not come`)
    await owner.sees(/did not come\?/)
    expectSaid(await owner.presses('Yes, did not come'), 'Noted: nobody came.')
    const after = await owner.sees(/Anna: says that it was picked up[\s\S]*<i>Ben<\/i>: did not come/)
    expect(labelsOf(after)).toEqual([])
    expectSaid(await marks(owner, other), 'This was noted already.')
    expectSaid(await asks(owner, other), 'This was noted already.')
    await platform.settle()
    expect(await db().marketplacePurchase.count({ where: { userId: BigInt(ben.id), state: 'NO_SHOW' } })).toBe(1)
    await platform.settle()
    await ben.sees(/reported that nobody came[\s\S]*1 no-show of 3/)
    expect(await market.presses(ben, claimPressed.pack({ purchase: other.id }))).toMatchObject({
      text: expect.stringContaining('has already reported'),
    })
    expect(await market.row(one.id)).toMatchObject({ state: 'UNCONFIRMED', claimedAt: expect.any(Date) })
    expect((await market.row(other.id)).state).toBe('NO_SHOW')
    // Nothing returns: the window is over.
    expect(await market.left(offer)).toBe(8)
    // Running once more tells nobody twice.
    await platform.restart()
    await platform.settle()
    expect(anna.botMessages(/Did you pick up/)).toHaveLength(0)
    expect(owner.botMessages(/Not collected/)).toHaveLength(1)
  })

  it('refused: other people, too late, and what was collected', async () => {
    const { owner, platform } = market
    const anna = await market.person('Anna')
    const reserved = await misses(anna)
    const staff = await market.person('Sam')
    await db().marketplaceStaff.create({
      data: {
        businessId: market.venue.id,
        userId: BigInt(staff.id),
        permission: 'collect',
        addedAt: platform.clock.now(),
      },
    })
    const foreign = { text: expect.stringContaining('not one of your venues') }
    expect(await asks(staff, reserved)).toMatchObject(foreign)
    expect(await marks(staff, reserved)).toMatchObject(foreign)
    expect(await marks(anna, reserved)).toMatchObject(foreign)
    expect(await market.presses(staff, missedOpened.pack({ offer: 999_999n, after: 0n }))).toMatchObject(foreign)
    expect(await marks(owner, { id: 999_999n })).toMatchObject({ text: expect.stringContaining('not one of your') })
    expect(await market.presses(staff, claimPressed.pack({ purchase: reserved.id }))).toMatchObject({
      text: expect.stringContaining('not one of your reservations'),
    })
    await platform.advance(day + minute)
    expect(await marks(owner, reserved)).toMatchObject({ text: expect.stringContaining('24 hours after the pickup') })
    expect((await market.row(reserved.id)).state).toBe('UNCONFIRMED')

    const collected = await market.reserves(anna, await market.offer(short))
    await owner.sends(`/collect ${collected.code}`)
    await owner.sees('Hand over')
    await owner.presses('✅ Handed over')
    await owner.sees('is handed over')
    await platform.advance(hour)
    await platform.settle()
    expect((await market.row(collected.id)).state).toBe('COLLECTED')
    expect(await marks(owner, collected)).toMatchObject({ text: expect.stringContaining('was already collected') })
    expect(await asks(owner, collected)).toMatchObject({ text: expect.stringContaining('was already collected') })
  })

  it('refused: whoever was asked the question, and does not work there any more', async () => {
    const { platform } = market
    const reserved = await misses(await market.person('Ann'))
    const manager = await market.person('Max')
    const staff = { businessId: market.venue.id, userId: BigInt(manager.id) }
    await db().marketplaceStaff.create({ data: { ...staff, permission: 'manage', addedAt: platform.clock.now() } })
    await asks(manager, reserved)
    await manager.sees(/Ann did not come\?/)
    await db().marketplaceStaff.deleteMany({ where: staff })
    expect(await manager.presses('Yes, did not come')).toMatchObject({
      text: expect.stringContaining('not one of your venues'),
    })
    expect((await market.row(reserved.id)).state).toBe('UNCONFIRMED')
  })

  it('a button of before the customer said so tells why not, and the list is drawn anew where it stands', async () => {
    const { owner } = market
    const zoe = await market.person('Zoe')
    const missed = await misses(zoe)
    const list = await owner.sees(/Not collected[\s\S]*Zoe/)
    await market.presses(zoe, claimPressed.pack({ purchase: missed.id }))
    const refused = { text: expect.stringContaining('was picked up'), showAlert: true }
    expect(await owner.presses(`${missed.shown} · Zoe did not come`)).toMatchObject(refused)
    const now = await owner.sees(/Zoe: says that it was picked up/)
    expect([now.message_id, labelsOf(now)]).toEqual([list.message_id, []])
    expect(await marks(owner, missed)).toMatchObject(refused)
    expect((await market.row(missed.id)).state).toBe('UNCONFIRMED')
  })

  it('/delete waits until the venue can mark it no more, or the customer has said that it was picked up', async () => {
    const { owner, platform } = market
    const [gus, hal, ida] = [await market.person('Gus'), await market.person('Hal'), await market.person('Ida')]
    const offer = await market.offer(short)
    const [marked, claimed] = [await market.reserves(gus, offer), await market.reserves(hal, offer)]
    await misses(ida, offer)
    for (const person of [gus, hal, ida]) {
      await person.sends('/delete')
      await person.sees(
        /1 × Bread bag \(Corner Bakery\) was not handed over[\s\S]*until \d Mar[\s\S]*If you picked it up, press “👍 I have it”/,
      )
    }
    const feature = platform.storeOf('marketplace')
    await expect(platform.app.core.db.tx(async (tx) => feature?.eraseUser(tx, BigInt(gus.id)))).rejects.toMatchObject({
      key: 'marketplace-purchase-erase-unmarked',
    })

    await marks(owner, marked)
    await returns(gus)
    expect(await db().marketplaceSanction.count({ where: { kind: 'no-show' } })).toBe(1)
    await market.presses(hal, claimPressed.pack({ purchase: claimed.id }))
    await returns(hal)
    await platform.advance(day + minute)
    await returns(ida)
    expect(await db().marketplaceSanction.count({ where: { kind: 'no-show' } })).toBe(1)
  })

  it('whoever is gone is nobody to be marked', async () => {
    const { owner, platform } = market
    const missed = await misses(await market.person('Guy'))
    const pseudonym = -77n
    await db().marketplacePurchase.update({ where: { id: missed.id }, data: { userId: pseudonym } })
    expect(await marks(owner, missed)).toMatchObject({ text: expect.stringContaining('has left') })
    await platform.settle()
    expect((await market.row(missed.id)).state).toBe('UNCONFIRMED')
    expect(await db().notification.count({ where: { chatId: pseudonym } })).toBe(0)
    expect(await db().marketplaceCustomer.count({ where: { userId: pseudonym } })).toBe(0)
  })

  it('many are turned to in pages', async () => {
    const { owner, platform } = market
    const offer = await market.offer(short)
    const people = await Promise.all(Array.from({ length: 10 }, (_, n) => market.person(`Guest ${n}`)))
    for (const guest of people) await market.reserves(guest, offer)
    await platform.advance(46 * minute)
    await platform.settle()
    await owner.sees(/Not collected[\s\S]*Guest 0[\s\S]*Guest 7/)
    await owner.presses('More ›')
    const next = await owner.sees(/Guest 8[\s\S]*Guest 9/)
    expect(labelsOf(next)).toHaveLength(2)
  })
})

describe('no-shows', () => {
  it('two within 30 days: asked an hour before pickup; without an answer it is cancelled at its start', async () => {
    const { owner, platform } = market
    const carl = await market.person('Carl')
    await buildNoShows(carl, 1)
    await failsToShow(carl)
    await carl.sees(/2 no-shows of 3[\s\S]*confirm one hour before pickup/)
    const offer = await market.offer({ opensInMs: 3 * hour, closesInMs: 5 * hour })
    const [silent, sure] = [await market.reserves(carl, offer), await market.reserves(carl, offer)]
    const others = await market.reserves(await market.person('Ann'), offer)
    const dan = await market.person('Dan')
    await buildNoShows(dan, 2)
    const dans = await market.reserves(dan, offer, 2)
    await platform.advance(2 * hour + minute)
    await platform.settle()
    const asked = await carl.sees(new RegExp(`Are you coming\\?[\\s\\S]*Your code: ${sure.code}`))
    expect(await carl.presses('👍 Yes, I am coming', { messageId: asked.message_id })).toMatchObject({
      text: '👍 Thank you, they expect you.',
    })
    await carl.sees((message) => message.message_id === asked.message_id && !/Are you/.test(textOf(message)))
    await platform.advance(hour)
    await platform.settle()
    await carl.sees('1 × Bread bag, Corner Bakery: cancelled, because you did not confirm')
    await dan.sees('2 × Bread bag, Corner Bakery: cancelled')
    const dropped = await owner.sees('Bread bag: 2 reservations were cancelled, because nobody confirmed in time')
    expect(textOf(dropped)).toMatch(
      new RegExp(`${silent.shown}: 1 × Bread bag\\n• ${dans.shown}: 2 × Bread bag\\n\\n3 units are free`),
    )
    expect(owner.botMessages(/nobody confirmed|did not confirm/)).toHaveLength(1)
    await owner.sends(`/collect ${silent.code}`)
    await owner.sees(`${silent.shown} is not open any more. It was cancelled, because the customer did not confirm`)
    expect(await market.row(silent.id)).toMatchObject({ state: 'CANCELLED_BY_CUSTOMER', late: false })
    expect((await market.row(sure.id)).state).toBe('CONFIRMED')
    expect((await market.row(others.id)).state).toBe('CONFIRMED')
    expect(await market.left(offer)).toBe(8)
    await carl.sees(new RegExp(`Pickup has started[\\s\\S]*${sure.code}`))
    await platform.advance(90 * minute)
    await platform.settle()
    await carl.sees('It is still waiting for you')
    await carl.sends('/my_reservations')
    await carl.sees((message) => labelsOf(message).includes('Past ones'))
    await carl.presses('Past ones')
    await carl.sees(/was cancelled, because you did not confirm/)
  })

  it('three: blocked for 14 days; a granted appeal lifts it, a refused one says why', async () => {
    const { platform } = market
    const mod = await market.person('Mona')
    await db().roleGrant.create({ data: { userId: BigInt(mod.id), role: 'moderator' } })
    const dora = await market.person('Дора', { language: 'ru' })
    await buildNoShows(dora, 2)
    await failsToShow(dora)
    await dora.sees(/нельзя до \d+ мар[\s\S]*«Оспорить»/)
    const blockedUntil = (await customerOf(dora))?.blockedUntil?.getTime() ?? 0
    expect(blockedUntil - platform.clock.now().getTime()).toBeGreaterThan(13.9 * day)
    expect(await market.opensCard(dora, await market.offer())).toMatchObject({
      text: expect.stringMatching(/После 3.неявок/),
    })

    const appeals = async (words: string): Promise<string> => {
      await market.presses(dora, appealOpened.pack({}))
      await dora.sees('Что случилось?')
      await dora.sends(words)
      const card = await dora.sees(words)
      await dora.presses(labelsOf(card)[0] ?? '')
      return /на пересмотр: (A\d+)/.exec(textOf(await dora.sees(/Отправлено на пересмотр: A\d+/)))?.[1] ?? ''
    }
    const refused = await appeals('Магазин был закрыт, честно <b>')
    expect(await market.presses(dora, appealOpened.pack({}))).toMatchObject({
      text: expect.stringContaining(`(${refused}), решения ещё нет`),
    })
    await mod.sends('/pending')
    await mod.sees(/Appeal against a block[\s\S]*Магазин был закрыт, честно <b>[\s\S]*1 × Bread bag, Corner Bakery/)
    await mod.sends(`/reject ${refused} the shop was open all day`)
    await platform.settle()
    await dora.sees('Причина: the shop was open all day')
    expect((await customerOf(dora))?.blockedUntil).not.toBeNull()

    const granted = await appeals('У меня есть фотография закрытой двери')
    await mod.sends(`/verify ${granted}`)
    await platform.settle()
    await dora.sees('прошлые неявки не считаются')
    expect(await customerOf(dora)).toMatchObject({ blockedUntil: null, forgivenAt: expect.any(Date) })
    expect(await market.presses(dora, appealOpened.pack({}))).toMatchObject({
      text: expect.stringContaining('оспаривать нечего'),
    })
    await market.reserves(dora, await market.offer())
  })

  it('older than 30 days do not count', async () => {
    const emma = await market.person('Emma')
    await buildNoShows(emma, 2, 31)
    await failsToShow(emma)
    await emma.sees('1 no-show of 3')
    expect((await customerOf(emma))?.blockedUntil ?? null).toBeNull()
  })
})

describe('who deletes everything and comes back', () => {
  it('is blocked as before, may appeal, and reserves again when the block is over', async () => {
    const { platform } = market
    const [one, other] = [await market.person('Ines'), await market.person('Ilja')]
    for (const person of [one, other]) {
      await buildNoShows(person, 2)
      await failsToShow(person)
      await person.sees(/cannot reserve until/)
      await market.opensCard(person, await market.offer())
      await person.sees('3 no-shows')
      await returns(person)
      expectSaid(await market.opensCard(person, await market.offer()), /3 no-shows/)
    }
    // A card that was drawn before does not help either.
    const offer = await market.offer()
    const data = buyPressed.pack({
      item: offer.items[0]?.id ?? 0n,
      quantity: 1,
      terms: await termsOf(platform.app.core.db, offer.items[0]?.id ?? 0n),
      token: confirmToken.create(platform.clock.now()),
    })
    expectSaid(await market.presses(one, data), /3 no-shows/)

    await market.presses(one, appealOpened.pack({}))
    await one.sees(/What happened/)
    await one.sends('I was there, the door was locked.')
    await one.presses(labelsOf(await one.sees(/the door was locked/))[0] ?? '')
    const id = /A\d+/.exec(textOf(await one.sees(/Your appeal A\d+ is sent/)))?.[0] ?? ''
    const mod = await market.person('Mo')
    await db().roleGrant.create({ data: { userId: BigInt(mod.id), role: 'moderator' } })
    await mod.sends('/pending')
    await mod.sees(/the door was locked[\s\S]*Before deleting their data: 3 no-shows, 0 late/)
    await platform.app.core.approvals.approve(
      { actorId: 1n, origin: 'chat', roles: ['moderator'] },
      'A',
      BigInt(id.slice(1)),
    )
    await market.reserves(one, await market.offer())

    await platform.advance(14 * day)
    await market.reserves(other, await market.offer())
  })

  it('has the appeals of before, however often', async () => {
    const olaf = await market.person('Olaf')
    const userId = BigInt(olaf.id)
    const now = market.platform.clock.now()
    await db().marketplaceCustomer.create({ data: { userId, blockedUntil: new Date(now.getTime() + 14 * day) } })
    const reason = market.platform.app.core.keyring.seal('I was there', 'marketplace_appeal.reason')
    for (const times of [1, 2]) {
      const createdAt = new Date(now.getTime() + times * minute)
      await market.platform.advance(2 * minute)
      await db().marketplaceAppeal.createMany({
        data: Array.from({ length: times }, () => ({ userId, reason, createdAt, state: 'refused' })),
      })
      await returns(olaf)
    }
    const kept = await db().marketplaceSanction.findMany({ where: { kind: 'appealed' }, orderBy: { id: 'asc' } })
    expect(kept.map(({ count }) => count)).toEqual([1, 2])
    expectSaid(await market.presses(olaf, appealOpened.pack({})), /looked at 3 times already/)
  })

  it('has the no-shows and late cancellations of before, for 30 days', async () => {
    const { platform } = market
    const kim = await market.person('Kim')
    await buildNoShows(kim, 1)
    const { shown } = await market.reserves(kim, await market.offer({ opensInMs: 5 * minute, closesInMs: hour }))
    await platform.advance(11 * minute)
    await kim.sends(`/cancel ${shown}`)
    await kim.sees(/late/)
    await kim.presses('Yes, cancel')
    await kim.sees('You cancelled it late')
    await returns(kim)
    // Another late one since: it makes one no-show of both.
    const soon = await market.reserves(kim, await market.offer({ opensInMs: 5 * minute, closesInMs: hour }))
    await db().marketplacePurchase.update({
      where: { id: soon.id },
      data: { late: true, state: 'CANCELLED_BY_CUSTOMER', cancelledAt: platform.clock.now() },
    })
    await returns(kim)
    await failsToShow(kim)
    await kim.sees(/3 no-shows of 3|cannot reserve until/)
    expect((await customerOf(kim))?.blockedUntil).not.toBeNull()

    const lena = await market.person('Lena')
    await buildNoShows(lena, 2, 29)
    await returns(lena)
    expect(await db().marketplaceSanction.count({ where: { kind: 'no-show' } })).toBeGreaterThanOrEqual(2)
    await platform.advance(2 * day)
    await failsToShow(lena)
    await lena.sees('1 no-show of 3')
    const old = {
      kind: { in: ['no-show', 'late'] },
      expiresAt: { lt: new Date(platform.clock.now().getTime() - hour) },
    }
    await expect.poll(() => db().marketplaceSanction.count({ where: old })).toBe(0)
  })

  it('has used up the limit of an offer that is still open: with what was collected, sent or cancelled too often', async () => {
    const { owner } = market
    const mara = await market.person('Mara')
    const offer = await market.offer({ opensInMs: -minute, closesInMs: 3 * hour })
    const { code } = await market.reserves(mara, offer, 2)
    await owner.sends(`/collect ${code}`)
    await owner.sees('Hand over')
    await owner.presses('✅ Handed over')
    await owner.sees('is handed over')
    const later = await market.offer({ opensInMs: 5 * hour, closesInMs: 8 * hour })
    for (let times = 1; times <= 3; times += 1) {
      const { shown } = await market.reserves(mara, later)
      await mara.sends(`/cancel ${shown}`)
      await mara.sees('Corner Bakery: cancelled')
    }
    await returns(mara)
    expectSaid(await market.opensCard(mara, offer), /limit is reached: 2/)
    expectSaid(await market.opensCard(mara, later), /cancelled this offer 3 times/)
    const said = await market.platform.storeOf('marketplace')?.exportUser(BigInt(mara.id))
    expect(said).toMatchObject({
      kept_from_before_deleting: [
        { what: 'taken', offer: `O${offer.id}`, count: 2 },
        { what: 'cancelled', offer: `O${later.id}`, count: 3 },
      ],
    })
    // The rule behind it is the database's.
    const { core } = market.platform.app
    const reservations = createReservations(
      core,
      createReceipts(createPickupCodes(core.keyring), createCancelRules(120), () => core.clock.now()).write,
    )
    const request = { userId: BigInt(mara.id), quantity: 1 }
    const of = (one: Offer, requestKey: string) =>
      reservations.reserve({ ...request, offerId: one.id, itemId: one.items[0]?.id ?? 0n, requestKey })
    expect(await of(offer, 'kept-1')).toEqual({ outcome: 'limit', limit: 2, taken: 2 })
    expect(await of(later, 'kept-2')).toEqual({ outcome: 'often', times: 3 })
  })
})
