import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { listingOpened, restockAsked } from '../src/stock-buttons.ts'
import { clayThread, type Person, type Story, startStory } from './story-harness.ts'

const minute = 60_000
const { mug, tote, print } = clayThread

let story: Story
let anna: Person
let shop: bigint
beforeAll(async () => {
  story = await startStory()
  anna = story.person('Anna')
  shop = await story.link(anna)
})
afterAll(() => story.stop())

beforeEach(async () => {
  story.etsy.reset()
  story.etsy.faults.clear()
  await story.db.prisma.etsyQuota.updateMany({ data: { pausedUntil: null } })
  await story.allowRestock(anna)
  await story.platform.settle()
  await story.look()
  await story.platform.settle()
  anna.catchesUp()
})

const rows = () => story.db.prisma.etsyRestock.findMany({ orderBy: { id: 'desc' } })
const news = (kind: string) => story.db.prisma.etsyAlert.count({ where: { kind } })
const piecesOf = (listing: number, sku: string) =>
  story.etsy.listing(listing)?.products.find((one) => one.sku === sku)?.quantity
const puts = () => story.etsy.calls().filter(({ method }) => method === 'PUT').length
const labels = (message: { readonly buttons: readonly (readonly { readonly text: string }[])[] }) =>
  message.buttons.flat().map(({ text }) => text)

async function variationOf(sku: string): Promise<bigint> {
  return (await story.db.prisma.etsyVariation.findFirstOrThrow({ where: { sku, listing: { shopId: shop } } })).id
}

const ask = async (person: Person, sku: string, chatId = person.id) => {
  const data = restockAsked.pack({ level: 'variation', id: await variationOf(sku), from: 'alert' })
  return person.presses({ data: story.platform.sign(BigInt(chatId), data) })
}

/** Up to the card that asks for the last word. */
async function wants(sku: string, number: string): Promise<void> {
  expect((await ask(anna, sku)).text).toBeNull()
  await anna.sees(/At Etsy now/)
  await anna.presses('✏️ Another number…')
  await anna.sees(/How many pieces shall there be at Etsy/)
  await anna.sends(number)
  await anna.sees(/You can undo it for 5 minutes|I cannot undo it|nothing is to be changed/)
}

describe('whoever may not', () => {
  it('without the permission there is no button, and what is forged says where it is given', async () => {
    await story.db.prisma.etsyGrant.updateMany({ data: { scopes: 'shops_r listings_r' } })
    story.etsy.sell(mug, { product: 'L' })
    await story.look()
    expect(labels(await anna.sees(/Sold out: Speckled stoneware mug · L/))).not.toContain('➕ Restock')
    const answer = await ask(anna, 'MUG-L')
    expect(answer.text).toMatch(/You have not allowed me to change the stock of Clay & Thread/)
  })

  it('a colleague sees no button, and is told that only the owner can', async () => {
    const boris = story.person('Boris')
    await boris.sends('/start')
    await boris.sees(({ buttons }) => buttons.length > 0)
    const id = BigInt(boris.id)
    const title = story.platform.app.core.keyring.seal('Boris', 'etsy_lowstock_chat.title')
    await story.db.prisma.etsyChat.create({
      data: { shopId: shop, chatId: id, userId: id, title, addedAt: story.platform.clock.now() },
    })
    story.etsy.sell(mug, { product: 'L' })
    await story.look()
    expect(labels(await boris.sees(/Sold out: Speckled stoneware mug · L/))).not.toContain('➕ Restock')
    expect((await ask(boris, 'MUG-L')).text).toMatch(/Only the owner of Clay & Thread can restock/)
    expect(puts()).toBe(0)
    await story.db.prisma.etsyChat.deleteMany({ where: { chatId: id } })
    expect((await ask(boris, 'MUG-L')).text).toMatch(/This shop is not here any more/)
  })
})

