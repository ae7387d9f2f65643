import { createKeyring } from '@bazaar/core/crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createReservations } from '../src/purchase/reserve/index.ts'
import { hour, minute, type OfferStage, startOffers, type Venue } from './offer-harness.ts'
import { buildServices } from './offer-services.ts'
import { receipt } from './reserve-harness.ts'

let stage: OfferStage
let services: ReturnType<typeof buildServices>
let venue: Venue
let owner: bigint
beforeAll(async () => {
  stage = await startOffers()
  const [ben, krume] = await stage.owner('Ben')
  owner = BigInt(ben.id)
  venue = krume
})
beforeEach(() => {
  services = buildServices(stage.platform.app.core)
})
afterAll(() => stage?.platform.stop())

type Wanted = Parameters<typeof services.edits.press>[2]
const edit = (id: bigint, wanted: Wanted) => services.edits.press(owner, id, wanted)
const itemOf = async (id: bigint) => (await stage.items(id))[0]?.id ?? 0n
const at = (ms: number) => new Date(stage.platform.clock.now().getTime() + ms)
let people = 70_000
let requests = 0
async function reserve(offerId: bigint, quantity = 1, reservations = buildReservations()) {
  people += 1
  requests += 1
  const request = {
    userId: BigInt(people),
    offerId,
    itemId: await itemOf(offerId),
    quantity,
    requestKey: `e${requests}`,
  }
  return (await reservations.reserve(request)).outcome
}
const buildReservations = () =>
  createReservations(
    { ...stage.platform.app.core, keyring: createKeyring({ keys: [{ id: 'a', secret: Buffer.alloc(32, 7) }] }) },
    receipt,
  )

describe('units left', () => {
  it('are set without touching what is committed', async () => {
    const id = await stage.offer(venue)
    const item = await itemOf(id)
    await reserve(id, 2)
    await edit(id, { what: 'left', item, left: 5 })
    expect(await stage.items(id)).toMatchObject([{ quantity: 7, committed: 2 }])
    await edit(id, { what: 'left', item, left: 0 })
    expect(await stage.items(id)).toMatchObject([{ quantity: 2, committed: 2 }])
    expect(await stage.read(id)).toMatchObject({ state: 'SOLD_OUT', forcedSoldOut: false })
    expect(await reserve(id)).toBe('too-few')
    await edit(id, { what: 'left', item, left: 1 })
    expect(await stage.read(id)).toMatchObject({ state: 'ACTIVE' })
    expect(await reserve(id)).toBe('confirmed')
    expect(await stage.read(id)).toMatchObject({ state: 'SOLD_OUT' })
    await edit(id, { what: 'add-units', item, count: 3 })
    expect(await stage.read(id)).toMatchObject({ state: 'ACTIVE' })
  })

  it('never grow beyond what anybody has', async () => {
    const id = await stage.offer(venue, { items: [{ quantity: 999 }] })
    const item = await itemOf(id)
    await expect(edit(id, { what: 'add-units', item, count: 3 })).rejects.toThrow('marketplace-offer-units-full')
  })

  it('stay right while people reserve at the same time', async () => {
    const id = await stage.offer(venue, { items: [{ quantity: 4 }] })
    const item = await itemOf(id)
    const reservations = buildReservations()
    const work = Array.from({ length: 12 }, (_, index) =>
      index % 3 === 0 ? edit(id, { what: 'left', item, left: 2 }) : reserve(id, 1, reservations),
    )
    await Promise.all(work)
    const [{ quantity, committed } = { quantity: 0, committed: 0 }] = await stage.items(id)
    const { prisma } = stage.platform.app.core.db
    const confirmed = await prisma.marketplacePurchase.count({ where: { offerId: id, state: 'CONFIRMED' } })
    expect(committed).toBe(confirmed)
    expect(quantity).toBeGreaterThanOrEqual(committed)
    expect(await stage.read(id)).toMatchObject({ state: quantity === committed ? 'SOLD_OUT' : 'ACTIVE' })
  })

  it('obey a model: any edits and reservations in any order', async () => {
    const command = fc.oneof(
      fc.record({ kind: fc.constant('left' as const), n: fc.integer({ min: 0, max: 5 }) }),
      fc.record({
        kind: fc.constantFrom('add', 'reserve', 'sold-out', 'resume', 'pause'),
        n: fc.integer({ min: 1, max: 2 }),
      }),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.array(command, { maxLength: 8 }),
        async (quantity, commands) => {
          const id = await stage.offer(venue, { items: [{ quantity }] })
          const item = await itemOf(id)
          const reservations = buildReservations()
          const model = { left: quantity, committed: 0, state: 'ACTIVE', forced: false }
          const settle = () => {
            if (model.state === 'ACTIVE' && model.left === 0) model.state = 'SOLD_OUT'
            if (model.state === 'SOLD_OUT' && !model.forced && model.left > 0) model.state = 'ACTIVE'
          }
          for (const { kind, n } of commands) {
            if (kind === 'left') {
              await edit(id, { what: 'left', item, left: n })
              model.left = n
              settle()
            } else if (kind === 'add') {
              await edit(id, { what: 'add-units', item, count: n })
              model.left += n
              model.forced = false
              settle()
            } else if (kind === 'reserve') {
              const fits = model.state === 'ACTIVE' && model.left >= n
              expect((await reserve(id, n, reservations)) === 'confirmed').toBe(fits)
              if (fits) {
                model.left -= n
                model.committed += n
                settle()
              }
            } else {
              const from = {
                'sold-out': ['ACTIVE', 'SOLD_OUT'],
                resume: ['PAUSED', 'SOLD_OUT', 'ACTIVE'],
                pause: ['ACTIVE', 'PAUSED'],
              }[kind]
              const fits =
                from.includes(model.state) && (kind !== 'resume' || model.state === 'ACTIVE' || model.left > 0)
              const moved = services.transitions.apply(owner, id, kind)
              if (fits) await moved
              else await expect(moved).rejects.toThrow(/^marketplace-offer-/)
              if (fits) {
                if (kind === 'sold-out') Object.assign(model, { state: 'SOLD_OUT', forced: true })
                if (kind === 'resume' && model.state !== 'ACTIVE')
                  Object.assign(model, { state: 'ACTIVE', forced: false })
                if (kind === 'pause') model.state = 'PAUSED'
              }
            }
            const [{ quantity: q, committed } = { quantity: -1, committed: -1 }] = await stage.items(id)
            const { state, forcedSoldOut } = await stage.read(id)
            expect({ left: q - committed, committed, state, forced: forcedSoldOut }).toEqual(model)
          }
        },
      ),
      { numRuns: 25 },
    )
  })
})

