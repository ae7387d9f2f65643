import { confirmToken } from '@bazaar/core/screens'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { confirmed, undone, wentOn } from '../src/restock/restock.callbacks.ts'
import { createRestocks } from '../src/restock/restock.service.ts'
import { createTargets } from '../src/restock/target.ts'
import { restockAsked } from '../src/stock-buttons.ts'
import { clayThread, type Person, type Story, startStory } from './story-harness.ts'

const minute = 60_000
const day = 24 * 60 * minute
const { mug, tote } = clayThread
const inventory = /\/inventory/

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
  await story.db.prisma.etsyRestock.deleteMany()
  await story.allowRestock(anna)
  await story.look()
  await story.platform.settle()
  anna.catchesUp()
})

const pieces = () => story.etsy.listing(tote)?.products.find((one) => one.sku === 'TOTE-FERN')?.quantity
const puts = () => story.etsy.calls().filter(({ method }) => method === 'PUT').length
const newest = () => story.db.prisma.etsyRestock.findFirstOrThrow({ orderBy: { id: 'desc' } })
const press = (data: string) => anna.presses({ data: story.platform.sign(BigInt(anna.id), data) })

const ask = async () => {
  const { id } = await story.db.prisma.etsyVariation.findFirstOrThrow({
    where: { sku: 'TOTE-FERN', listing: { shopId: shop } },
  })
  return press(restockAsked.pack({ level: 'variation', id, from: 'alert' }))
}

/** Up to the card that asks for the last word. */
async function wants(number: number): Promise<void> {
  await ask()
  await anna.sees(/At Etsy now/)
  await anna.presses('✏️ Another number…')
  await anna.sees(/How many pieces shall there be at Etsy/)
  await anna.sends(String(number))
  await anna.sees(/You can undo it for 5 minutes/)
}

async function sets(number: number): Promise<void> {
  await wants(number)
  await anna.presses(`✅ Set to ${number}`)
}

/** Sent, and nobody knows what came of it. */
async function loses(number: number): Promise<void> {
  await wants(number)
  story.etsy.faults.add({ kind: 'cut-before', match: inventory, method: 'PUT' })
  story.etsy.faults.add({ kind: 'status', match: inventory, method: 'GET', nth: 2 })
  await anna.presses(`✅ Set to ${number}`)
  await anna.sees(/Nobody knows yet whether it is changed/)
  story.etsy.faults.clear()
}

describe('what is pressed late', () => {
  it('a card that was not taken asks no more after a day', async () => {
    await wants(30)
    story.etsy.faults.add({ kind: 'status', status: 409, match: inventory, method: 'PUT' })
    await anna.presses('✅ Set to 30')
    await anna.sees(/Etsy is busy with this listing/)
    story.etsy.faults.clear()
    const made = puts()
    await story.platform.advance(day + minute)
    anna.catchesUp()
    await anna.presses('🔄 Try again')
    await story.platform.settle()
    expect(puts()).toBe(made)
    expect(pieces()).toBe(7)
  })

  it('what was undone halfway is not undone later than five minutes', async () => {
    await sets(9)
    await anna.sees(/7 → 9 pieces[\s\S]*You can undo it until/)
    story.etsy.faults.add({ kind: 'cut-before', match: inventory, method: 'PUT' })
    story.etsy.faults.add({ kind: 'status', match: inventory, method: 'GET', nth: 2 })
    await anna.presses('↩️ Undo')
    await anna.sees(/Nobody knows yet whether it is changed/)
    story.etsy.faults.clear()
    await story.platform.advance(6 * minute)
    await anna.presses('🔍 Look again')
    await anna.sees(/the old number still stands there/)
    await press(undone.pack({ restock: (await newest()).id }))
    await anna.sees(/The 5 minutes are over/)
    expect(pieces()).toBe(9)
    expect((await newest()).state).toBe('DONE')
  })
})

