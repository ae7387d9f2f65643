import { describe, expect, it } from 'vitest'
import { createPictures } from '../src/report/picture/pictures.service.ts'
import { labels, notice, person, platform, rows, seller, useSellers } from './sellers.ts'

useSellers()

describe('who may not', () => {
  it('tells somebody without a shop what to do, in both languages', async () => {
    const anna = await person('Anna')
    await anna.sends('/stock')
    const answer = await anna.sees(/No shop’s stock can be seen here/)
    expect(labels(answer)).toEqual(['🔗 Link your shop', '🏠 Home'])
    const boris = await person('Boris', 'ru')
    await boris.sends('/stock')
    await boris.sees(/Здесь не видны остатки/)
  })

  it('shows a shop to nobody else, by name or by a button that was handed on', async () => {
    const { shop } = await seller('Clara')
    const listing = await rows.listing(shop.id, { title: 'Secret mug' })
    const { owner: dave } = await seller('Dave')
    await dave.sends('/stock Clara’s ceramics')
    await dave.sees(/No shop here is called “Clara’s ceramics”/)
    await dave.sends('/stock')
    const { message_id: messageId } = await dave.sees(/Dave’s ceramics/)
    for (const data of [
      `et.stock:${shop.id.toString(36)}`,
      `et.s-page:${shop.id.toString(36)}:0`,
      `et.item:${listing.id.toString(36)}`,
      `et.s-more:${shop.id.toString(36)}`,
      `et.s-csv:${shop.id.toString(36)}`,
      `et.s-quiet:${shop.id.toString(36)}`,
      `et.s-alerts:${listing.id.toString(36)}:1:0`,
    ]) {
      const answer = await dave.presses({ data: platform.sign(BigInt(dave.id), data) }, { messageId })
      expect(answer.text, data).toMatch(/cannot be seen here any more/)
    }
    expect(dave.botMessages(/Secret mug/)).toEqual([])
    expect(await platform.app.core.db.prisma.etsyQuiet.count({ where: { listingId: listing.id } })).toBe(0)
  })

  it('forgets a colleague whose place was taken away', async () => {
    const { shop } = await seller('Emma')
    const finn = await person('Finn')
    const place = await rows.chat(shop.id, finn.id, finn.id)
    await finn.sends('/stock')
    await finn.sees(/Emma’s ceramics/)
    await platform.app.core.db.prisma.etsyChat.delete({ where: { id: place.id } })
    expect((await finn.presses('More…')).text).toMatch(/cannot be seen here any more/)
  })
})