describe('an owner', () => {
  it('restocks what is sold out from under the alert: the number at Etsy, nothing else, and one piece of news', async () => {
    story.etsy.sell(mug, { product: 'L' })
    await story.look()
    const alert = await anna.sees(/Sold out: Speckled stoneware mug · L/)
    expect(labels(alert)).toContain('➕ Restock')
    const told = await news('back')
    const made = puts()
    const before = structuredClone(story.etsy.listing(mug)?.products.map(({ id, offeringId, ...rest }) => rest))
    await anna.presses('➕ Restock')
    await anna.sees(/Speckled stoneware mug · L[\s\S]*At Etsy now: 0/)
    await anna.presses('+5')
    await anna.sees(/Speckled stoneware mug · L: 0 → 5 pieces[\s\S]*You can undo it for 5 minutes/)
    expect(puts()).toBe(made)
    await anna.presses('✅ Set to 5')
    await anna.sees(/✅ Speckled stoneware mug · L: 0 → 5 pieces[\s\S]*Etsy has it/)
    expect(story.etsy.listing(mug)?.products.map(({ id, offeringId, ...rest }) => rest)).toEqual(
      before?.map((one) => (one.sku === 'MUG-L' ? { ...one, quantity: 5 } : one)),
    )
    await anna.sees(/Sold out: Speckled stoneware mug · L[\s\S]*✓ Back in stock since/)
    await anna.sees(/Back in stock: Speckled stoneware mug · L/)
    await story.look()
    await story.platform.settle()
    expect(await news('back')).toBe(told + 1)
    const changes = await story.db.prisma.etsyChange.findMany({
      where: { variationId: await variationOf('MUG-L') },
      orderBy: { id: 'desc' },
    })
    expect(changes[0]).toMatchObject({ before: 0, after: 5, cause: 'restocked' })
  })

  it('the same card again sets nothing again and shows what came of it', async () => {
    await wants('TOTE-FERN', '12')
    const [card] = anna.botMessages(/Linen tote bag, fern print: 7 → 12 pieces/).slice(-1)
    const data = card?.buttons.flat().find(({ text }) => text === '✅ Set to 12')?.callback_data ?? ''
    await anna.presses('✅ Set to 12')
    await anna.sees(/✅ Linen tote bag, fern print: 7 → 12 pieces/)
    const made = puts()
    story.etsy.sell(tote)
    await anna.presses({ data })
    await story.platform.settle()
    expect(puts()).toBe(made)
    expect(piecesOf(tote, 'TOTE-FERN')).toBe(11)
  })

  it('nothing is written over what somebody bought or edited meanwhile: the new number is shown', async () => {
    await wants('TOTE-FERN', '20')
    story.etsy.sell(tote)
    await anna.presses('✅ Set to 20')
    await anna.sees(/Not changed: somebody bought or edited meanwhile. At Etsy there are 6 now/)
    expect(piecesOf(tote, 'TOTE-FERN')).toBe(6)
    await anna.presses('🔄 Choose the number anew')
    await anna.sees(/At Etsy now: 6/)
  })

  it('takes it back within five minutes, if it is still so', async () => {
    await wants('TOTE-FERN', '9')
    await anna.presses('✅ Set to 9')
    await anna.sees(/7 → 9 pieces[\s\S]*You can undo it until/)
    await anna.presses('↩️ Undo')
    await anna.sees(/9 → 7 pieces[\s\S]*It is as it was/)
    expect(piecesOf(tote, 'TOTE-FERN')).toBe(7)

    await wants('TOTE-FERN', '9')
    await anna.presses('✅ Set to 9')
    await anna.sees(/7 → 9 pieces[\s\S]*You can undo it until/)
    story.etsy.sell(tote)
    await anna.presses('↩️ Undo')
    await anna.sees(/9 → 7[\s\S]*Not changed: somebody bought or edited meanwhile. At Etsy there are 8 now/)
    expect(piecesOf(tote, 'TOTE-FERN')).toBe(8)

    await wants('TOTE-FERN', '9')
    await anna.presses('✅ Set to 9')
    await anna.sees(/8 → 9 pieces[\s\S]*You can undo it until/)
    await story.platform.advance(5 * minute + 1_000)
    await anna.presses('↩️ Undo')
    await anna.sees(/The 5 minutes are over/)
    expect(piecesOf(tote, 'TOTE-FERN')).toBe(9)
  })

  it('chooses which variation of a listing, and is offered as many as there were before', async () => {
    story.etsy.restock(mug, 9, { product: 'S' })
    await story.look()
    story.etsy.sell(mug, { product: 'S', count: 8 })
    await story.look()
    const { id: listing } = await story.db.prisma.etsyListing.findFirstOrThrow({
      where: { etsyListingId: mug, shopId: shop },
    })
    await anna.presses({ data: story.platform.sign(BigInt(anna.id), listingOpened.pack({ listing })) })
    expect(labels(await anna.sees(/SKU MUG-S|MUG-S/))).toContain('➕ Restock')
    await anna.presses({
      data: story.platform.sign(BigInt(anna.id), restockAsked.pack({ level: 'listing', id: listing, from: 'screen' })),
    })
    await anna.sees(/Which variation do you want to restock/)
    await anna.presses('S')
    await anna.sees(/At Etsy now: 1/)
    await anna.presses('As before: 9')
    await anna.sees(/1 → 9 pieces/)
  })

  it('hears what Etsy does not take: nothing left at all, and what is sold out has to be renewed there', async () => {
    const made = puts()
    await wants('TOTE-FERN', '0')
    await anna.presses('✅ Set to 0')
    await anna.sees(/Not changed: Etsy takes no listing with nothing left/)
    expect(puts()).toBe(made)
    story.etsy.sell(tote, { count: 99 })
    await story.look()
    await anna.sees(/Sold out: Linen tote bag/)
    await wants('TOTE-FERN', '4')
    await anna.sees(/0 → 4 pieces[\s\S]*Etsy has this listing as sold out[\s\S]*I cannot undo it/)
    await anna.presses('✅ Set to 4')
    const done = await anna.sees(/0 → 4 pieces[\s\S]*Etsy still has the listing as sold out. Renew it at Etsy/)
    expect(labels(done)).not.toContain('↩️ Undo')
    expect(story.etsy.listing(tote)).toMatchObject({ state: 'sold_out', products: [{ quantity: 4 }] })
    expect((await ask(anna, '')).text).toMatch(/Etsy keeps no stock record of this listing/)
    expect(story.etsy.listing(print)?.products[0]?.quantity).toBe(1)
  })

  it('variations that share one stock are set together', async () => {
    const bag = story.etsy.addListing(clayThread.shopId, {
      ...{ title: 'Shared bag', price: 1_000, sharesQuantity: true },
      products: [
        { values: { Colour: 'Red' }, sku: 'BAG-R', quantity: 3 },
        { values: { Colour: 'Blue' }, sku: 'BAG-B', quantity: 3 },
      ],
    })
    await story.look()
    await ask(anna, 'BAG-R')
    await anna.sees(/At Etsy now: 3[\s\S]*It shares its stock with other variations/)
    await anna.presses('+1')
    await anna.presses('✅ Set to 4')
    await anna.sees(/3 → 4 pieces/)
    expect(story.etsy.listing(bag.id)?.products.map(({ quantity }) => quantity)).toEqual([4, 4])
  })
})

