import { readColumns, tracesOf } from '@bazaar/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sendPressed, takePressed } from '../src/purchase/purchase.callbacks.ts'
import { day, hour, type Market, minute, type Person, startMarket, textOf } from './purchase-harness.ts'

let market: Market
beforeAll(async () => {
  market = await startMarket()
})
afterAll(() => market?.platform.stop())

const db = () => market.platform.app.core.db.prisma
const feature = () => market.platform.storeOf('marketplace')
/** The day after tomorrow. */
const far = { opensInMs: 2 * day, closesInMs: 2 * day + 3 * hour }
/** Columns that hold people's ids; what is sealed shows no trace of anybody. */
const own = readColumns().filter(
  ({ table, column, mark }) => /^marketplace_(purchase|transfer|appeal)$/.test(table) && mark && column !== 'reason',
)

async function sends(from: Person, to: Person, id: bigint): Promise<void> {
  await market.presses(from, sendPressed.pack({ purchase: id }))
  const token = /friend_([\w-]{22})/.exec(textOf(await from.sees(/friend_/)))?.[1] ?? ''
  await market.presses(to, takePressed.pack({ token }))
  await to.sees((message) => message.photo !== null)
}

/** A past, a future, a sent and a taken reservation, a hand-over, an appeal. */
async function lives(person: Person, friend: Person) {
  const { core } = market.platform.app
  const userId = BigInt(person.id)
  const now = market.platform.clock.now()
  await db().marketplaceStaff.create({
    data: { businessId: market.venue.id, userId, permission: 'collect', addedAt: now },
  })
  const past = await market.reserves(person, await market.offer())
  await person.sends(`/collect ${past.code}`)
  await person.sees('Hand over')
  await person.presses('✅ Handed over')
  await person.sees('is handed over')
  const future = await market.reserves(person, await market.offer(far), 2)
  const sent = await market.reserves(person, await market.offer(far))
  await sends(person, friend, sent.id)
  const taken = await market.reserves(friend, await market.offer(far))
  await sends(friend, person, taken.id)
  const reason = core.keyring.seal('I was there', 'marketplace_appeal.reason')
  await db().marketplaceAppeal.create({ data: { userId, reason, createdAt: now, state: 'refused' } })
  await db().marketplaceCustomer.create({ data: { userId, blockedUntil: new Date(now.getTime() + day) } })
  return { past, future, sent, taken }
}

it('/export tells what is known, /delete leaves nothing of it and cancels what is for another day', async () => {
  const [anna, ben] = [await market.person('Annabella'), await market.person('Ben')]
  const { past, future, sent, taken } = await lives(anna, ben)
  const before = await tracesOf(market.platform.databaseUrl, anna.id)
  expect(Object.keys(before)).toEqual(expect.arrayContaining(own.map(({ table, column }) => `${table}.${column}`)))

  expect(await feature()?.exportUser(BigInt(anna.id))).toMatchObject({
    reservations: [
      { id: past.shown, state: 'COLLECTED', quantity: 1, unit_price_minor: '400', venue: 'Corner Bakery' },
      { id: future.shown, state: 'CONFIRMED', quantity: 2 },
      { id: sent.shown, role: 'sent to a friend' },
      { id: taken.shown, role: 'collects' },
    ],
    handed_over: 1,
    transfer_links: [{ role: 'made' }, { role: 'used' }],
    appeals: [{ reason: 'I was there', state: 'refused' }],
    blocked_until: expect.any(String),
  })

  await anna.sends('/delete')
  await anna.sees(/what you reserved for another day is cancelled/)
  await anna.presses('🗑 Yes, delete everything')
  await anna.sees('Everything is deleted')
  const after = Object.keys(await tracesOf(market.platform.databaseUrl, anna.id))
  expect(after.filter((name) => name.startsWith('marketplace_'))).toEqual([])
  expect(await tracesOf(market.platform.databaseUrl, 'Annabella')).toEqual({})
  expect(await market.row(past.id)).toMatchObject({ state: 'COLLECTED', quantity: 1 })
  expect((await market.row(future.id)).state).toBe('CANCELLED_BY_CUSTOMER')
  expect((await market.row(taken.id)).state).toBe('CANCELLED_BY_CUSTOMER')
  expect(await market.row(sent.id)).toMatchObject({ state: 'CONFIRMED', userId: BigInt(ben.id) })
  await ben.sends('/my_reservations')
  await ben.sees((message) => message.photo !== null && /Your code/.test(textOf(message)))
})

