import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { collectOpened } from '../src/callbacks.ts'
import { handedOver } from '../src/purchase/purchase.callbacks.ts'
import { createPickupCodes } from '../src/purchase/reserve/index.ts'
import { hour, labelsOf, type Market, type Offer, type Person, readQr, startMarket } from './purchase-harness.ts'

let market: Market
let anna: Person
let staff: Person
beforeAll(async () => {
  market = await startMarket()
  anna = await market.person('Anna')
  staff = await worker('Sam', 'collect')
})
afterAll(() => market?.platform.stop())

const db = () => market.platform.app.core.db.prisma

async function worker(name: string, permission: 'collect' | 'manage'): Promise<Person> {
  const one = await market.person(name)
  await db().marketplaceStaff.create({
    data: { businessId: market.venue.id, userId: BigInt(one.id), permission, addedAt: market.platform.clock.now() },
  })
  return one
}

/** A code that no open reservation has. */
async function wrongCode(): Promise<string> {
  const codes = createPickupCodes(market.platform.app.core.keyring)
  const taken = new Set((await db().marketplacePurchase.findMany()).map((row) => codes.code(row)))
  return Array.from({ length: 10_000 }, (_, n) => String(n).padStart(4, '0')).find((code) => !taken.has(code)) ?? ''
}

/** Two open reservations of two people with one code. */
async function buildTwins(offer: Offer, [one, other]: readonly [Person, Person]) {
  const codes = createPickupCodes(market.platform.app.core.keyring)
  const { currentKeyId: codeKeyId } = market.platform.app.core.keyring
  const seen = new Map<string, bigint>()
  for (let id = 5_000_000n; ; id += 1n) {
    const code = codes.code({ id, codeVersion: 1, codeKeyId }) ?? ''
    const twin = seen.get(code)
    seen.set(code, id)
    if (twin === undefined) continue
    const row = (purchase: bigint, person: Person) => ({
      id: purchase,
      offerId: offer.id,
      itemId: offer.items[0]?.id ?? 0n,
      businessId: market.venue.id,
      userId: BigInt(person.id),
      state: 'CONFIRMED',
      quantity: 1,
      unitPriceMinor: 400n,
      currency: 'EUR',
      requestKey: `twin-${purchase}`,
      codeKeyId,
      reservedAt: market.platform.clock.now(),
    })
    await db().marketplacePurchase.createMany({ data: [row(twin, one), row(id, other)] })
    await db().marketplaceItem.updateMany({ where: { offerId: offer.id }, data: { committed: 2 } })
    return { code, ids: [twin, id] as const }
  }
}

describe('refused', () => {
  it('whoever works for no venue', async () => {
    const { code } = await market.reserves(anna, await market.offer())
    for (const command of ['/collect', `/collect ${code}`]) {
      await anna.sends(command)
      await anna.sees('Handing over is for a venue’s people')
    }
    expect(await market.presses(anna, collectOpened.pack({}))).toMatchObject({
      text: expect.stringContaining('venue’s people'),
    })
  })

  it('the people of another venue, and who was dismissed since', async () => {
    const { id, code, shown, receipt } = await market.reserves(anna, await market.offer())
    const stranger = await market.person('Stella')
    await market.venueOf({ ownerId: stranger.id })
    await stranger.sends(`/collect ${code}`)
    await stranger.sees(`No open reservation of your venue has the code ${code}`)
    const link = await readQr(market.platform, receipt)
    await stranger.opens(link)
    await stranger.sees('Show it at the venue')
    const data = handedOver.pack({ purchase: id, version: 1 })
    expect(await market.presses(stranger, data)).toMatchObject({
      text: expect.stringContaining('not one of your venues'),
    })

    const former = await worker('Former', 'collect')
    await former.sends(`/collect ${code}`)
    await former.sees(`Hand over: 1 × Bread bag`)
    await db().marketplaceStaff.deleteMany({ where: { userId: BigInt(former.id) } })
    expect(await former.presses('✅ Handed over')).toMatchObject({ text: expect.stringContaining('not one of your') })
    expect((await market.row(id)).state).toBe('CONFIRMED')
    expect(shown).toMatch(/^P/)
  })

  it.each(['/collect P56', '/collect 12', '/collect 12345', '/collect <b>', '/collect 4821 4822'])(
    '%s',
    async (command) => {
      await staff.sends(command)
      await staff.sees('four digits of the code, for example: /collect 4821')
    },
  )

  it('forged and foreign QR codes', async () => {
    for (const payload of ['pickup_', 'pickup_1-1-aAAAAAAAAAAAAAAAAAAAA', 'pickup_xyz', 'pickup_1']) {
      await staff.opens(payload)
      await staff.sees('This QR code is not valid')
    }
  })

  it('too many wrong codes: states the wait, for right ones too', async () => {
    const { code } = await market.reserves(anna, await market.offer())
    const guesser = await worker('Guesser', 'collect')
    const wrong = await wrongCode()
    for (const left of [9, 8, 7, 6, 5, 4, 3, 2, 1]) {
      await guesser.sends(`/collect ${wrong}`)
      await guesser.sees(left === 1 ? '1 more try is possible' : `${left} more tries are possible`)
    }
    await guesser.sends(`/collect ${wrong}`)
    await guesser.sees(/Several wrong codes came one after another\. Please wait \d+ (sec|min)/)
    await guesser.sends(`/collect ${code}`)
    await guesser.sees(/Several wrong codes came one after another\. Please wait \d+ (sec|min)/)
  })
})

