import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { shopOpened } from '../src/callbacks.ts'
import { moreOpened, unlinkAsked } from '../src/shop/shops.callbacks.ts'
import { forges, labels, type Person, type ShopsStory, startShops } from './linked-shop.ts'

const names = ['Clay & Thread', 'Nordlicht', 'Moss', 'Fern', 'Oak', 'Birch', 'Kiln', 'Loom']
const day = 86_400_000

let story: ShopsStory
beforeAll(async () => {
  story = await startShops(names)
})
afterAll(() => story?.stop())

/** Rows of every table of the feature that hang on shops. */
async function rows() {
  const { prisma } = story.db
  const tables = await prisma.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables
    WHERE table_name LIKE 'etsy_lowstock_%' AND table_name NOT IN ('etsy_lowstock_quota', 'etsy_lowstock_hook')`
  const counts = await Promise.all(
    tables.map(async ({ name }) => {
      const [row] = await prisma.$queryRawUnsafe<{ count: number }[]>(`SELECT count(*)::int AS count FROM "${name}"`)
      return [name, row?.count ?? 0] as const
    }),
  )
  return Object.fromEntries(counts)
}

async function opensCard(person: Person, shop: string) {
  await person.sends('/shops')
  await person.sees(shop)
  await person.presses(shop)
  return person.sees(/Threshold: /)
}

describe('refuses', () => {
  it('a shop that does not concern the person, whatever they press', async () => {
    const owner = await story.person('Olga')
    const shop = await story.link(owner, 'Moss')
    const stranger = await story.person('Sid')
    for (const data of [shopOpened.pack({ shop }), moreOpened.pack({ shop }), unlinkAsked.pack({ shop })])
      expect(await forges(story, stranger, data)).toMatch(/is not here any more/)
    expect(await forges(story, owner, shopOpened.pack({ shop: 999_999n }))).toMatch(/is not here any more/)
  })

  it('to unlink where there is nothing to unlink, and in groups', async () => {
    const anna = await story.person('Anna')
    await anna.sends('/unlink')
    const answer = await anna.sees(/You have linked no shop yourself/)
    expect(labels(answer)).toEqual(['‹ Shops', '🏠 Home'])
    const there = anna.in(story.platform.telegram.group('Friends', [anna]))
    await there.sends('/unlink')
    await there.sees(/only in a private chat/)
  })
})

describe('the first screen', () => {
  it('says what it does, to somebody without a shop, in both languages', async () => {
    const anna = await story.person('Anna')
    await anna.sends('/start')
    const welcome = await anna.sees(/Link your Etsy shop, and I look at its listings all day/)
    expect(welcome.text).toMatch(/The term 'Etsy' is a trademark of Etsy, Inc\./)
    expect(labels(welcome)).toContain('🔗 Link your shop')
    const vera = await story.person('Вера', 'ru')
    await vera.sends('/start')
    expect(labels(await vera.sees(/Подключите магазин на Etsy/))).toContain('🔗 Подключить магазин')
    await vera.sends('/shops')
    await vera.sees(/Магазина пока нет/)
  })

  it('leads straight on with one shop, and names each of several', async () => {
    const owner = await story.person('Owen')
    await story.link(owner, 'Fern')
    await owner.sends('/start')
    const one = await owner.sees(/Fern\nOn sale 2, 1 of them low\. Sold out 0\.\nLast look: /)
    expect(labels(one)).toEqual(['📋 Stock', '🛒 Shop', '🔗 Link another', expect.any(String)])
    await story.link(owner, 'Oak')
    await owner.sends('/start')
    const two = await owner.sees(/Oak\n[\s\S]*Fern\n/)
    expect(labels(two).slice(0, 3)).toEqual(['📋 Oak', '📋 Fern', '🛒 Shops'])
  })
})

describe('the card', () => {
  it('says how the shop is, and offers what can be done', async () => {
    const owner = await story.person('Clara')
    const shop = await story.link(owner, 'Clay & Thread')
    const card = await opensCard(owner, 'Clay & Thread')
    expect(card.text).toMatch(/https:\/\/www\.etsy\.com\/shop\/Seller60000001/)
    expect(card.text).toMatch(/✅ Connected to Etsy\nOn sale 2, 1 of them low\. Sold out 0\.\nLast look: .+\n/)
    expect(card.text).toMatch(/Looked at about every .+: \d+ shops share Etsy’s calls|Looked at every 60 sec/)
    expect(card.text).toMatch(/Threshold: 2 pieces or fewer\nAlerts go to 1 chat\n/)
    expect(labels(card)).toEqual([
      ...['📋 Stock', '🪫 Threshold', '👥 Alerts go to…', 'More…', '‹ Shops'],
      expect.stringContaining('Home'),
    ])
    await owner.presses('More…')
    expect(labels(await owner.sees(/More about this shop/))).toEqual([
      ...['Open on Etsy', '➕ Restock from here', expect.stringMatching(/server|webhook/i), '🗑 Unlink…', '‹ Back'],
      expect.stringContaining('Home'),
    ])
    await story.db.prisma.etsyShop.update({
      where: { id: shop },
      data: { failingSince: story.platform.clock.now(), failures: 3 },
    })
    expect((await opensCard(owner, 'Clay & Thread')).text).toMatch(/⚠️ Etsy has not answered since .+; I go on trying/)
  })

  it('in Russian, with the end of the permission, and with Reconnect as the main thing when it has ended', async () => {
    const owner = await story.person('Вера', 'ru')
    const shop = await story.link(owner, 'Nordlicht')
    const endsAt = new Date(story.platform.clock.now().getTime() + 5 * day)
    await story.db.prisma.etsyGrant.update({ where: { shopId: shop }, data: { refreshExpiresAt: endsAt } })
    const open = async () => {
      await owner.sends('/shops')
      await owner.sees('Nordlicht')
      await owner.presses('Nordlicht')
      return owner.sees(/Порог: /)
    }
    const ending = await open()
    expect(ending.text).toMatch(/Разрешение Etsy закончится через 5\sдней\n/)
    expect(labels(ending).slice(0, 2)).toEqual(['🔗 Подключить снова', '📋 Остатки'])
    await story.db.prisma.etsyShop.update({
      where: { id: shop },
      data: { state: 'DISCONNECTED', disconnectedAt: story.platform.clock.now(), grant: { delete: true } },
    })
    await owner.sends('/shops')
    const list = await owner.sees(/Etsy закрыл доступ/)
    expect(list.buttons[0]).toMatchObject([{ text: '🔗 Подключить снова', style: 'primary' }])
    const ended = await open()
    expect(ended.text).toMatch(/❌ Etsy закрыл доступ .+: уведомлений не будет/)
    expect(ended.text).not.toMatch(/Проверяю/)
    expect(ended.buttons.flat().find(({ text }) => text === '🔗 Подключить снова')).toMatchObject({ style: 'primary' })
    await owner.sends('/start')
    expect(labels(await owner.sees(/Etsy закрыл доступ/))[0]).toBe('🔗 Подключить снова')
  })

  it('stands in a list of pages where there are many shops', async () => {
    const owner = await story.person('Mary')
    const at = story.platform.clock.now()
    for (let number = 1; number <= 8; number += 1) {
      const made = await story.db.prisma.etsyShop.create({
        data: {
          ...{ ownerId: BigInt(owner.id), etsyUserId: 7n, etsyShopId: BigInt(900 + number), name: `Shop ${number}` },
          ...{ url: 'https://www.etsy.com/shop/X', currency: 'EUR', linkedAt: at, state: 'DISCONNECTED' },
          ...{ nextLookAt: at, disconnectedAt: at },
        },
      })
      expect(made.id).toBeGreaterThan(0n)
    }
    await owner.sends('/shops')
    expect(labels(await owner.sees(/Shop 8[\s\S]*Shop 5/))).not.toContain('Shop 4')
    await owner.presses('Older ›')
    await owner.sees(/Shop 4[\s\S]*Shop 1/)
    const ninth = { etsyShopId: 909n, name: 'Shop 9' }
    const { id: _, ...like } = await story.db.prisma.etsyShop.findFirstOrThrow({ where: { ownerId: BigInt(owner.id) } })
    await story.db.prisma.etsyShop.create({ data: { ...like, ...ninth } })
    await owner.sends('/unlink')
    expect(labels(await owner.sees(/Which shop do you want to unlink/))).toEqual([
      ...[1, 2, 3, 4, 5, 6, 7, 8].map((number) => `Shop ${number}`),
      ...['‹', '1\u00a0of\u00a02', '›', expect.stringContaining('Home')],
    ])
    await owner.presses('›')
    await owner.sees(/Which shop do you want to unlink/)
    await owner.presses('Shop 9')
    await owner.sees(/Unlink Shop 9\?/)
    const there = owner.in(story.platform.telegram.group('Many', [owner]))
    await there.sends('/shops')
    const offered = await there.sees(/No shop’s alerts come here/)
    expect(labels(offered)).toEqual([
      ...[1, 2, 3, 4, 5].map((number) => `🔔 Turn on: Shop ${number}`),
      ...['‹', '1\u00a0of\u00a02', '›'],
    ])
    await there.presses('🔔 Turn on: Shop 1')
    await there.sees(/come to this group\./)
    await there.sends('/shops')
    expect(labels(await there.sees(/Alerts of these shops come here/)).slice(0, 2)).toEqual([
      ...['Shop 1', '🔔 Turn on: Shop 2'],
    ])
    await there.presses('›')
    await there.sees(/Shops of yours whose alerts do not come here/)
    await there.presses('🔔 Turn on: Shop 9')
    await there.sees(/come to this group\./)
    await story.db.prisma.etsyShop.deleteMany({ where: { ownerId: BigInt(owner.id) } })
  })
})

describe('unlinking', () => {
  it('asks first, deletes every row, stops the looks, and is told to the other chats once', async () => {
    await story.db.prisma.etsyShop.deleteMany({})
    const owner = await story.person('Ulla')
    const colleague = await story.person('Karl')
    const shop = await story.link(owner, 'Birch')
    const group = story.platform.telegram.group('Team', [owner])
    const { keyring } = story.platform.app.core
    const seal = (name: string) => keyring.seal(name, 'etsy_lowstock_chat.title')
    const addedAt = story.platform.clock.now()
    for (const [chatId, userId] of [
      [BigInt(colleague.id), BigInt(colleague.id)],
      [BigInt(group), null],
    ] as const)
      await story.db.prisma.etsyChat.create({ data: { shopId: shop, chatId, userId, title: seal('x'), addedAt } })
    const listing = await story.db.prisma.etsyListing.findFirstOrThrow({ where: { shopId: shop } })
    story.etsy.sell(Number(listing.etsyListingId), { count: Number.POSITIVE_INFINITY })
    await story.platform.advance(10 * 60_000)
    await colleague.sees(/Sold out/)
    await owner.sends('/unlink')
    const ask = await owner.sees(/Unlink Birch\?/)
    expect(ask.text).toMatch(/2 listings with stock and history/)
    expect(ask.text).toMatch(/2 other chats get no more alerts, and are told so/)
    expect(ask.buttons.flat()[0]).toMatchObject({ text: '🗑 Unlink for good', style: 'danger' })
    expect(await rows()).toMatchObject({ etsy_lowstock_shop: 1, etsy_lowstock_chat: 3, etsy_lowstock_grant: 1 })
    await owner.presses('🗑 Unlink for good')
    await owner.sees(/Birch is unlinked/)
    await colleague.sees(/The owner has unlinked the shop/)
    await owner.in(group).sees(/The owner has unlinked the shop/)
    expect(new Set(Object.values(await rows()))).toEqual(new Set([0]))
    const before = story.etsy.calls().length
    await story.platform.advance(day)
    expect(story.etsy.calls().length).toBe(before)
    expect(colleague.botMessages(/has unlinked the shop/)).toHaveLength(1)
    await colleague.sends('/shops')
    await colleague.sees(/No shop yet/)
  })

  it('withdraws what waits to be sent, and a second press shows the same', async () => {
    const owner = await story.person('Ulrich')
    const shop = await story.link(owner, 'Kiln')
    const { notifications } = story.platform.app.core
    const later = new Date(story.platform.clock.now().getTime() + day)
    await story.db.tx((tx) =>
      notifications.emit(tx, {
        ...{ topic: 'etsy-lowstock-connection', chatId: BigInt(owner.id), userId: BigInt(owner.id) },
        ...{ entity: `shop:${shop}`, transition: 'later', notBefore: later },
        content: { text: { key: 'etsy-lowstock-shop-told-unlinked', params: { shop: 'Waits' } } },
      }),
    )
    const picture = 'etsy-lowstock/stock/kiln.png'
    await story.db.prisma.etsyShop.update({ where: { id: shop }, data: { pictureKey: picture } })
    await owner.sends('/unlink')
    const ask = await owner.sees(/Unlink Kiln\?/)
    expect(ask.text).toMatch(/Nobody else gets its alerts/)
    const [yes] = ask.buttons.flat()
    await owner.presses('🗑 Unlink for good')
    await owner.sees(/Kiln is unlinked/)
    expect(await story.db.prisma.formFile.count({ where: { key: picture } })).toBe(1)
    if (!yes?.callback_data) throw new Error('The card has no button.')
    expect((await owner.presses({ data: yes.callback_data })).text).toMatch(/done already/)
    await story.platform.advance(2 * day)
    expect(owner.botMessages(/Waits/)).toEqual([])
  })

  it('in Russian', async () => {
    const owner = await story.person('Ульяна', 'ru')
    await story.link(owner, 'Loom')
    await owner.sends('/unlink')
    await owner.sees(/Отключить Loom\?[\s\S]*2 товара с остатками[\s\S]*Больше никто/)
    await owner.presses('🗑 Отключить навсегда')
    await owner.sees(/Магазин отключён: Loom/)
  })
})

it('names its commands to those whom they concern', async () => {
  const anna = await story.person('Anna')
  const named = async (person: Person) => {
    await person.sends('/help')
    return (await person.sees(/\/shops/)).text ?? ''
  }
  expect(await named(anna)).not.toMatch(/\/unlink/)
  await story.link(anna, 'Moss')
  expect(await named(anna)).toMatch(/\/unlink/)
})
