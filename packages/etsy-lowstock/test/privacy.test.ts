import { readColumns, tracesOf } from '@bazaar/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { clayThread, day, type Person, type Story, startStory } from './story-harness.ts'

let story: Story
let anna: Person
let shop: bigint
beforeAll(async () => {
  story = await startStory()
})
afterAll(() => story.stop())

const name = 'Annabella'
const chatsOf = (person: Person) => story.db.prisma.etsyChat.findMany({ where: { userId: BigInt(person.id) } })
const store = () => story.platform.storeOf('etsy-lowstock')

async function joins(person: Person, shopId: bigint): Promise<void> {
  await person.sends('/start')
  await story.db.prisma.etsyChat.create({
    data: {
      shopId,
      chatId: BigInt(person.id),
      userId: BigInt(person.id),
      title: story.platform.app.core.keyring.seal(person.name, 'etsy_lowstock_chat.title'),
      addedAt: story.platform.clock.now(),
    },
  })
}

describe('somebody with a shop and an alert that was answered', () => {
  beforeEach(async () => {
    anna = story.person(name)
    shop = await story.link(anna)
    story.etsy.restock(clayThread.print, 1)
    await story.look()
    story.etsy.sell(clayThread.print)
    await story.look()
    await anna.sees(/Sold out: Lino print/)
  })

  it('/delete leaves nothing of a seller, and the others keep theirs', async () => {
    const boris = story.person('Boris')
    const other = await story.link(boris)
    await joins(anna, other)
    await anna.presses('📦 Ordered, due…')
    await anna.presses('In a week')
    await anna.sees(/📦 Ordered, due/)
    await anna.sends('/link')
    await anna.sees(/Link your Etsy shop/)
    // Orders of Anna's about a shop of somebody else's.
    const about = await story.db.prisma.etsyListing.findFirstOrThrow({ where: { shopId: other } })
    const order = await story.db.prisma.etsyOrder.create({
      data: {
        listingId: about.id,
        byUser: BigInt(anna.id),
        at: story.platform.clock.now(),
        dueAt: story.platform.clock.now(),
      },
    })
    const { listingId, id: variationId } = await story.db.prisma.etsyVariation.findFirstOrThrow({
      where: { listing: { shopId: other } },
    })
    await story.db.prisma.etsyRestock.create({
      data: {
        ...{ shopId: other, listingId, variationId, byUser: BigInt(anna.id), at: story.platform.clock.now() },
        ...{ before: 0, after: 1, token: 'of-anna' },
      },
    })
    const own = readColumns().filter(({ owner, mark }) => owner === 'etsy-lowstock' && mark)
    const before = Object.keys(await tracesOf(story.platform.databaseUrl, anna.id))
    const byAccount = new Set(['etsy_lowstock_shop.etsy_user_id'])
    const expected = own.map(({ table, column }) => `${table}.${column}`).filter((one) => !byAccount.has(one))
    expect(before).toEqual(expect.arrayContaining(expected))

    await anna.sends('/delete')
    await anna.sees(/Delete|delete/)
    await anna.presses('🗑 Yes, delete everything')
    await anna.sees('Everything is deleted')
    const after = Object.keys(await tracesOf(story.platform.databaseUrl, anna.id))
    expect(after.filter((one) => one.startsWith('etsy_lowstock_'))).toEqual([])
    const id = BigInt(anna.id)
    expect(await story.db.prisma.etsyShop.count({ where: { ownerId: id } })).toBe(0)
    expect(await story.db.prisma.etsyGrant.count({ where: { shopId: shop } })).toBe(0)
    expect(await story.db.prisma.etsyListing.count({ where: { shopId: shop } })).toBe(0)
    expect(await tracesOf(story.platform.databaseUrl, name)).toEqual({})
    expect(await story.db.prisma.etsyOrder.count({ where: { id: order.id, byUser: null } })).toBe(1)

    story.etsy.sell(clayThread.tote, { count: 99 })
    const calls = story.etsy.counts().api
    await story.platform.advance(2 * 61_000)
    await boris.sees(/Sold out: Linen tote bag/)
    expect(anna.botMessages(/Linen tote bag/)).toEqual([])
    expect(story.etsy.counts().api).toBeGreaterThan(calls)
    const looked = await story.db.pool.query(`SELECT 1 FROM core_schedule WHERE key = $1`, [
      `etsy-lowstock.look:${shop}`,
    ])
    expect(looked.rowCount).toBe(0)
  })

  it('what a colleague noted as ordered stays when they leave, without them, and is reminded of', async () => {
    const boris = story.person('Boris')
    await joins(boris, shop)
    story.etsy.restock(clayThread.print, 1)
    await story.look()
    story.etsy.sell(clayThread.print)
    await story.look()
    await boris.sees(/Sold out: Lino print/)
    await boris.presses('📦 Ordered, due…')
    await boris.presses('In a week')
    await boris.sees(/📦 Ordered, due/)
    await boris.sends('/delete')
    expect((await boris.sees(/Your shops on Etsy/)).text).toContain('stays, without you')
    await boris.presses('🗑 Yes, delete everything')
    await boris.sees('Everything is deleted')
    expect(await story.db.prisma.etsyOrder.findMany({ where: { listing: { shopId: shop } } })).toMatchObject([
      { byUser: null },
    ])
    await story.platform.advance(8 * day)
    await anna.sees(/Was due by now, and still sold out: Lino print/)
    await story.db.tx((tx) => store().eraseUser(tx, BigInt(anna.id)))
  })

  it('the export names shops, what is on sale, and whose alerts one gets: no token and no secret', async () => {
    const exported = JSON.stringify(await store().exportUser(BigInt(anna.id)))
    expect(JSON.parse(exported)).toMatchObject({
      shops: [{ name: 'Clay & Thread', state: 'ACTIVE', threshold: { value: 2, by: 'units' } }],
      alerts_of: [{ shop: 'Clay & Thread' }],
    })
    expect(exported).toContain('Lino print')
    for (const secret of ['token', 'access', 'refresh', 'secret', 'verifier']) expect(exported).not.toContain(secret)
    await story.db.tx((tx) => store().eraseUser(tx, BigInt(anna.id)))
  })

  it('/export has orders and thresholds, and the history as a file', async () => {
    const { prisma } = story.db
    const listing = await prisma.etsyListing.findFirstOrThrow({
      where: { shopId: shop, title: { startsWith: 'Lino print' } },
      include: { variations: true },
    })
    await prisma.etsyListing.update({ where: { id: listing.id }, data: { threshold: 7, thresholdBy: 'days' } })
    const at = story.platform.clock.now()
    await prisma.etsyOrder.create({ data: { listingId: listing.id, byUser: BigInt(anna.id), at, dueAt: at } })
    await anna.sends('/export')
    const data = await anna.sees((message) => message.document?.file_name?.endsWith('.json') ?? false)
    const text = (file: string | undefined) => Buffer.from(story.platform.standin.file(file ?? '') ?? []).toString()
    expect(JSON.parse(text(data.document?.file_id)).data['etsy-lowstock']).toMatchObject({
      shops: [
        {
          thresholds: [{ listing: listing.title, variation: '', value: 7, by: 'days' }],
          orders: [{ listing: listing.title, variation: '', due_at: at.toISOString() }],
        },
      ],
      noted_orders: [],
    })
    const history = await anna.sees((message) => message.document?.file_name === `etsy-history-${shop}-1.csv`)
    expect(history.caption).toMatch(/Clay & Thread: what changed, listing by listing; file 1\.[\s\S]*The term 'Etsy'/)
    expect(text(history.document?.file_id)).toMatch(/Lino print[^\n]*,1,0,sold\r\n/)
    await story.db.tx((tx) => store().eraseUser(tx, BigInt(anna.id)))
  })

  it('whoever blocks the bot is told nothing, and Start is enough to be told again', async () => {
    anna.blocks()
    story.etsy.restock(clayThread.print, 1)
    await story.look()
    await expect.poll(async () => (await chatsOf(anna))[0]?.pausedAt).toEqual(story.platform.clock.now())
    const chat = { chat: { userId: BigInt(anna.id) } }
    const told = await story.db.prisma.etsyAlert.count({ where: chat })
    story.etsy.sell(clayThread.print)
    await story.look()
    expect(await story.db.prisma.etsyAlert.count({ where: chat })).toBe(told)
    anna.unblocks()
    await anna.sends('/start')
    await expect.poll(async () => (await chatsOf(anna))[0]?.pausedAt).toBeNull()
    story.etsy.restock(clayThread.print, 2)
    await story.look()
    await anna.sees(/Back in stock: Lino print/)
    await story.db.tx((tx) => store().eraseUser(tx, BigInt(anna.id)))
  })

  it('what others were to be told of an erased shop is not sent, they hear that there is no more, and its picture goes', async () => {
    const { prisma } = story.db
    const boris = story.person('Boris')
    await joins(boris, shop)
    await prisma.etsyShop.update({ where: { id: shop }, data: { pictureKey: 'etsy-lowstock/stock/erased.png' } })
    await story.db.tx((tx) =>
      story.platform.app.core.notifications.emit(tx, {
        ...{ topic: 'etsy-lowstock-connection', chatId: BigInt(boris.id), userId: BigInt(boris.id) },
        ...{ entity: `shop:${shop}`, transition: 'later' },
        notBefore: new Date(story.platform.clock.now().getTime() + day / 2),
        content: { text: { key: 'etsy-lowstock-share-told-removed', params: { shop: 'Waits' } } },
      }),
    )
    await story.db.tx((tx) => store().eraseUser(tx, BigInt(anna.id)))
    expect(await prisma.formFile.count({ where: { key: 'etsy-lowstock/stock/erased.png' } })).toBe(1)
    await boris.sees(/The owner has unlinked the shop/)
    await story.platform.advance(day)
    expect(boris.botMessages(/Waits/)).toEqual([])
  })

  it('a group keeps its alerts when it becomes another chat', async () => {
    const [old, now] = [-5_001n, -100_005_001n]
    await story.db.prisma.etsyChat.create({
      data: {
        shopId: shop,
        chatId: old,
        title: story.platform.app.core.keyring.seal('Studio', 'etsy_lowstock_chat.title'),
        addedAt: story.platform.clock.now(),
      },
    })
    const parts = story.platform.app.declarations.all.filter(({ id }) => id === 'etsy-lowstock')
    await story.db.tx(async (tx) => {
      for (const { part } of parts) await part.chatMigrated?.(tx, old, now)
    })
    const groups = await story.db.prisma.etsyChat.findMany({ where: { userId: null } })
    expect(groups.map(({ chatId }) => chatId)).toEqual([now])
    // Turned on in the new chat already, before the old one was told of.
    await story.db.prisma.etsyChat.create({
      data: { shopId: shop, chatId: old, title: Buffer.from(''), addedAt: story.platform.clock.now() },
    })
    await story.db.tx(async (tx) => {
      for (const { part } of parts) await part.chatMigrated?.(tx, old, now)
    })
    expect(await story.db.prisma.etsyChat.findMany({ where: { userId: null } })).toEqual(groups)
    await story.db.tx((tx) => store().eraseUser(tx, BigInt(anna.id)))
  })
})

it('/privacy says how long it is known which alerts were sent', async () => {
  const clara = story.person('Clara')
  await clara.sends('/privacy')
  await clara.sees(/What is stored/)
  await clara.presses('How long it is kept')
  await clara.sees(/Which alerts were sent: 400 d/)
})

it('webhook ids are kept for a day, the history for 400 days', async () => {
  const boris = story.person('Boris')
  const other = await story.link(boris)
  const listing = await story.db.prisma.etsyListing.findFirstOrThrow({ where: { shopId: other } })
  const at = (days: number) => new Date(story.platform.clock.now().getTime() - days * day)
  for (const days of [401, 399])
    await story.db.prisma.etsyChange.create({
      data: { listingId: listing.id, at: at(days), before: 2, after: 1, cause: 'sold' },
    })
  for (const days of [1.2, 0.5]) await story.db.prisma.etsyHook.create({ data: { id: `msg_${days}`, at: at(days) } })
  await story.platform.advance(3_600_000)
  await expect.poll(() => story.db.prisma.etsyChange.count({ where: { at: { lt: at(300) } } })).toBe(1)
  await expect.poll(() => story.db.prisma.etsyHook.count({ where: { id: { startsWith: 'msg_' } } })).toBe(1)
})