describe('handing over', () => {
  it('by the form: a wrong code is asked again', async () => {
    const { code, id } = await market.reserves(anna, await market.offer())
    await staff.sends('/collect')
    await staff.sees('Which code does the customer show?')
    await staff.sends('hello there')
    await staff.sees('A code has four digits, for example 4821')
    await staff.sends(await wrongCode())
    await staff.sees(/No open reservation[\s\S]*Which code does the customer show/)
    await staff.sends(`${code.slice(0, 2)} ${code.slice(2)}`)
    await staff.sees(/Hand over: 1 × Bread bag[\s\S]*Anna[\s\S]*€4/)
    await staff.presses('✅ Handed over')
    await staff.sees('is handed over')
    expect(await market.row(id)).toMatchObject({ state: 'COLLECTED', collectedBy: BigInt(staff.id) })
    const record = await staff.sees('is handed over')
    expect(labelsOf(record)).toEqual(['Next code'])
    await staff.presses('Next code')
    const question = await staff.sees('Which code does the customer show?')
    expect(question.message_id).toBeGreaterThan(record.message_id)
    await staff.presses('✖ Cancel')
    await staff.sees(/^Cancelled\. Nothing was changed\.$/)
    expect(staff.botMessages(/is handed over/).at(-1)).toMatchObject({
      message_id: record.message_id,
      text: record.text,
    })
  })

  it('by the QR code; a hostile name does no harm', async () => {
    const name = '<b>Bobby</b> & "T" \u202E\u0000😀'
    const bobby = await market.person(name)
    const { receipt, id } = await market.reserves(bobby, await market.offer())
    await staff.opens(await readQr(market.platform, receipt))
    await staff.sees('<b>Bobby</b> & "T"')
    await staff.presses('✅ Handed over')
    await staff.sees('is handed over')
    expect((await market.row(id)).state).toBe('COLLECTED')
  })

  it('two at once: one of them hands over', async () => {
    const { id, code } = await market.reserves(anna, await market.offer())
    const { owner, platform } = market
    for (const one of [owner, staff]) {
      await one.sends(`/collect ${code}`)
      await one.sees('Hand over')
    }
    const answers = await Promise.all([owner, staff].map((one) => one.presses('✅ Handed over')))
    const texts = answers.map(({ text }) => text)
    expect(texts.filter((text) => text === 'Handed over.')).toHaveLength(1)
    expect(texts.filter((text) => /was already collected 2 Mar/.test(text ?? ''))).toHaveLength(1)
    await platform.settle()
    expect(anna.botMessages(/Collected 2 Mar/).length).toBeGreaterThan(0)
    expect((await market.row(id)).state).toBe('COLLECTED')
  })

  it('two reservations with one code: chosen by number and name', async () => {
    const twins = [await market.person('Tweedledee'), await market.person('Tweedledum')] as const
    const { code, ids } = await buildTwins(await market.offer(), twins)
    await staff.sends(`/collect ${code}`)
    const list = await staff.sees(/Several open reservations have the code[\s\S]*Tweedledee[\s\S]*Tweedledum/)
    expect(labelsOf(list)[1]).toBe(`P${ids[1]} · 1 × Bread bag · Tweedledum`)
    await staff.presses(`P${ids[1]} · 1 × Bread bag · Tweedledum`)
    await staff.sees(/Hand over[\s\S]*Tweedledum/)
    await staff.presses('✅ Handed over')
    await staff.sees(`P${ids[1]} is handed over`)
    expect((await market.row(ids[0])).state).toBe('CONFIRMED')
    await staff.sends(`/collect ${code}`)
    await staff.sees(/Hand over[\s\S]*Tweedledee/)
  })

  it('what is over is answered with how it ended', async () => {
    const offer = await market.offer({ opensInMs: 5 * hour, closesInMs: 8 * hour })
    const { shown, code } = await market.reserves(anna, offer)
    await anna.sends(`/cancel ${shown}`)
    await anna.sees('Corner Bakery: cancelled')
    await staff.sends(`/collect ${code}`)
    await staff.sees(`${shown} is not open any more. The customer cancelled it.`)
  })

  it('is counted', async () => {
    const { body } = await market.platform.app.core.metrics.render()
    const collected = await db().marketplacePurchase.count({ where: { state: 'COLLECTED' } })
    expect(body).toContain(`\npurchases_completed_total ${collected}\n`)
    expect(body).toContain(`\npurchases_completed ${collected}\n`)
  })
})
