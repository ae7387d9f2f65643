import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hour, type OfferStage, type Person, pressesLike, startOffers } from './offer-harness.ts'

let stage: OfferStage
beforeEach(async () => {
  stage = await startOffers()
})
afterEach(() => stage?.platform.stop())

const rows = (message: { readonly buttons: readonly (readonly { readonly text: string }[])[] }) =>
  message.buttons.map((row) => row.map(({ text }) => text))

/** Thursday, 14:00 in Berlin: a venue with these hours begins an offer. */
async function posting(openingHours: string): Promise<Person> {
  const [ben, venue] = await stage.owner('Ben')
  const { prisma } = stage.platform.app.core.db
  await prisma.marketplaceBusiness.update({ where: { id: venue.id }, data: { openingHours } })
  for (const priceMinor of [400n, 650n]) {
    const offer = await stage.offer(venue)
    await prisma.marketplaceItem.updateMany({ where: { offerId: offer }, data: { priceMinor } })
  }
  await ben.sends('/newoffer')
  await ben.sees(/Krume/)
  await pressesLike(ben, /New offer/)
  await ben.sees(/What do you offer/)
  await ben.sends('Bread bag')
  return ben
}

describe('what a venue usually answers', () => {
  it('is a press: its last prices, few units, until it closes', async () => {
    const ben = await posting('Mon–Fri 8:00–19:00')
    const form = await ben.sees(/✓ What: Bread bag[\s\S]*What does one cost/)
    expect(rows(form)[0]).toEqual(['€6.50', '€4'])
    await ben.presses('€4')
    expect(rows(await ben.sees(/✓ Price: €4[\s\S]*How many/))[0]).toEqual(['1', '2', '3', '5'])
    await ben.presses('5')
    expect(rows(await ben.sees(/✓ Units: 5[\s\S]*Until when/))[0]).toEqual(['in 1 h', 'in 2 h', 'until 19:00'])
    await ben.presses('until 19:00')
    const draft = await ben.sees(/Draft O3/)
    expect(draft.message_id).toBe(form.message_id)
    expect(await stage.read(3n)).toMatchObject({ pickupEnd: new Date('2026-11-19T18:00:00Z') })
  })

  it('is no time that is refused, and none that the hours do not say for certain', async () => {
    const early = await posting('8–14:10')
    await early.sends('4')
    await early.sees(/How many/)
    await early.sends('5')
    expect(rows(await early.sees(/Until when/))[0]).toEqual(['in 1 h', 'in 2 h'])
    const vague = await posting('from 8 until the bread is gone at 19')
    await vague.sends('4')
    await vague.sees(/How many/)
    await vague.sends('5')
    expect(rows(await vague.sees(/Until when/))[0]).toEqual(['in 1 h', 'in 2 h'])
  })

  it('means what the button says when it is pressed late', async () => {
    const ben = await posting('Thu 8:00–15:00')
    await ben.sends('4')
    await ben.sees(/How many/)
    await ben.sends('5')
    expect(rows(await ben.sees(/Until when/))[0]).toEqual(['in 1 h', 'in 2 h', 'until 15:00'])
    await stage.platform.advance(hour)
    await ben.presses('until 15:00')
    await ben.sees(/must end later than[\s\S]*Until when/)
    await ben.presses('in 1 h')
    await ben.sees(/Draft O3/)
    expect(await stage.read(3n)).toMatchObject({ pickupEnd: new Date('2026-11-19T15:00:00Z') })
  })
})

it('a change shows what is there now', async () => {
  const [ben, venue] = await stage.owner('Ben')
  const offer = await stage.offer(venue)
  const { prisma } = stage.platform.app.core.db
  await prisma.marketplaceItem.updateMany({ where: { offerId: offer }, data: { priceMinor: 400n } })
  await ben.sends(`/edit O${offer}`)
  await ben.sees(/O1/)
  const edited = await ben.sees(/O1/)
  const price = edited.buttons.flat().find(({ text }) => /price/i.test(text))
  await ben.presses(price?.text ?? 'Price')
  const asked = await ben.sees(/What does one cost[\s\S]*Now: €4/)
  expect(asked.message_id).toBe(edited.message_id)
  await ben.presses('✖ Cancel')
  await ben.sees(/^Cancelled\. Nothing was changed\.$/)
})
