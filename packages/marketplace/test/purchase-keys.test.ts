import { openCommandLine } from '@bazaar/core/app'
import { generateKey } from '@bazaar/core/crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createCancelRules } from '../src/purchase/cancel-rules.ts'
import { createReceipts } from '../src/purchase/receipt.ts'
import { createPickupCodes, createReservations } from '../src/purchase/reserve/index.ts'
import { day, hour, type Market, type Person, readQr, startMarket, textOf } from './purchase-harness.ts'
import { expectSaid } from './said.ts'

let market: Market
let anna: Person
let boris: Person
let old = ''
const fresh = `b:${generateKey()}`
beforeAll(async () => {
  market = await startMarket()
  old = market.platform.config.platform.ENCRYPTION_KEYS
  anna = await market.person('Anna')
  boris = await market.person('Boris')
})
afterAll(() => market?.platform.stop())

async function rotate() {
  const { platform } = market
  const line = await openCommandLine(platform.config, platform.databaseUrl)
  const lines: string[] = []
  const code = await line.verbs.find(({ name }) => name === 'rotate-keys')?.run([], (text) => void lines.push(text))
  await line.close()
  return { code, lines }
}

const incident = () => market.platform.app.core.db.prisma.incident.findUnique({ where: { key: 'core:key-missing' } })

it('a key stays needed while an open reservation has a code from it; without it the others go on', async () => {
  const { platform, owner } = market
  const offer = await market.offer({ opensInMs: 5 * hour, closesInMs: 8 * hour })
  const before = await market.reserves(anna, offer)

  await platform.restart({ ENCRYPTION_KEYS: `${fresh},${old}` })
  const kept = await rotate()
  expect(kept.code).toBe(1)
  expect(kept.lines.slice(-2)).toEqual([
    'marketplace_purchase.code_key_id: 1 need key "a" until they are over',
    'Key "a" is still needed: run this again when what needs it is over.',
  ])
  expect(await incident()).toBeNull()

  // Taken out all the same.
  await platform.restart({ ENCRYPTION_KEYS: fresh })
  expect(await incident()).toMatchObject({
    closedAt: null,
    detail: expect.stringContaining('key "a" for 1 of marketplace_purchase.code_key_id'),
  })
  expect((await rotate()).lines.at(-1)).toMatch(/Key "a" is missing: add it again/)
  const after = await market.reserves(boris, offer)
  await owner.sends(`/collect ${after.code}`)
  await owner.sees(`Hand over: 1 × Bread bag`)
  await owner.sends(`/collect ${before.code}`)
  await owner.sees(/No open reservation of your venue has the code/)
  await anna.sends('/my_reservations')
  await anna.sees(/Your code: not available right now/)
  await platform.advance(5 * hour)
  for (const person of [anna, boris]) expect(person.botMessages('Pickup has started')).toHaveLength(1)

  await platform.restart({ ENCRYPTION_KEYS: `${fresh},${old}` })
  expect((await incident())?.closedAt).toEqual(expect.any(Date))
  for (const { code } of [before, after]) {
    await owner.sends(`/collect ${code}`)
    await owner.sees(/Hand over: 1 × Bread bag/)
    await owner.presses('✅ Handed over')
    await owner.sees('is handed over')
  }
  const done = await rotate()
  expect(done).toMatchObject({ code: 0 })
  expect(done.lines.at(-1)).toMatch(/^Key "a" is needed no more/)
})

it('what /delete did not lift is found under every key, and counted until it ends', async () => {
  const { platform } = market
  await platform.restart({ ENCRYPTION_KEYS: old })
  const [cleo, dan, eve] = [await market.person('Cleo'), await market.person('Dan'), await market.person('Eve')]
  const until = new Date(platform.clock.now().getTime() + day)
  await platform.app.core.db.prisma.marketplaceCustomer.create({
    data: { userId: BigInt(cleo.id), blockedUntil: until },
  })
  await cleo.sends('/delete')
  await cleo.sees(/Delete your data/)
  await cleo.presses('🗑 Yes, delete everything')
  await cleo.sees('Everything is deleted')

  await platform.restart({ ENCRYPTION_KEYS: `${fresh},${old}` })
  await cleo.sends('/start')
  await cleo.sees((message) => message.buttons.length > 0)
  const offer = await market.offer()
  expectSaid(await market.opensCard(cleo, offer), /3 no-shows/)
  const { core } = platform.app
  const reservations = createReservations(
    core,
    createReceipts(createPickupCodes(core.keyring), createCancelRules(120), () => core.clock.now()).write,
  )
  // The first is decided alone, the others together.
  const outcomes = await Promise.all(
    [dan, eve, cleo].map(({ id }) => {
      const request = { userId: BigInt(id), quantity: 1, offerId: offer.id, itemId: offer.items[0]?.id ?? 0n }
      return reservations.reserve({ ...request, requestKey: `keys-${id}` })
    }),
  )
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['confirmed', 'confirmed', 'blocked'])
  const counted = 'marketplace_sanction.key_id: 1 need key "a" until they are over'
  expect((await rotate()).lines).toContain(counted)
  await platform.advance(2 * day)
  await platform.settle()
  expect((await rotate()).lines).not.toContain(counted)
})

it('who takes a reservation over gets a code from the newest key', async () => {
  const { platform } = market
  await platform.restart({ ENCRYPTION_KEYS: old })
  const { id } = await market.reserves(anna, await market.offer())
  await platform.restart({ ENCRYPTION_KEYS: `${fresh},${old}` })
  await anna.presses('🎁 Send to a friend')
  const link = /https:\S+/.exec(textOf(await anna.sees(/https:/)))?.[0] ?? ''
  await boris.opens(link)
  await boris.sees(/If you take it/)
  await boris.presses('✅ Take it')
  const receipt = await boris.sees((message) => message.photo !== null && /Your code/.test(message.caption ?? ''))
  expect(await readQr(platform, receipt)).toContain(`pickup_${id}-2-b`)
  expect((await rotate()).code).toBe(0)
})
