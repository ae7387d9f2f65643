import { describe, expect, it } from 'vitest'
import { labels, notice, person, platform, rows, seller, useSellers } from './sellers.ts'

useSellers()

const ring = {
  title: 'Ring',
  variations: [
    { name: 'Size 7', quantity: 2 },
    { name: 'Size 8', quantity: 12 },
  ],
}

const shopNow = async (id: bigint) => {
  const { threshold, thresholdBy } = await platform.app.core.db.prisma.etsyShop.findUniqueOrThrow({ where: { id } })
  return [threshold, thresholdBy]
}

describe('who may not', () => {
  it('asks whoever has no shop to connect one', async () => {
    const anna = await person('Anna')
    await anna.sends('/threshold 5')
    const answer = await anna.sees(/There is no shop to set a threshold for\. Connect yours with \/link/)
    expect(labels(answer)).toEqual(['🔗 Link your shop', '🏠 Home'])
  })

  it('tells a colleague who can, and changes nothing', async () => {
    const { shop } = await seller('Berta')
    const listing = await rows.listing(shop.id, { title: 'Mug' })
    const carl = await person('Carl')
    await rows.chat(shop.id, carl.id, carl.id)
    await carl.sends('/threshold 7')
    await carl.sees(/Berta’s ceramics: thresholds are set by the shop’s owner/)
    await carl.sends('/stock')
    const { message_id: messageId } = await carl.sees(/Mug/)
    const press = async (data: string) =>
      (await carl.presses({ data: platform.sign(BigInt(carl.id), data) }, { messageId })).text
    const owner = /thresholds are set by the shop’s owner/
    expect(await press(`et.th-set:0:${shop.id.toString(36)}:9:0`)).toMatch(owner)
    expect(await press(`et.th-set:1:${listing.id.toString(36)}:9:0`)).toMatch(owner)
    expect(await press(`et.th-set:2:${listing.variations[0]?.id.toString(36)}:9:0`)).toMatch(owner)
    expect(await press(`et.th-off:1:${listing.id.toString(36)}:0`)).toMatch(owner)
    expect(await press(`et.th-ask:0:${shop.id.toString(36)}`)).toMatch(owner)
    expect(await shopNow(shop.id)).toEqual([2, 'units'])
    await carl.presses('1')
    expect(labels(await carl.sees(/Mug/))).not.toContain('✏️ Set threshold')
  })

  it('says nothing about a shop to strangers', async () => {
    const { shop } = await seller('Dora')
    const { owner } = await seller('Egon')
    await owner.sends('/threshold')
    const { message_id: messageId } = await owner.sees(/Egon’s ceramics/)
    const data = platform.sign(BigInt(owner.id), `et.th-set:0:${shop.id.toString(36)}:9:0`)
    expect((await owner.presses({ data }, { messageId })).text).toMatch(/cannot be seen here any more/)
    expect(await shopNow(shop.id)).toEqual([2, 'units'])
  })

  it.each(['many', '-1', '5 euros', '2 weeks', '10000', '0 days', '366 days', '1.5'])(
    'does not understand "/threshold %s"',
    async (written) => {
      const { owner, shop } = await seller(`Fritz ${written}`)
      await owner.sends(`/threshold ${written}`)
      await owner.sees(/Send a number of pieces from 0 to 9999, or days of sales from 1 to 365/)
      expect(await shopNow(shop.id)).toEqual([2, 'units'])
    },
  )
})