describe('/stock', () => {
  it('names what needs attention first, with Etsy’s notice', async () => {
    const { owner, shop } = await seller('Gina')
    await rows.listing(shop.id, { title: 'Plenty', variations: [{ quantity: 40 }] })
    const low = await rows.listing(shop.id, { title: 'Running low', variations: [{ quantity: 2, stock: 'LOW' }] })
    await rows.change(low.variations[0] ?? expect.fail('no variation'), 7, 3)
    await rows.listing(shop.id, { title: 'Gone', stock: 'OUT', variations: [{ quantity: 0 }] })
    const ordered = await rows.listing(shop.id, { title: 'On its way', variations: [{ quantity: 1, stock: 'LOW' }] })
    await rows.order(ordered.id, owner.id, 5)
    await rows.listing(shop.id, {
      title: 'Shirt',
      variations: [
        { name: 'S', quantity: 0 },
        { name: 'M', quantity: 1, stock: 'LOW' },
        { name: 'L', quantity: 9 },
      ],
    })
    await rows.listing(shop.id, { title: 'Draft', stock: 'HIDDEN', variations: [{ quantity: 5 }] })
    await owner.sends('/stock')
    const message = await owner.sees(/Gina’s ceramics/)
    const text = message.text ?? ''
    expect(text).toMatch(/On sale 4, 🪫 low 3, 🚫 sold out 1, hidden 1\n/)
    expect(text).toMatch(/, every 73 sec now/)
    const order = [
      '🚫 Gone —\u00a0sold out since 1 Mar',
      '🪫 Shirt —\u00a0S: 0; M: 1',
      '🪫 Running low —\u00a02 left, ≈ 4 days',
    ]
    const places = [...order, '📦 On its way —\u00a0due 7 Mar', '5. Plenty —\u00a040 left'].map((part) =>
      text.indexOf(part),
    )
    expect(places.every((place) => place > 0)).toBe(true)
    expect(places).toEqual(places.toSorted((one, other) => one - other))
    expect(text).not.toMatch(/Draft/)
    expect(text).toMatch(notice)
    expect(labels(message)).toEqual([...['1', '2', '3', '4', '5', 'See picture', 'More…', '🏠 Home']])
  })

  it('is a picture for whoever would rather look, kept while nothing changed and let go of when something did', async () => {
    const { owner, shop } = await seller('Hugo')
    const { prisma } = platform.app.core.db
    const listing = await rows.listing(shop.id, { title: 'Vase' })
    const keyNow = async () => (await prisma.etsyShop.findUniqueOrThrow({ where: { id: shop.id } })).pictureKey ?? ''
    const look = async () => {
      owner.catchesUp()
      await owner.sends('/stock')
      await owner.sees(/Vase/)
      await owner.presses('See picture')
      return owner.sees(({ photo }) => photo !== null)
    }
    const first = await look()
    expect(first.caption).toMatch(/^Hugo’s ceramics: looked .*\nOn sale 1, .*\n\nThe term 'Etsy'/)
    expect(labels(first)).toEqual(['See list', '🏠 Home'])
    const before = await keyNow()
    expect(before).toMatch(new RegExp(`^etsy-lowstock/stock/${shop.id}/[0-9a-f]{32}\\.png$`))
    await owner.presses('See list')
    await owner.sees(/Vase —\u00a03 left/)
    expect((await look()).photo?.file_id).toBe(first.photo?.file_id)
    await prisma.etsyListing.update({ where: { id: listing.id }, data: { quantity: 1 } })
    await look()
    const after = await keyNow()
    expect(after).not.toBe(before)
    expect(await prisma.formFile.count({ where: { key: before } })).toBe(1)
    await prisma.etsyListing.update({ where: { id: listing.id }, data: { quantity: 3 } })
    await look()
    expect(await keyNow()).toBe(before)
    expect(await prisma.formFile.count({ where: { key: before } })).toBe(0)
    expect(await prisma.formFile.count({ where: { key: after } })).toBe(1)
  })

  it('lets go of a picture whose shop was unlinked while it was drawn', async () => {
    const { owner, shop } = await seller('Hanna')
    const { core } = platform.app
    const drawing = createPictures({
      ...core,
      async draw() {
        await core.db.tx((tx) => platform.storeOf('etsy-lowstock').eraseUser(tx, BigInt(owner.id)))
        return Buffer.from('a picture')
      },
    })
    const legend = { out: '', low: '', fine: '', threshold: '', unnamed: '' }
    const key = (await drawing.of(shop, { title: 'Hanna', legend, bars: [] })) ?? expect.fail('no picture')
    expect(await core.files.has(key)).toBe(true)
    await platform.advance(3_600_000)
    await expect.poll(() => core.files.has(key)).toBe(false)
  })

  it('turns pages of seven that hold everything once, with titles that can be told apart', async () => {
    const { owner, shop } = await seller('Ines')
    for (let at = 1; at <= 20; at += 1)
      await rows.listing(shop.id, {
        title: `Hand-thrown stoneware mug ${String(at).padStart(2, '0')} ${'& more '.repeat(15)}`.slice(0, 140),
        variations: ['Extra extra large', 'Extra large'].map((name) => ({ name: `${name} ${at}`, quantity: 0 })),
      })
    const numbersOf = ({ text }: { readonly text: string | null }) => text?.match(/stoneware mug \d\d/g) ?? []
    await owner.sends('/stock')
    const first = await owner.sees(/1\. 🪫 Hand-thrown stoneware mug \d\d &… —\u00a0Extra extra…: 0; \+1\n/)
    expect(first.text).toMatch(/certified by Etsy, Inc\.$/)
    expect(labels(first).slice(0, 10)).toEqual([...['1', '2', '3', '4', '5', '6', '7', '‹', '1\u00a0of\u00a03', '›']])
    await owner.presses('›')
    const second = await owner.sees(/8\. /)
    await owner.presses('See picture')
    const picture = await owner.sees(({ photo }) => photo !== null)
    expect(labels(picture).slice(0, 3)).toEqual(['‹', '2\u00a0of\u00a03', '›'])
    await owner.presses('›')
    await owner.sees(({ buttons }) => buttons.flat().some(({ text }) => text === '3\u00a0of\u00a03'))
    await owner.presses('See list')
    const third = await owner.sees(/15\. /)
    expect(labels(third).slice(0, 4)).toEqual(['15', '16', '17', '18'])
    expect(new Set([first, second, third].flatMap(numbersOf)).size).toBe(20)
    await owner.presses('‹')
    await owner.sees(/8\. /)
  })

  it('lets somebody with several shops choose, or name one', async () => {
    const { owner, shop } = await seller('Jana')
    const other = await rows.shop(owner.id, 'Second shop')
    await rows.listing(other.id, { title: 'Other thing' })
    await rows.listing(shop.id, { title: 'Thing' })
    await owner.sends('/stock')
    const which = await owner.sees(/Which shop’s stock/)
    expect(labels(which)).toEqual(['Jana’s ceramics', 'Second shop', '🏠 Home'])
    await owner.presses('Second shop')
    await owner.sees(/Other thing/)
    await owner.sends('/stock jana')
    await owner.sees(/Thing —\u00a03 left/)
  })

  it('shows sixty shops in pages, and by a part of the name as many as there is room for', async () => {
    const owner = await person('Jim')
    for (let at = 1; at <= 60; at += 1) await rows.shop(owner.id, `Shop ${String(at).padStart(2, '0')}`)
    const eight = (from: number) =>
      Array.from({ length: 8 }, (_, index) => `Shop ${String(from + index).padStart(2, '0')}`)
    await owner.sends('/stock')
    const first = await owner.sees(/Which shop’s stock/)
    expect(labels(first)).toEqual([...eight(1), '‹', '1\u00a0of\u00a08', '›', '🏠 Home'])
    await owner.presses('›')
    expect(labels(await owner.sees(/Which shop’s stock/)).slice(0, 8)).toEqual(eight(9))
    await owner.presses('Shop 09')
    await owner.sees(/Shop 09: looked/)
    await owner.presses('More…')
    await owner.sees(/More about the stock/)
    await owner.presses('📋 Choose another shop')
    await owner.sees(/Which shop’s stock/)
    await owner.sends('/stock shop')
    const named = await owner.sees(
      /52 more shops have “shop” in their names\. To see them, send \/stock and more of the/,
    )
    expect(labels(named)).toEqual([...eight(1), '🏠 Home'])
    await rows.shop(owner.id, 'Shop')
    await owner.sends('/stock shop')
    await owner.sees(/^Shop: looked/)
  })

  it('says so when nothing is there, when the first look is on its way, and when the shop is not connected', async () => {
    const { owner, shop } = await seller('Kira')
    const { prisma } = platform.app.core.db
    const where = { id: shop.id }
    await prisma.etsyShop.update({ where, data: { lookedAt: null, state: 'LINKING' } })
    await owner.sends('/stock')
    await owner.sees(/the first look is on its way\n.*\n\nNothing is on sale or sold out here/)
    await prisma.etsyShop.update({
      where,
      data: { lookedAt: platform.clock.now(), state: 'DISCONNECTED', disconnectedAt: platform.clock.now() },
    })
    owner.catchesUp()
    await owner.sends('/stock')
    expect(labels(await owner.sees(/alerts are paused, this is the stock of/))).toContain('🔗 Reconnect')
  })

  it('answers anybody in a group that gets the alerts, and sends no files there', async () => {
    const { owner, shop } = await seller('Lena')
    await rows.listing(shop.id, { title: 'Bowl' })
    const mia = await person('Mia')
    const group = platform.telegram.group('Workshop', [owner, mia])
    const inGroup = mia.in(group)
    await inGroup.sends('/stock')
    await inGroup.sees(/No shop’s stock can be seen here/)
    await rows.chat(shop.id, group)
    await inGroup.sends('/stock')
    await inGroup.sees(/Bowl —\u00a03 left/)
    await inGroup.presses('More…')
    const more = await inGroup.sees(/More about the stock/)
    expect(more.buttons.map((row) => row.map(({ text, style }) => [text, style ?? '']))).toEqual([
      [['Open on Etsy', 'primary']],
      [['🔕 See what is off', '']],
      [['‹ Stock', '']],
    ])
  })

  it('speaks Russian', async () => {
    const { owner, shop } = await seller('Нина', 'ru')
    await rows.listing(shop.id, { title: 'Кружка', variations: [{ quantity: 2, stock: 'LOW' }] })
    await owner.sends('/stock')
    const message = await owner.sees(/🪫 Кружка —\s2\sшт\./)
    expect(message.text).toMatch(/В продаже: 1, 🪫 заканчивается: 1, 🚫 распродано: 0\n/)
    expect(message.text).toMatch(notice)
  })
})