describe('looking again', () => {
  it('writes nothing: what was not taken is told, and may be tried again', async () => {
    await loses(32)
    const made = puts()
    await anna.presses('🔍 Look again')
    await anna.sees(/the old number still stands there/)
    expect(puts()).toBe(made)
    await press(wentOn.pack({ restock: (await newest()).id }))
    await story.platform.settle()
    expect(puts()).toBe(made)
    expect(pieces()).toBe(7)
    await anna.presses('🔄 Try again')
    await anna.sees(/7 → 32 pieces[\s\S]*Etsy has it/)
    expect(pieces()).toBe(32)
  })

  it('at a listing that is gone says so', async () => {
    await loses(32)
    story.etsy.remove(tote)
    await anna.presses('🔍 Look again')
    await anna.sees(/Etsy keeps no stock record of this listing|no more at Etsy/)
    expect((await newest()).state).toBe('WANTED')
  })
})

describe('undo', () => {
  it('is of the newest change alone', async () => {
    await sets(9)
    await anna.sees(/7 → 9 pieces[\s\S]*You can undo it until/)
    const first = await newest()
    await sets(12)
    await anna.sees(/9 → 12 pieces[\s\S]*You can undo it until/)
    await sets(9)
    await anna.sees(/12 → 9 pieces[\s\S]*You can undo it until/)
    await press(undone.pack({ restock: first.id }))
    await anna.sees(/Not undone: you have set another number since/)
    expect(pieces()).toBe(9)
  })
})

describe('Etsy’s answers', () => {
  it('403 to the question how many there are is told in words, and takes no permission away', async () => {
    story.etsy.faults.add({ kind: 'status', status: 403, match: inventory, method: 'GET' })
    expect((await ask()).text).toMatch(/Etsy does not show me the stock of this listing/)
    story.etsy.faults.clear()
    await wants(33)
    story.etsy.faults.add({ kind: 'status', status: 403, match: inventory, method: 'GET' })
    await anna.presses('✅ Set to 33')
    await anna.sees(/Not changed: Etsy does not show me the stock/)
  })

  it.each([408, 302])('%i to a change: nobody knows what came of it, and it is looked up', async (status) => {
    await wants(33)
    story.etsy.faults.add({ kind: 'status', status, match: inventory, method: 'PUT' })
    await anna.presses('✅ Set to 33')
    await anna.sees(/the old number still stands there/)
  })
})

it('what was set is told, also where the listing could not be looked at afterwards', async () => {
  const { clock, app } = story.platform
  const { db, log } = app.core
  const restocks = createRestocks({
    ...{ db, clock, log, targets: createTargets(db) },
    change: async () => undefined,
    alone: (_listing, work) => work(),
    recheck: async () => AbortSignal.abort().throwIfAborted(),
  })
  const id = BigInt(anna.id)
  const { id: variation } = await db.prisma.etsyVariation.findFirstOrThrow({ where: { sku: 'TOTE-FERN' } })
  const wanted = { variation, before: 7, after: 9, token: confirmToken.create(clock.now()) }
  expect(await restocks.confirm({ userId: id, chatId: id }, wanted)).toMatchObject({ outcome: { kind: 'done' } })
})

it('two owners of one shop at Etsy who restock the same listing at once lose nothing of each other', async () => {
  const vera = story.person('Vera')
  await story.link(vera)
  const theirs = await story.allowRestock(vera)
  const { app, clock } = story.platform
  const { db } = app.core
  const find = (sku: string, shopId: bigint) =>
    db.prisma.etsyVariation.findFirstOrThrow({ where: { sku, listing: { shopId } } })
  const [large, small] = [await find('MUG-L', shop), await find('MUG-S', theirs)]
  const data = (id: bigint, before: number, after: number) =>
    confirmed.pack({ variation: id, before, after, token: confirmToken.create(clock.now()) })
  story.etsy.faults.add({ kind: 'slow', delayMs: 1500, match: inventory, method: 'PUT' })
  const made = puts()
  await Promise.all([
    press(data(large.id, large.quantity, 50)),
    vera.presses({ data: story.platform.sign(BigInt(vera.id), data(small.id, small.quantity, 60)) }),
  ])
  await expect.poll(() => puts() - made, { timeout: 10_000 }).toBe(2)
  await anna.sees(/Etsy has it/)
  await vera.sees(/Etsy has it/)
  const of = (sku: string) => story.etsy.listing(mug)?.products.find((one) => one.sku === sku)?.quantity
  expect([of('MUG-L'), of('MUG-S')]).toEqual([50, 60])
})