describe('/threshold', () => {
  it('sets the shop’s, in pieces and in days, typed and pressed', async () => {
    const { owner, shop } = await seller('Greta')
    await owner.sends('/threshold')
    const message = await owner.sees(/Low means: 2 pieces left, or fewer\. A change counts from the next look/)
    expect(message.text).toMatch(notice)
    expect(labels(message)).toEqual([
      ...['1', '✓ 2', '3', '5', '10', '7 days', '14 days', '✏️ Set another', '‹ Stock', '🏠 Home'],
    ])
    await owner.sends('/threshold 4')
    await owner.sees(/Low means: 4 pieces left/)
    expect(await shopNow(shop.id)).toEqual([4, 'units'])
    expect((await owner.presses('14 days')).text).toMatch(/From the next look on, low means 14 days of sales left/)
    await owner.sees(/Low means: 14 days of sales left/)
    expect(await shopNow(shop.id)).toEqual([14, 'days'])
    await owner.sends('/threshold 7 days')
    await owner.sees(/Low means: 7 days of sales left/)
    expect(await shopNow(shop.id)).toEqual([7, 'days'])
  })

  it('asks for another one, and says what it wants', async () => {
    const { owner, shop } = await seller('Heidi')
    await owner.sends('/threshold')
    await owner.sees(/Low means/)
    await owner.presses('✏️ Set another')
    await owner.sees(/When is stock low/)
    await owner.sends('some')
    await owner.sees(/Send a number of pieces/)
    await owner.sends('12')
    await owner.sees(/Low means: 12 pieces left/)
    expect(await shopNow(shop.id)).toEqual([12, 'units'])
  })

  it('leads whoever cancels back to where they came from', async () => {
    const { owner, shop } = await seller('Hella')
    await rows.listing(shop.id, { title: 'Jug' })
    await owner.sends('/threshold')
    await owner.sees(/Low means/)
    await owner.presses('✏️ Set another')
    await owner.sees(/When is stock low/)
    await owner.presses('✖ Cancel')
    const cancelled = await owner.sees(/Nothing was changed/)
    expect(cancelled.text).toMatch(notice)
    expect(labels(cancelled)).toEqual(['‹ Thresholds', '🏠 Home'])
    await owner.presses('‹ Thresholds')
    await owner.sees(/Hella’s ceramics\nLow means: 2 pieces left/)
    await owner.presses('‹ Stock')
    await owner.sees(/Jug/)
    await owner.presses('1')
    await owner.presses('✏️ Set threshold')
    await owner.presses('✏️ Set another')
    await owner.sees(/When is stock low/)
    await owner.presses('✖ Cancel')
    await owner.sees(/Nothing was changed/)
    await owner.presses('‹ Thresholds')
    await owner.sees(/Jug\nHella’s ceramics\nLow means/)
  })

  it('reaches every variation of a listing, page by page, and comes back to the page', async () => {
    const { owner, shop } = await seller('Hedda')
    const variations = Array.from({ length: 60 }, (_, at) => ({ name: `Size ${at + 1}`, quantity: at + 3 }))
    const listing = await rows.listing(shop.id, { title: 'Poster', variations })
    await owner.sends('/stock')
    await owner.sees(/Poster/)
    await owner.presses('1')
    await owner.presses('✏️ Set threshold')
    const screen = await owner.sees(/Its variations may have thresholds of their own/)
    expect(labels(screen)).toContain('📋 See variations: 60')
    await owner.presses('📋 See variations: 60')
    const names: string[] = []
    for (let page = 1; page <= 9; page += 1) {
      const list = await owner.sees(({ buttons }) =>
        buttons.flat().some(({ text }) => text === `${page}\u00a0of\u00a09`),
      )
      expect(list.text).toMatch(notice)
      names.push(...labels(list).filter((label) => label.startsWith('Size')))
      if (page < 9) await owner.presses('›')
    }
    expect(names).toEqual(variations.map(({ name }) => `${name}: 2 pieces`))
    await owner.presses('Size 60: 2 pieces')
    await owner.sees(/Size 60 · Poster/)
    await owner.presses('14 days')
    await owner.sees(/14 days of sales \(the variation’s own\)/)
    await owner.presses('‹ Variations')
    const back = await owner.sees(/thresholds of the variations/)
    expect(labels(back)).toEqual([
      ...['Size 57: 2 pieces', 'Size 58: 2 pieces', 'Size 59: 2 pieces', 'Size 60: 14 days'],
      ...['‹', '9\u00a0of\u00a09', '›', '‹ Listing', '🏠 Home'],
    ])
    await owner.presses('‹ Listing')
    await owner.sees(/Its variations may have/)
    const { owner: stranger } = await seller('Hans')
    await stranger.sends('/threshold')
    const { message_id: messageId } = await stranger.sees(/Hans’s ceramics/)
    const data = platform.sign(BigInt(stranger.id), `et.th-vars:${listing.id.toString(36)}:0`)
    expect((await stranger.presses({ data }, { messageId })).text).toMatch(/cannot be seen here any more/)
  })

  it('lists all that differs, and takes any of it back', async () => {
    const { owner, shop } = await seller('Hilde')
    const { prisma } = platform.app.core.db
    for (let at = 1; at <= 7; at += 1) {
      const { id } = await rows.listing(shop.id, { title: `Cup ${at}` })
      await prisma.etsyListing.update({ where: { id }, data: { threshold: at, thresholdBy: 'units' } })
    }
    const { variations } = await rows.listing(shop.id, ring)
    for (const { id } of variations)
      await prisma.etsyVariation.update({ where: { id }, data: { threshold: 9, thresholdBy: 'days' } })
    await owner.sends('/threshold')
    await owner.sees(/Except for\n• Cup 1: 1 piece\n• Cup 2: 2 pieces\n… and 7 more/)
    await owner.presses('📋 See all: 9')
    const first = await owner.sees(/Thresholds that differ from the shop’s/)
    expect(labels(first)).toEqual([
      ...[1, 2, 3, 4].map((at) => `↩️ Cup ${at}`),
      ...['‹', '1\u00a0of\u00a03', '›', '‹ Thresholds', '🏠 Home'],
    ])
    await owner.presses('›')
    await owner.sees(/• Cup 5: 5 pieces\n• Cup 6: 6 pieces\n• Cup 7: 7 pieces\n• Size 7 · Ring: 9 days of sales\n\n/)
    await owner.presses('›')
    await owner.sees(/\n• Size 8 · Ring: 9 days of sales\n\n/)
    await owner.presses('↩️ Size 8 · Ring')
    await owner.sees(/• Cup 1: 1 piece/)
    expect(await prisma.etsyVariation.count({ where: { listing: { shopId: shop.id }, threshold: null } })).toBe(8)
    await owner.presses('‹ Thresholds')
    await owner.sees(/… and 6 more/)
  })

  it('asks sixty shops in pages, and keeps what is to be set', async () => {
    const owner = await person('Horst')
    for (let at = 1; at <= 60; at += 1) await rows.shop(owner.id, `Shop ${String(at).padStart(2, '0')}`)
    await owner.sends('/threshold 6')
    expect(labels(await owner.sees(/For which shop\?/)).slice(7)).toEqual([
      ...['Shop 08', '‹', '1\u00a0of\u00a08', '›', '🏠 Home'],
    ])
    await owner.presses('›')
    await owner.sees(/For which shop\? Low will mean: 6 pieces left/)
    await owner.presses('Shop 16')
    await owner.sees(/Shop 16\nLow means: 6 pieces left/)
    await owner.sends('/threshold')
    await owner.sees(/Which shop’s threshold/)
    await owner.presses('›')
    await owner.sees(({ buttons }) => buttons.flat().some(({ text }) => text === 'Shop 09'))
    await owner.presses('Shop 09')
    await owner.sees(/Shop 09\nLow means: 2 pieces left/)
  })

  it('asks for which shop, where there are several', async () => {
    const { owner, shop } = await seller('Ida')
    const other = await rows.shop(owner.id, 'Second shop')
    await owner.sends('/threshold 5')
    await owner.sees(/For which shop\? Low will mean: 5 pieces left/)
    await owner.presses('Second shop')
    await owner.sees(/Second shop\nLow means: 5 pieces/)
    expect(await shopNow(other.id)).toEqual([5, 'units'])
    expect(await shopNow(shop.id)).toEqual([2, 'units'])
    await owner.sends('/threshold')
    await owner.sees(/Which shop’s threshold/)
  })

  it('lets a listing and a variation differ, says whose setting counts, and takes it back', async () => {
    const { owner, shop } = await seller('Jutta')
    await rows.listing(shop.id, ring)
    await owner.sends('/stock')
    await owner.sees(/Ring/)
    await owner.presses('1')
    await owner.sees(/low at 2 pieces \(the shop’s\)/)
    await owner.presses('✏️ Set threshold')
    const listing = await owner.sees(/Low means: 2 pieces \(the shop’s\) left/)
    expect(labels(listing)).toContain('Size 7: 2 pieces')
    await owner.presses('5')
    await owner.sees(/Low means: 5 pieces \(the listing’s own\) left/)
    await owner.presses('Size 8: 5 pieces')
    await owner.sees(/Size 8 · Ring|Ring/)
    await owner.presses('7 days')
    await owner.sees(/Low means: 7 days of sales \(the variation’s own\) left/)
    await owner.presses('‹ Listing')
    await owner.presses('‹ Listing')
    const card = await owner.sees(/low at 7 days of sales \(the variation’s own\)/)
    expect(card.text).toMatch(/low at 5 pieces \(the listing’s own\)/)
    await owner.sends('/threshold')
    const own = await owner.sees(/Except for\n• Ring: 5 pieces\n• Size 8 · Ring: 7 days of sales/)
    expect(own.text).toMatch(notice)
    await owner.presses('↩️ Size 8 · Ring')
    await owner.sees(/Except for\n• Ring: 5 pieces\n\n/)
    await owner.presses('↩️ Ring')
    await owner.sees(/It holds for every listing/)
  })

  it('is the shop’s again by “As the shop”', async () => {
    const { owner, shop } = await seller('Klara')
    const listing = await rows.listing(shop.id, { title: 'Cup' })
    await owner.sends('/stock')
    await owner.sees(/Cup/)
    await owner.presses('1')
    await owner.sees(/Cup/)
    await owner.presses('✏️ Set threshold')
    await owner.sees(/Low means/)
    await owner.presses('10')
    await owner.sees(/10 pieces \(the listing’s own\)/)
    await owner.presses('↩️ As the shop')
    await owner.sees(/2 pieces \(the shop’s\)/)
    const row = await platform.app.core.db.prisma.etsyListing.findUniqueOrThrow({ where: { id: listing.id } })
    expect([row.threshold, row.thresholdBy]).toEqual([null, null])
  })

  it('speaks Russian', async () => {
    const { owner, shop } = await seller('Лена', 'ru')
    await owner.sends('/threshold 7 дней')
    const message = await owner.sees(/Порог: 7 дней продаж\. При таком остатке/)
    expect(message.text).toMatch(notice)
    expect(await shopNow(shop.id)).toEqual([7, 'days'])
    await owner.sends('/threshold много')
    await owner.sees(/Отправьте число штук/)
  })
})
