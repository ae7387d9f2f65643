import { expect, it } from 'vitest'
import type { ListingLine } from '../src/etsy/index.ts'
import { type Apply, createApply } from '../src/stock/apply.ts'
import { createPages } from '../src/stock/page.ts'
import { createThresholds } from '../src/threshold/thresholds.service.ts'
import { platform, rows, seller, useSellers } from './sellers.ts'

useSellers()

/** A seller of one mug of which there are five pieces, and what looks at it find. */
async function mugs(name: string) {
  const { core } = platform.app
  const { db, clock } = core
  const { prisma } = db
  const { owner, shop } = await seller(name)
  const listing = await rows.listing(shop.id, { title: 'Mug', variations: [{ quantity: 5 }] })
  const apply = createApply({ db, clock, channels: [] })
  const thresholds = createThresholds(db)
  const reading = (quantity: number) => ({
    ...{ etsyListingId: listing.etsyListingId, title: 'Mug', url: listing.url, state: 'active' as const },
    ...{ hasVariations: false, fingerprint: '', changedAt: undefined },
    variations: [{ key: '0', name: '', sku: 'SKU-0', isEnabled: true, priceMinor: 1250n, currency: 'EUR', quantity }],
  })
  const line = (quantity: number): ListingLine => ({
    ...{ etsyListingId: listing.etsyListingId, digest: `mug-${quantity}`, read: () => reading(quantity) },
  })
  const present = () => prisma.etsyShop.findUniqueOrThrow({ where: { id: shop.id } })
  return {
    ...{ apply, reading, line, listing, shop, present },
    /** What low means: for the shop, or for the mug. */
    setLow: (level: 'shop' | 'listing', value: number | undefined, by: 'units' | 'days' = 'units') =>
      thresholds.set(
        BigInt(owner.id),
        { level, id: level === 'shop' ? shop.id : listing.id },
        value === undefined ? undefined : { value, by },
      ),
    /** @param meanwhile happens once the page was compared */
    async look(quantity = 5, { begun, meanwhile }: { begun?: typeof shop; meanwhile?: () => Promise<unknown> } = {}) {
      const slow: Apply = {
        async apply(answer) {
          const same = await apply.apply(answer)
          await meanwhile?.()
          return same
        },
      }
      const pages = createPages({ db, log: platform.app.core.log, apply: slow })(begun ?? (await present()))
      await pages.add(clock.now(), [line(quantity)])
      await pages.flush()
    },
    stock: async () => (await prisma.etsyVariation.findFirstOrThrow({ where: { listingId: listing.id } })).stock,
    version: async () =>
      (
        await prisma.$queryRaw<{ xmin: string }[]>`
        SELECT xmin::text FROM etsy_lowstock_listing WHERE id = ${listing.id}`
      )[0]?.xmin,
  }
}

it('a threshold of its own that goes while a look compares with it is found by the next one', async () => {
  const mug = await mugs('Own')
  await mug.setLow('listing', 10)
  await mug.look()
  expect(await mug.stock()).toBe('LOW')
  await mug.look(5, { meanwhile: () => mug.setLow('listing', undefined) })
  await mug.look()
  expect(await mug.stock()).toBe('OK')
})

it('a threshold that is changed and changed back while a look goes on is found by the next one', async () => {
  const mug = await mugs('Shop')
  const begun = await mug.present()
  await mug.setLow('shop', 10)
  await mug.look()
  expect(await mug.stock()).toBe('LOW')
  await mug.look(5, { begun, meanwhile: () => mug.setLow('shop', undefined) })
  await mug.look()
  expect(await mug.stock()).toBe('OK')
})

it('what another answer wrote after a page was compared is compared again', async () => {
  const mug = await mugs('Late')
  await platform.advance(1_000)
  const late = { shopId: mug.shop.id, askedAt: platform.clock.now(), listings: [mug.reading(0)] }
  await mug.look(5, { meanwhile: () => mug.apply.apply(late) })
  expect(await mug.stock()).toBe('OUT')
  await mug.look()
  expect(await mug.stock()).toBe('OK')
})

it('an answer that is older than its page is dropped, however long ago the first page was asked for', async () => {
  const mug = await mugs('Pages')
  const { db, clock } = platform.app.core
  const bowl = await rows.listing(mug.shop.id, { title: 'Bowl', variations: [{ quantity: 5 }] })
  const pages = createPages({ db, log: platform.app.core.log, apply: mug.apply })(await mug.present())
  const { etsyListingId } = bowl
  await pages.add(clock.now(), [{ etsyListingId, digest: 'bowl', read: () => ({ ...mug.reading(4), etsyListingId }) }])
  await platform.advance(1_000)
  const slow = { shopId: mug.shop.id, askedAt: clock.now(), listings: [mug.reading(5)] }
  await platform.advance(1_000)
  await pages.add(clock.now(), [mug.line(0)])
  await pages.flush()
  await mug.apply.apply(slow)
  expect(await mug.stock()).toBe('OUT')
})

it('what is compared at every look is not written at every look', async () => {
  const mug = await mugs('Days')
  await mug.setLow('shop', 7, 'days')
  await mug.look()
  const before = await mug.version()
  await mug.look()
  expect(await mug.version()).toBe(before)
})