describe('the card of a listing', () => {
  it('says all about each variation, and turns alerts off and on for this chat', async () => {
    const { owner, shop } = await seller('Olga')
    const listing = await rows.listing(shop.id, {
      title: 'Ring',
      variations: [
        { name: 'Size 7', quantity: 2, stock: 'LOW', sku: 'R7' },
        { name: 'Size 8', quantity: 12, sku: '', priceMinor: 2000n },
        { name: 'Size 9', quantity: 0, isEnabled: false },
      ],
    })
    const [first] = listing.variations
    await rows.change(first ?? expect.fail('no variation'), 14, 2)
    await owner.sends('/stock')
    await owner.sees(/Ring/)
    await owner.presses('1')
    const card = await owner.sees(/Size 7: 2 left, €12\.50, SKU R7/)
    expect(card.text).toMatch(/lasts ≈ 2 days by 14 days’ sales, 4 days by 30, low at 2 pieces \(the shop’s\)/)
    expect(card.text).toMatch(/Size 8: 12 left, €20, low at/)
    expect(card.text).not.toMatch(/Size 9/)
    expect(card.text).toMatch(notice)
    expect(labels(card)).toEqual(['Open on Etsy', '✏️ Set threshold', '🔕 Turn alerts off', '‹ Stock', '🏠 Home'])
    expect(await owner.presses('🔕 Turn alerts off')).toMatchObject({ text: expect.stringMatching(/No more alerts/) })
    await owner.sees(/Alerts are off in this chat\./)
    await owner.presses('‹ Stock')
    await owner.sees(/🪫 Ring —\u00a0.* 🔕/)
    await owner.presses('More…')
    await owner.sees(/More about the stock/)
    await owner.presses('🔕 See what is off')
    const off = await owner.sees(/no alerts in this chat about\n\n• Ring/)
    expect(off.text).toMatch(notice)
    await owner.presses('🔔 Ring')
    await owner.sees(/alerts are on for every listing/)
    expect(await platform.app.core.db.prisma.etsyQuiet.count({ where: { listingId: listing.id } })).toBe(0)
  })

  it('shows all variations of many, page by page, and leads back to the page of the stock', async () => {
    const { owner, shop } = await seller('Otis')
    for (let at = 1; at <= 9; at += 1)
      await rows.listing(shop.id, { title: `Other ${at}`, variations: [{ quantity: 5 }] })
    const variations = Array.from({ length: 10 }, (_, at) => ({ name: `Size ${at + 1}`, quantity: at + 10 }))
    await rows.listing(shop.id, { title: 'Poster', variations })
    await owner.sends('/stock')
    await owner.sees(/Other 1/)
    await owner.presses('›')
    await owner.sees(/10\. Poster/)
    await owner.presses('10')
    const seen: string[] = []
    for (let page = 1; page <= 3; page += 1) {
      const card = await owner.sees(({ buttons }) =>
        buttons.flat().some(({ text }) => text === `${page}\u00a0of\u00a03`),
      )
      seen.push(...(card.text?.match(/Size \d+(?=: \d+ left)/g) ?? []))
      if (page < 3) await owner.presses('›')
    }
    expect(seen).toEqual(variations.map(({ name }) => name))
    await owner.presses('‹ Stock')
    await owner.sees(/10\. Poster/)
  })

  it('tells until when alerts are off, and counts what is over no more', async () => {
    const { owner, shop } = await seller('Paul')
    const { prisma } = platform.app.core.db
    const [{ id: listingId }, chat] = [
      await rows.listing(shop.id, { title: 'Lamp' }),
      await prisma.etsyChat.findFirstOrThrow({ where: { shopId: shop.id } }),
    ]
    const until = new Date(platform.clock.now().getTime() + 3_600_000)
    await prisma.etsyQuiet.create({ data: { chatRef: chat.id, listingId, at: platform.clock.now(), until } })
    await owner.sends('/stock')
    await owner.sees(/Lamp —\u00a03 left 🔕/)
    await owner.presses('1')
    await owner.sees(/Alerts are off in this chat until/)
    await platform.advance(3_700_000)
    owner.catchesUp()
    await owner.sends('/stock')
    const later = await owner.sees(/Lamp —\u00a03 left/)
    expect(later.text).not.toMatch(/🔕/)
  })

  it('names a variation whose alerts are off, and turns on that one and no other', async () => {
    const { owner, shop } = await seller('Olga')
    const { prisma } = platform.app.core.db
    const names = ['S', 'M', 'L'].map((name) => ({ name, quantity: 3 }))
    const title = 'Speckled stoneware mug with a long name'
    const { id: listingId, variations } = await rows.listing(shop.id, { title, variations: names })
    const [, medium, large] = variations
    const chat = await prisma.etsyChat.findFirstOrThrow({ where: { shopId: shop.id } })
    for (const variationId of [null, medium?.id ?? 0n, large?.id ?? 0n])
      await prisma.etsyQuiet.create({ data: { chatRef: chat.id, listingId, variationId, at: platform.clock.now() } })
    await owner.presses({ data: platform.sign(BigInt(owner.id), `et.s-quiet:${shop.id.toString(36)}`) })
    const off = await owner.sees(/no alerts in this chat about/)
    expect(off.text).toContain(`\n• ${title}\n• ${title} · M\n• ${title} · L\n`)
    expect(labels(off).slice(0, 3)).toEqual([
      '🔔 Speckled stoneware mug with…',
      '🔔 Speckled stoneware mug… · M',
      '🔔 Speckled stoneware mug… · L',
    ])
    expect(await owner.presses('🔔 Speckled stoneware mug… · M')).toMatchObject({
      text: 'Alerts about it are on again.',
    })
    await owner.sees(({ text }) => /· L/.test(text ?? '') && !text?.includes('· M'))
    const left = await prisma.etsyQuiet.findMany({ where: { listingId }, orderBy: { variationId: 'asc' } })
    expect(left.map(({ variationId }) => variationId)).toEqual([large?.id, null])
  })

  it('turns nothing on in a chat that is not one’s own', async () => {
    const { shop } = await seller('Quinn')
    const { prisma } = platform.app.core.db
    const listing = await rows.listing(shop.id, { title: 'Bell' })
    const chat = await prisma.etsyChat.findFirstOrThrow({ where: { shopId: shop.id } })
    const quiet = await prisma.etsyQuiet.create({
      data: { chatRef: chat.id, listingId: listing.id, at: platform.clock.now() },
    })
    const { owner: rita, shop: hers } = await seller('Rita')
    for (const one of [shop, hers]) {
      const data = `et.s-wake:${one.id.toString(36)}:${quiet.id.toString(36)}`
      await rita.presses({ data: platform.sign(BigInt(rita.id), data) })
    }
    expect(await prisma.etsyQuiet.count({ where: { id: quiet.id } })).toBe(1)
  })

  it('says so when the listing is gone', async () => {
    const { owner, shop } = await seller('Rosa')
    const listing = await rows.listing(shop.id, { title: 'Tray' })
    await owner.sends('/stock')
    await owner.sees(/Tray/)
    await platform.app.core.db.prisma.etsyListing.delete({ where: { id: listing.id } })
    expect((await owner.presses('1')).text).toMatch(/This listing is not there any more/)
  })
})