describe('prices', () => {
  it('change for whoever comes, not for whoever has reserved', async () => {
    const id = await stage.offer(venue)
    const item = await itemOf(id)
    await reserve(id)
    await edit(id, { what: 'original-price', item, originalPriceMinor: 1200n })
    await edit(id, { what: 'price', item, priceMinor: 300n })
    expect(await stage.read(id)).toMatchObject({ minPriceMinor: 300n, discount: 75 })
    await expect(edit(id, { what: 'price', item, priceMinor: 1200n })).rejects.toThrow('original-too-low')
    await edit(id, { what: 'original-price', item, originalPriceMinor: undefined })
    await edit(id, { what: 'price', item, priceMinor: 1200n })
    expect(await stage.read(id)).toMatchObject({ minPriceMinor: 1200n, discount: 0 })
    const bought = await stage.platform.app.core.db.prisma.marketplacePurchase.findMany({ where: { offerId: id } })
    expect(bought).toMatchObject([{ unitPriceMinor: 400n }])
  })

  it('of items of other offers stay', async () => {
    const [id, other] = [await stage.offer(venue), await stage.offer(venue)]
    const foreign = await itemOf(other)
    for (const wanted of [
      { what: 'price', item: foreign, priceMinor: 1n },
      { what: 'left', item: foreign, left: 1 },
      { what: 'add-units', item: foreign, count: 3 },
      { what: 'original-price', item: foreign, originalPriceMinor: 900n },
    ] as const)
      await expect(edit(id, wanted)).rejects.toThrow('marketplace-offer-item-unknown')
    expect(await stage.items(other)).toMatchObject([{ priceMinor: 400n, quantity: 10, originalPriceMinor: null }])
  })
})

describe('the window', () => {
  it('moves within its rules, and buyers are told when it does', async () => {
    const id = await stage.offer(venue)
    await expect(edit(id, { what: 'end', end: at(15 * minute) })).rejects.toThrow('end-too-soon')
    await expect(edit(id, { what: 'end', end: at(49 * hour) })).rejects.toThrow('end-too-far')
    await expect(edit(id, { what: 'end', end: at(hour + 10 * minute) })).rejects.toThrow('start-too-late')
    await expect(edit(id, { what: 'start', start: at(4 * hour) })).rejects.toThrow('start-too-late')
    expect(services.asked).toEqual([])
    expect(await edit(id, { what: 'end', end: at(5 * hour) })).toMatchObject({ told: 2 })
    expect(await edit(id, { what: 'end', end: at(5 * hour) })).toMatchObject({ told: 0 })
    expect(await edit(id, { what: 'start', start: at(-hour) })).toMatchObject({ told: 2 })
    expect(await stage.read(id)).toMatchObject({ pickupStart: at(0), pickupEnd: at(5 * hour) })
    expect(services.asked).toEqual([`window O${id}`, `window O${id}`])
    const draft = await stage.offer(venue, { state: 'DRAFT' })
    expect(await edit(draft, { what: 'start', start: at(2 * hour) })).toMatchObject({ told: 0 })
  })
})

