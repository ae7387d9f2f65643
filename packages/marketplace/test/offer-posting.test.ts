import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fillIn, minute, type OfferStage, startOffers } from './offer-harness.ts'

let stage: OfferStage
beforeEach(async () => {
  stage = await startOffers()
})
afterEach(() => stage?.platform.stop())

describe('who may post', () => {
  it('names what is missing to people without a verified venue', async () => {
    const nobody = stage.person('Nobody')
    await nobody.sends('/newoffer')
    await nobody.sees(/You have no venue here yet. Register it with \/register/)
    for (const [state, answer] of [
      ['PENDING', /still checking/],
      ['REJECTED', /was not accepted/],
      ['SUSPENDED', /is suspended/],
      ['DRAFT', /registration is not complete/],
    ] as const) {
      const [owner] = await stage.owner(`Owner ${state}`, { state })
      await owner.sends('/newoffer')
      await owner.sees(answer)
    }
  })

  it('takes no price in another currency, and asks what a comma means', async () => {
    const [ben] = await stage.owner('Ben')
    await ben.sends('/newoffer')
    await ben.sees(/What do you offer/)
    await ben.sends('Bread bag')
    await ben.sees(/What does one cost/)
    await ben.sends('4.50 USD')
    await ben.sees(/in EUR, and “USD” is something else\. Please send the amount in EUR\. For example/)
    for (const [price, sign] of [
      ['₹100', '₹'],
      ['£4', '£'],
      ['5 kr', 'kr'],
      ['¥500', '¥'],
    ]) {
      await ben.sends(`${price}`)
      await ben.sees(`“${sign}” is something else`)
    }
    await ben.sends('1,500')
    await ben.sees('Do you mean 1500 or 1.500?')
    await ben.sends('4,50 €')
    await ben.sees(/How many are there/)
    await ben.sends('5 EUR')
    await ben.sees(/send a whole number/)
    await ben.sends('1 000')
    await ben.sees(/Until when/)
    await ben.sends('18:30')
    await ben.sees(/€4\.50 · more than 5 left/)
  })

  it('lets managers post, not collectors, and asks for which venue', async () => {
    const [, first] = await stage.owner('Ben', { name: 'Krume' })
    const [, second] = await stage.owner('Cora', { name: 'Rinde' })
    const { prisma } = stage.platform.app.core.db
    const staff = (userId: number, businessId: bigint, permission: string) =>
      prisma.marketplaceStaff.create({ data: { businessId, userId: BigInt(userId), permission, addedAt: new Date() } })
    const [mia, till] = [stage.person('Mia'), stage.person('Till')]
    await staff(mia.id, first.id, 'manage')
    await staff(mia.id, second.id, 'manage')
    await staff(till.id, first.id, 'collect')
    await till.sends('/newoffer')
    await till.sees(/You have no venue here yet/)
    await mia.sends('/newoffer')
    await mia.sees(/For which venue/)
    await mia.presses('🏪 Rinde')
    await fillIn(mia, ['Rolls', '2', '5', 'in 3 hours'])
    await mia.sees(/Draft O1/)
    expect(await stage.read(1n)).toMatchObject({ businessId: second.id })
    await till.sends('/publish O1')
    await till.sees(/O1 is not one of your offers/)
  })
})