it('/delete waits for what is to be collected today', async () => {
  const carl = await market.person('Carl')
  const { shown, id } = await market.reserves(carl, await market.offer())
  await carl.sends('/delete')
  await carl.sees('1 × Bread bag is still to be picked up: Corner Bakery, 2 Mar')
  await expect(
    market.platform.app.core.db.tx(async (tx) => feature()?.eraseUser(tx, BigInt(carl.id))),
  ).rejects.toMatchObject({
    key: 'marketplace-purchase-erase-blocked',
  })
  expect((await market.row(id)).state).toBe('CONFIRMED')
  await carl.sends(`/cancel ${shown}`)
  await carl.sees(/Cancel|cancelled/)
  await expect(
    market.platform.app.core.db.tx(async (tx) => feature()?.eraseUser(tx, 999_999_999n)),
  ).resolves.toBeUndefined()
})

it('links and appeals are kept for a while', async () => {
  const dora = await market.person('Dora')
  const { id } = await market.reserves(dora, await market.offer())
  const now = market.platform.clock.now().getTime()
  const at = (days: number) => new Date(now - days * day)
  for (const days of [31, 29])
    await db().marketplaceTransfer.create({
      data: {
        tokenHash: `hash-${days}`,
        purchaseId: id,
        fromUser: BigInt(dora.id),
        createdAt: at(days + 1),
        expiresAt: at(days),
      },
    })
  const reason = market.platform.app.core.keyring.seal('x', 'marketplace_appeal.reason')
  for (const days of [366, 364])
    await db().marketplaceAppeal.create({ data: { userId: 7n, reason, createdAt: at(days), state: 'refused' } })
  await market.platform.advance(hour)
  const hashes = async () =>
    (await db().marketplaceTransfer.findMany({ where: { purchaseId: id } })).map(({ tokenHash }) => tokenHash)
  await expect.poll(hashes).toEqual(['hash-29'])
  expect(await db().marketplaceAppeal.count({ where: { userId: 7n } })).toBe(1)
})

it('/status_all says what is to be picked up', async () => {
  const [emma, boris] = [await market.person('Emma'), await market.person('Борис', { language: 'ru' })]
  const offer = await market.offer(far)
  await market.reserves(emma, offer)
  await emma.sends('/status_all')
  await emma.sees('One reservation: 1 × Bread bag, Corner Bakery, 4 Mar')
  await market.reserves(boris, offer)
  await market.reserves(boris, await market.offer({ opensInMs: 3 * day, closesInMs: 3 * day + hour }))
  await boris.sends('/status_all')
  await boris.sees(/2.брони; ближайшая: 1 × Bread bag, Corner Bakery, 4.мар/)
})

it('what /delete cancels counts as late where cancelling would', async () => {
  const { platform } = market
  await platform.advance(11 * hour)
  const pia = await market.person('Pia')
  // Past midnight, so that it is for another day.
  const { id } = await market.reserves(pia, await market.offer({ opensInMs: 100 * minute, closesInMs: 3 * hour }))
  await platform.advance(11 * minute)
  await pia.sends('/delete')
  await pia.sees(/block and how many appeals[\s\S]*no-shows, late cancellations/)
  await pia.presses('🗑 Yes, delete everything')
  await pia.sees('Everything is deleted')
  expect(await market.row(id)).toMatchObject({ state: 'CANCELLED_BY_CUSTOMER', late: true })
  expect(await db().marketplaceSanction.findMany({ where: { kind: 'late' } })).toMatchObject([{ count: 1 }])
})
