import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { offerManaged } from '../src/callbacks.ts'
import {
  allergenSet,
  dietSet,
  discardPressed,
  fieldOpened,
  fields,
  itemOpened,
  itemRemoved,
  limitSet,
  statedSet,
  transitionPressed,
  unitsAdded,
  viewOpened,
  views,
} from '../src/offer/bot/offer.callbacks.ts'
import { pressesMore } from './more.ts'
import { labels, type OfferStage, startOffers } from './offer-harness.ts'

let stage: OfferStage
beforeEach(async () => {
  stage = await startOffers()
})
afterEach(() => stage?.platform.stop())

describe('commands', () => {
  it('show the right form when arguments are missing or wrong, and answer foreign ids like unknown ones', async () => {
    const [ben, venue] = await stage.owner('Ben')
    const [mallory] = await stage.owner('Mallory', { name: 'Other' })
    const id = await stage.offer(venue)
    const before = await stage.read(id)
    for (const command of ['publish', 'pause', 'soldout', 'edit']) {
      for (const args of ['', 'x', 'P1', 'O', 'O1 O2', '-1', 'O99999999999999999999', "O1'; DROP TABLE"]) {
        await ben.sends(`/${command} ${args}`.trim())
        await ben.sees(new RegExp(`/${command} O34`))
      }
      for (const target of [`O${id}`, 'O424242']) {
        await mallory.sends(`/${command} ${target}`)
        await mallory.sees(new RegExp(`^${target} is not one of your offers. /myoffers shows yours.$`))
      }
    }
    await ben.sends('/resume x')
    await ben.sees(/\/resume O34/)
    await ben.sends('/resume P1')
    await ben.sees(/starts with P/)
    await mallory.sends(`/resume O${id}`)
    await mallory.sees(/is not one of your offers/)
    expect(await stage.read(id)).toEqual(before)
  })

  it('list offers with state, stock and what can be done', async () => {
    const [ben, venue] = await stage.owner('Ben')
    await ben.sends('/myoffers')
    await ben.sees(/You have no offers yet/)
    await stage.offer(venue, { title: 'Draft', state: 'DRAFT' })
    await stage.offer(venue, { title: 'Paused', state: 'PAUSED' })
    const active = await stage.offer(venue, { title: 'Active' })
    await stage.offer(venue, { title: 'Over', state: 'EXPIRED' })
    await ben.sends('/myoffers')
    const list = await ben.sees(/Your offers/)
    expect(list.text).toMatch(/O3 · Active: on sale\n10 left, 0 reserved/)
    expect(list.text).toMatch(/O4 · Over: over/)
    expect(labels(ben)).toEqual([
      ...['O4 · Over', 'O3 · Active', '⏸ Pause', 'O2 · Paused', '▶️ Resume'],
      ...['➕ New offer', 'Older ›', '🏠 Home'],
    ])
    await ben.presses('Older ›')
    await ben.sees(/O1 · Draft: a draft\n10 units/)
    expect(labels(ben)).toEqual(['O1 · Draft', '➕ New offer', '‹ Newer', '🏠 Home'])
    await ben.presses('‹ Newer')
    await ben.sees(/O3 · Active/)
    await ben.presses('O3 · Active')
    await ben.sees(/State: on sale/)
    await pressesMore(ben, '🔗 Share link')
    await ben.sees(new RegExp(`https://t.me/bazaar_test_bot\\?start=offer_${active}`))
    await ben.presses('‹ Back')
    await pressesMore(ben, '👀 View as customer')
    await ben.sees(/🏪 Krume[\s\S]*Pick up/)
    await ben.presses('‹ Back')
    await ben.sees(/State: on sale/)
  })
})

describe('buttons', () => {
  it('do nothing for strangers, forged, of other offers, and when they are out of date', async () => {
    const [ben, venue] = await stage.owner('Ben')
    const [mallory, other] = await stage.owner('Mallory', { name: 'Other' })
    const id = await stage.offer(venue)
    const [{ id: item } = { id: 0n }] = await stage.items(id)
    const foreign = await stage.offer(other)
    const [{ id: foreignItem } = { id: 0n }] = await stage.items(foreign)
    await mallory.sends('/myoffers')
    await mallory.sees(/Your offers/)
    const before = [await stage.read(id), await stage.items(id)]
    const presses = (data: string) => mallory.presses({ data: stage.platform.sign(BigInt(mallory.id), data) })
    const refused = { text: expect.stringMatching(/is not one of your offers/), showAlert: true }
    for (const data of [
      offerManaged.pack({ offer: id }),
      ...(['publish', 'pause', 'resume', 'sold-out', 'end'] as const).map((transition) =>
        transitionPressed.pack({ offer: id, transition }),
      ),
      ...views.map((view) => viewOpened.pack({ offer: id, view })),
      ...fields.map((field) => fieldOpened.pack({ offer: id, field, item })),
      ...[itemOpened, itemRemoved, unitsAdded].map((type) => type.pack({ offer: id, item })),
      allergenSet.pack({ offer: id, allergen: 'milk', as: 'contains' }),
      statedSet.pack({ offer: id, isStated: 'yes' }),
      dietSet.pack({ offer: id, diet: 'vegan', fits: 'yes' }),
      limitSet.pack({ offer: id, limit: 5 }),
      discardPressed.pack({ offer: id }),
    ])
      expect(await presses(data), data).toMatchObject(refused)
    // Her own offer, with an item of another one.
    for (const type of [itemOpened, itemRemoved, unitsAdded])
      expect((await presses(type.pack({ offer: foreign, item }))).text).toMatch(/This item is gone|Items can only/)
    expect((await presses(fieldOpened.pack({ offer: foreign, field: 'price', item }))).text).toMatch(
      /This item is gone/,
    )
    for (const forged of [
      ...['mp.o-do:1:9', 'mp.o-do:zzzzzzzzzzzzzz:0', 'mp.o-view:1', `mp.o-limit:${foreign}:x`, 'mp.o-more:1:1:1'],
      limitSet.pack({ offer: foreign, limit: 1_000_000 }),
    ])
      expect((await presses(forged)).text, forged).toMatch(/earlier|old|out of date|no longer/i)
    expect(await mallory.presses({ data: unitsAdded.pack({ offer: foreign, item: foreignItem }) })).toMatchObject({
      text: expect.stringMatching(/./),
    })
    expect([await stage.read(id), await stage.items(id)]).toEqual(before)
    expect(await stage.items(foreign)).toMatchObject([{ quantity: 10 }])
    await ben.sends('/myoffers')
    await ben.sees(/Your offers/)
  })
})