describe('the form', () => {
  it('does not take a price in one currency for a price in another', async () => {
    const [ben, { id }] = await stage.owner('Ben')
    const { prisma } = stage.platform.app.core.db
    await ben.sends('/newoffer')
    await ben.sees(/What do you offer/)
    await ben.sends('Bread bag')
    await ben.sees(/What does one cost/)
    await ben.sends('4.50')
    await ben.sees(/How many are there/)
    await prisma.marketplaceBusiness.update({ where: { id }, data: { currency: 'JPY' } })
    await ben.sends('5')
    await ben.sees(/Until when/)
    await ben.sends('in 3 hours')
    await ben.sees(/Krume sells in JPY now, and this price is in EUR/)
    expect(await prisma.marketplaceOffer.count()).toBe(0)
    await ben.sends('/newoffer')
    await fillIn(ben, ['Bread bag', '700', '5', 'in 3 hours'])
    await ben.sees(/¥700/)
  })

  it('refuses what cannot be, with an example, and asks again', async () => {
    const [ben] = await stage.owner('Ben')
    await ben.sends('/newoffer')
    await ben.sees(/What do you offer/)
    for (const [answer, refusal] of [
      ['🥐', /Please write it in letters, for example Bread bag/],
      ['\u200B\u202E', /letters/],
      ['x'.repeat(81), /80/],
    ] as const) {
      await ben.sends(answer)
      await ben.sees(refusal)
    }
    await ben.sends('<b>Bread</b> & "more" \u202Eevil')
    await ben.sees(/What does one cost/)
    for (const answer of ['free', '0', '-4', '4.505', '1e9', '99999999999']) {
      await ben.sends(answer)
      await ben.sees(/4\.50/)
    }
    await ben.sends('€4.50')
    await ben.sees(/How many/)
    for (const answer of ['0', '1001', 'many', '2.5']) {
      await ben.sends(answer)
      await ben.sees(/10/)
    }
    await ben.sends('10')
    await ben.sees(/Until when/)
    await ben.sends('soon')
    await ben.sees(/I do not understand this time. Write it like 18:30, tomorrow 9:00 or in 2 hours/)
    await ben.sends('14:15')
    await ben.sees(/must end later than .*14:15/)
    await ben.sends('22.11. 9:00')
    await ben.sees(/within 48 hours/)
    await ben.sends('18:30')
    expect((await ben.sees(/Draft O1/)).text).toContain('<b>Bread</b> & "more" evil')
  })

  it('explains a time that clocks skip', async () => {
    await stage.platform.stop()
    stage = await startOffers(new Date('2026-03-28T20:00:00Z'))
    const [ben] = await stage.owner('Ben')
    await ben.sends('/newoffer')
    await fillIn(ben, ['Night bread', '2', '5', '2:30'])
    await ben.sees(/does not exist: clocks go from 2:00 straight to 03:00/)
    await ben.sends('3:30')
    await ben.sees(/Draft O1/)
    expect(await stage.read(1n)).toMatchObject({ pickupEnd: new Date('2026-03-29T01:30:00Z') })
  })

  it('asks in the currency of the venue', async () => {
    const [ben] = await stage.owner('Ken', { currency: 'JPY', timeZone: 'Asia/Tokyo' })
    await ben.sends('/newoffer')
    await fillIn(ben, ['Onigiri', '450', '5', 'in 2 hours'])
    await ben.sees(/¥450/)
    expect(await stage.read(1n)).toMatchObject({ minPriceMinor: 450n, currency: 'JPY' })
  })
})

describe('publishing', () => {
  it('happens once, and is counted once', async () => {
    const [ben, venue] = await stage.owner('Ben')
    const id = await stage.offer(venue, { state: 'DRAFT' })
    await ben.sends(`/publish O${id}`)
    await ben.sees(/is on sale/)
    const { publishedAt } = await stage.read(id)
    await stage.platform.advance(minute)
    await ben.sends(`/publish O${id}`)
    await ben.sees(/O\d+ is on sale already. Nothing was changed/)
    await ben.sends(`/pause O${id}`)
    await ben.sends(`/publish O${id}`)
    await ben.sees(/is paused already. Nothing was changed/)
    expect(await stage.read(id)).toMatchObject({ state: 'PAUSED', publishedAt })
    const { body } = await stage.platform.app.core.metrics.render()
    expect(body).toMatch(/^offers_published_total 1$/m)
    expect(body).toMatch(/^offers_published 1$/m)
  })

  it('is refused when time or units have run out', async () => {
    const [ben, venue] = await stage.owner('Ben')
    const late = await stage.offer(venue, { state: 'DRAFT', opensInMs: 0, closesInMs: 20 * minute })
    const empty = await stage.offer(venue, { state: 'DRAFT', items: [{ quantity: 0 }] })
    await stage.platform.advance(6 * minute)
    await ben.sends(`/publish O${late}`)
    await ben.sees(/Pickup must end later than/)
    await ben.sends(`/publish O${empty}`)
    await ben.sees(/has no units left/)
    expect([await stage.read(late), await stage.read(empty)]).toMatchObject([{ state: 'DRAFT' }, { state: 'DRAFT' }])
  })

  it('is refused for a venue that is not verified any more', async () => {
    const [ben, venue] = await stage.owner('Ben')
    const id = await stage.offer(venue, { state: 'DRAFT' })
    await stage.platform.app.core.db.prisma.marketplaceBusiness.update({
      where: { id: venue.id },
      data: { state: 'SUSPENDED' },
    })
    await ben.sends(`/publish O${id}`)
    await ben.sees(/Krume: this venue is suspended/)
    expect(await stage.read(id)).toMatchObject({ state: 'DRAFT' })
  })
})