describe('when Etsy fails', () => {
  const inventory = /\/inventory/

  it.each([
    [{ kind: 'status', status: 403 }, /Etsy refused it and says: “Server Error”/],
    [{ kind: 'status', status: 409 }, /Etsy is busy with this listing/],
    [{ kind: 'status', status: 400 }, /Etsy refused it and says: “Server Error”/],
    [{ kind: 'status', status: 503 }, /the old number still stands there/],
    [{ kind: 'cut-before' }, /the old number still stands there/],
    [{ kind: 'html' }, /the old number still stands there/],
    [{ kind: 'status', status: 429 }, /Etsy takes no more calls from me until/],
  ] as const)('%j to the change: nothing is changed, and it is said why', async (fault, why) => {
    await wants('TOTE-FERN', '30')
    story.etsy.faults.add({ ...fault, match: inventory, method: 'PUT' })
    await anna.presses('✅ Set to 30')
    await anna.sees(why)
    expect(piecesOf(tote, 'TOTE-FERN')).toBe(7)
    expect((await rows())[0]?.state).toBe('WANTED')
  })

  it('the right to write is gone at Etsy: it is said, and forgotten here', async () => {
    await story.link(anna)
    await story.db.prisma.etsyGrant.updateMany({ data: { scopes: 'shops_r listings_r listings_w' } })
    await wants('TOTE-FERN', '30')
    await anna.presses('✅ Set to 30')
    const said = await anna.sees(/Etsy says that I may not change Clay & Thread any more. Allow it once more/)
    expect(labels(said)).toContain('➕ Allow it again…')
    expect(await story.db.prisma.etsyGrant.findFirst()).toMatchObject({ scopes: 'shops_r listings_r' })
    expect(piecesOf(tote, 'TOTE-FERN')).toBe(7)
    expect((await ask(anna, 'TOTE-FERN')).text).toMatch(/You have not allowed me to change the stock/)
  })

  it('an answer that is lost is looked for: it was set once', async () => {
    await wants('TOTE-FERN', '31')
    story.etsy.faults.add({ kind: 'cut-after', match: inventory, method: 'PUT' })
    const before = puts()
    await anna.presses('✅ Set to 31')
    await anna.sees(/7 → 31 pieces[\s\S]*Etsy has it/)
    expect(puts() - before).toBe(1)
  })

  it('where nobody knows, the person is told so, and looks again', async () => {
    await wants('TOTE-FERN', '32')
    story.etsy.faults.add({ kind: 'cut-after', match: inventory, method: 'PUT' })
    story.etsy.faults.add({ kind: 'status', match: inventory, method: 'GET', nth: 2 })
    await anna.presses('✅ Set to 32')
    await anna.sees(/Etsy has not answered. Nobody knows yet whether it is changed/)
    story.etsy.faults.clear()
    const before = puts()
    await anna.presses('🔍 Look again')
    await anna.sees(/7 → 32 pieces[\s\S]*Etsy has it/)
    expect(puts()).toBe(before)
    expect(piecesOf(tote, 'TOTE-FERN')).toBe(32)
  })

  it('what a killed process left on its way is settled by what Etsy says, and keeps nobody from the next change', async () => {
    const variationId = await variationOf('TOTE-FERN')
    const { listingId } = await story.db.prisma.etsyVariation.findUniqueOrThrow({ where: { id: variationId } })
    const left = { shopId: shop, listingId, variationId, byUser: BigInt(anna.id), at: story.platform.clock.now() }
    await story.db.prisma.etsyRestock.create({
      data: { ...left, before: 3, after: 7, token: 'killed', state: 'SENT' },
    })
    await expect(
      story.db.prisma.etsyRestock.create({ data: { ...left, before: 7, after: 8, token: 'other', state: 'SENT' } }),
    ).rejects.toThrow(/variation_id/)
    await wants('TOTE-FERN', '10')
    await anna.presses('✅ Set to 10')
    await anna.sees(/7 → 10 pieces[\s\S]*Etsy has it/)
    expect(await story.db.prisma.etsyRestock.findUnique({ where: { token: 'killed' } })).toMatchObject({
      state: 'DONE',
    })
  })

  it('a process that was killed between Etsy’s answer and our commit: the same press again finds its own number', async () => {
    await wants('TOTE-FERN', '14')
    const [card] = anna.botMessages(/7 → 14 pieces/).slice(-1)
    const data = card?.buttons.flat().find(({ text }) => text === '✅ Set to 14')?.callback_data ?? ''
    await anna.presses('✅ Set to 14')
    await anna.sees(/✅ Linen tote bag, fern print: 7 → 14 pieces/)
    const [row] = await rows()
    await story.db.prisma.etsyRestock.update({ where: { id: row?.id ?? 0n }, data: { state: 'SENT', doneAt: null } })
    const made = puts()
    await anna.presses({ data })
    await expect.poll(async () => (await rows())[0]?.state).toBe('DONE')
    expect(puts()).toBe(made)
    // Killed before it got through: it is set by the same press.
    await story.db.prisma.etsyRestock.update({ where: { id: row?.id ?? 0n }, data: { state: 'SENT', doneAt: null } })
    story.etsy.restock(tote, 7)
    await anna.presses({ data })
    await expect.poll(async () => (await rows())[0]?.state).toBe('DONE')
    expect(piecesOf(tote, 'TOTE-FERN')).toBe(14)
    expect(await rows().then((all) => all.filter(({ token }) => token === row?.token))).toHaveLength(1)
  })

  it('asked while Etsy does not answer: it says so', async () => {
    story.etsy.faults.add({ kind: 'status', match: inventory })
    expect((await ask(anna, 'TOTE-FERN')).text).toMatch(/Etsy does not answer right now, and nothing was changed/)
  })
})
