import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { defineFeature } from '@bazaar/core/feature'
import { startTestPlatform } from '@bazaar/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { marketplace } from '../src/index.ts'
import { buildOffer, buildVenue } from './build.ts'
import { picture } from './business-story.ts'
import { pressesMore } from './more.ts'
import { labels, type OfferStage, startAt, startOffers } from './offer-harness.ts'

let stage: OfferStage
beforeEach(async () => {
  stage = await startOffers()
})
afterEach(() => stage?.platform.stop())

describe('the preview of a draft', () => {
  it('takes a photo, shows it as customers will see it, and lets go of it', async () => {
    const [ben, venue] = await stage.owner('Ben')
    const id = await stage.offer(venue, { state: 'DRAFT' })
    await ben.sends(`/edit ${id}`)
    await ben.sees(/What do you want to change/)
    await pressesMore(ben, '📷 Photo')
    await ben.sees(/Send a photo/)
    await ben.sends('no')
    await ben.sees(/send a picture/i)
    await ben.sends(await picture())
    const preview = await ben.sees(/Draft O1/)
    expect(preview.photo).not.toBeNull()
    await pressesMore(ben, '⚠️ Allergens')
    await ben.sees(/Press a name to change it/)
    await ben.presses('✅ Done')
    expect((await ben.sees(/Draft O1/)).photo).not.toBeNull()
    await pressesMore(ben, '📷 Photo')
    await ben.sees(/Send a photo/)
    await ben.presses('🗑 Remove')
    expect((await ben.sees(/Draft O1/)).photo).toBeNull()
  })

  it('holds several items, each with its own price and units, and asks which one is meant', async () => {
    const [ben, venue] = await stage.owner('Ben')
    const id = await stage.offer(venue, { state: 'DRAFT', title: 'Evening' })
    await ben.sends(`/edit O${id}`)
    await ben.sees(/What do you want to change/)
    await pressesMore(ben, '🧺 Items')
    await ben.sees(/• Evening: €4 · 10 units/)
    await ben.presses('➕ Add an item')
    for (const answer of ['Cake <box>', '6', '4']) {
      await ben.sees(/What is it called|What does one cost|How many/)
      await ben.sends(answer)
    }
    expect((await ben.sees(/Draft/)).text).toMatch(/• Evening: .*\n• Cake <box>: €6/)
    await pressesMore(ben, '💰 Price')
    await ben.sees(/Which item/)
    await ben.presses('Cake <box>')
    await ben.sees(/What does one cost/)
    await ben.sends('5,50')
    await ben.sees(/Cake <box>: €5\.50/)
    await pressesMore(ben, '🧺 Items')
    await ben.presses('Evening')
    await ben.presses('✏️ Name')
    await ben.sees(/What is it called/)
    await ben.sends('Bread')
    await ben.sees(/• Bread: €4/)
    await ben.presses('✅ Publish')
    await ben.sees(/is on sale/)
    expect(labels(ben)).not.toContain('🧺 Items')
    await ben.presses('➕ 3 more')
    await ben.sees(/Which item/)
    await ben.presses('➕ 3: Cake <box>')
    await ben.sees(/Cake <box>: €5\.50 · 7 left/)
    await pressesMore(ben, '🔢 Units left')
    await ben.presses('Bread')
    await ben.sees(/How many can still be reserved/)
    await ben.sends('2')
    await ben.sees(/• Bread: €4 · 2 left/)
  })

  it('can be thrown away, after one more question', async () => {
    const [ben, venue] = await stage.owner('Ben')
    const id = await stage.offer(venue, { state: 'DRAFT' })
    await ben.sends(`/edit O${id}`)
    await ben.sees(/What do you want to change/)
    await pressesMore(ben, '🗑 Delete draft')
    const question = await ben.sees(/Delete the draft O1 · Bread bag/)
    const [remove] = question.buttons.flat()
    await ben.presses('🗑 Delete it')
    await ben.sees(/The draft is deleted/)
    expect(await stage.platform.app.core.db.prisma.marketplaceOffer.count()).toBe(0)
    expect(await ben.presses({ data: remove?.callback_data ?? '' })).toMatchObject({
      text: expect.stringMatching(/is not one of your offers/),
    })
  })

  it('says what happened when the offer was changed elsewhere while a question was open', async () => {
    const [ben, venue] = await stage.owner('Ben')
    const id = await stage.offer(venue)
    await ben.sends(`/edit O${id}`)
    await ben.sees(/What do you want to change/)
    await pressesMore(ben, '💰 Price')
    await ben.sees(/What does one cost/)
    await stage.platform.app.core.db.prisma.marketplaceOffer.update({
      where: { id },
      data: { state: 'ENDED', endedAt: stage.platform.clock.now() },
    })
    await ben.sends('3')
    await ben.sees(/O1 is ended by you. It cannot be changed any more/)
    await ben.sends('4')
    await ben.sends('/myoffers')
    await ben.sees(/Your offers/)
    expect(await stage.items(id)).toMatchObject([{ priceMinor: 400n }])
  })
})

describe('other features', () => {
  it('are told of a published offer once', async () => {
    const heard: unknown[] = []
    const locales = await mkdtemp(path.join(tmpdir(), 'listener-'))
    for (const locale of ['en', 'ru'])
      await writeFile(path.join(locales, `${locale}.ftl`), 'listener-title = Listener\n')
    const listener = defineFeature({
      ...{ id: 'listener', code: 'li', env: {} },
      locales: pathToFileURL(`${locales}/`),
      build: () => [
        {
          subscriptions: [
            {
              event: 'marketplace.offer-published',
              payload: z.object({ offer: z.coerce.bigint(), business: z.coerce.bigint() }),
              handle: async (payload) => void heard.push(payload),
            },
          ],
          eraseUser: async () => {},
          exportUser: async () => ({}),
        },
      ],
    })
    const platform = await startTestPlatform({ features: [marketplace, listener], startAt })
    try {
      const { db } = platform.app.core
      const ben = platform.telegram.user('Ben')
      const venue = await buildVenue(db, { ownerId: ben.id })
      const { id } = await buildOffer(db, venue, { now: startAt, state: 'DRAFT' })
      for (const command of ['publish', 'pause', 'publish']) await ben.sends(`/${command} O${id}`)
      await ben.sees(/already/)
      await platform.settle()
      expect(heard).toEqual([{ offer: id, business: venue.id }])
    } finally {
      await platform.stop()
      await rm(locales, { recursive: true })
    }
  })
})