describe('what is in it', () => {
  it('stays once somebody has reserved it', async () => {
    const id = await stage.offer(venue)
    await edit(id, { what: 'allergen', allergen: 'milk', as: 'contains' })
    await edit(id, { what: 'allergen', allergen: 'milk', as: 'may-contain' })
    await edit(id, { what: 'diet', diet: 'vegan', fits: true })
    await edit(id, { what: 'diet', diet: 'vegan', fits: true })
    await edit(id, { what: 'title', title: 'Evening bag' })
    expect(await stage.read(id)).toMatchObject({
      contains: [],
      mayContain: ['milk'],
      diets: ['vegan'],
      title: 'Evening bag',
    })
    expect(await stage.items(id)).toMatchObject([{ title: 'Evening bag' }])
    await reserve(id)
    for (const wanted of [
      { what: 'allergen', allergen: 'eggs', as: 'contains' },
      { what: 'stated', isStated: true },
      { what: 'diet', diet: 'vegan', fits: false },
      { what: 'title', title: 'Other' },
      { what: 'limit', limit: 5 },
    ] as const)
      await expect(edit(id, wanted)).rejects.toThrow('marketplace-offer-reserved-already')
    await edit(id, { what: 'description', description: 'Still <fresh>' })
    expect(await stage.read(id)).toMatchObject({ title: 'Evening bag', description: 'Still <fresh>' })
  })

  it('is one to eight items, each with its own price and units', async () => {
    const id = await stage.offer(venue, { state: 'DRAFT' })
    const first = await itemOf(id)
    await expect(edit(id, { what: 'remove-item', item: first })).rejects.toThrow('marketplace-offer-last-item')
    for (let count = 1; count < 8; count++)
      await edit(id, { what: 'add-item', title: `Cake ${count}`, priceMinor: BigInt(100 * count), quantity: count })
    await expect(edit(id, { what: 'add-item', title: 'x', priceMinor: 1n, quantity: 1 })).rejects.toThrow('items-full')
    expect(await stage.read(id)).toMatchObject({ minPriceMinor: 100n })
    const [, cheapest] = await stage.items(id)
    await edit(id, { what: 'remove-item', item: cheapest?.id ?? 0n })
    await edit(id, { what: 'rename-item', item: first, title: 'Bread' })
    await edit(id, { what: 'title', title: 'Evening' })
    expect(await stage.read(id)).toMatchObject({ minPriceMinor: 200n, title: 'Evening' })
    expect((await stage.items(id)).map((item) => Object.entries(item).find(([name]) => name === 'title')?.[1])).toEqual(
      [...['Bread', 'Cake 2', 'Cake 3', 'Cake 4', 'Cake 5', 'Cake 6', 'Cake 7']],
    )
    await edit(id, { what: 'add-item', title: 'New', priceMinor: 1n, quantity: 1 })
  })
})

describe('the picture', () => {
  const photo = (name: string) => ({
    key: `forms/${name}.jpg`,
    thumbKey: `forms/${name}-320.jpg`,
    width: 640,
    height: 480,
  })
  const discarded = async () =>
    (await stage.platform.app.core.db.prisma.formFile.findMany({ select: { key: true } }))
      .map(({ key }) => key)
      .toSorted()

  it('is let go of when it is replaced, unless a repeated offer shows it too', async () => {
    const { db } = stage.platform.app.core
    const id = await stage.offer(venue, { opensInMs: 2 * hour })
    await edit(id, { what: 'photo', photo: photo('a') })
    await edit(id, { what: 'photo', photo: photo('b') })
    expect(await discarded()).toEqual(['forms/a-320.jpg', 'forms/a.jpg'])
    const again = await db.tx((tx) => services.drafts.repeat(tx, owner, venue.id))
    expect(again.photo).toMatchObject({ key: 'forms/b.jpg' })
    await edit(id, { what: 'photo', photo: undefined })
    expect(await discarded()).toHaveLength(2)
    await db.tx((tx) => services.drafts.discard(tx, owner, again.id))
    expect(await discarded()).toHaveLength(4)
  })
})