describe('files', () => {
  it('bring stock and history, newest first', async () => {
    const { owner, shop } = await seller('Sara')
    const listing = await rows.listing(shop.id, { title: '=HYPERLINK("x")', variations: [{ quantity: 2 }] })
    const variation = listing.variations[0] ?? expect.fail('no variation')
    await rows.change(variation, 3, 5)
    await rows.change(variation, 1, 1, 'edited')
    await owner.sends('/stock')
    await owner.sees(/HYPERLINK/)
    await owner.presses('More…')
    await owner.sees(/two CSV files/)
    await owner.presses('📄 Get CSV files')
    const stock = await owner.sees(/the stock, the newest listings first/)
    const history = await owner.sees(/what changed, newest first/)
    for (const message of [stock, history]) expect(message.caption).toMatch(notice)
    const textOf = (fileId: string | undefined) =>
      Buffer.from(platform.standin.file(fileId ?? '') ?? []).toString('utf8')
    const lines = textOf(stock.document?.file_id).split('\r\n')
    expect(lines[0]).toBe(
      '\uFEFFlisting_id,title,state,variation,sku,quantity,price,currency,threshold,threshold_by,threshold_from,days_left,url',
    )
    expect(lines[1]).toMatch(/^\d+,"'=HYPERLINK\(""x""\)",active,,SKU-0,2,12\.50,EUR,2,units,shop,9\.3,https:/)
    const changes = textOf(history.document?.file_id).split('\r\n')
    expect(changes[1]).toMatch(/,100,99,edited$/)
    expect(changes[2]).toMatch(/,100,97,sold$/)
  })
})
