import { type Copies, copyRows, fixStatistics } from '@bazaar/testing'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createSeals } from '../src/channel/sealed.ts'
import { env } from '../src/env.ts'
import { historyFiles } from '../src/report/files/history-files.ts'
import { historyRows, stockRows } from '../src/report/files/rows.ts'
import { createQuiets } from '../src/report/quiet/quiet.service.ts'
import { createSeats } from '../src/report/seats.ts'
import { createStock } from '../src/report/stock.service.ts'
import { createServices } from '../src/services.ts'
import { readCounts } from '../src/shop/index.ts'
import { createApply } from '../src/stock/apply.ts'
import { createHooks } from '../src/stock/hooks.service.ts'
import { readPace } from '../src/stock/index.ts'
import { createPages } from '../src/stock/page.ts'
import { findGone, loadListings, noteLookup } from '../src/stock/snapshot.repository.ts'
import { findMissing } from '../src/stock/sweep.repository.ts'
import { createThresholds } from '../src/threshold/thresholds.service.ts'
import { platform, rows, seller, useSellers } from './sellers.ts'
import { createMeter } from './statements.ts'

const firstCopy = 1_000_001
const few = 60
const many = 50_000
/** The trees of large tables are a level or two deeper. Whatever is read as a whole has hundreds of blocks. */
const deeperAtMost = 60

/** Half of everything is of one other shop, which is large; the other half of shops with one of each. */
const half = (own: string) => `CASE WHEN n % 2 = 0 THEN ${firstCopy} ELSE ${own} END`
const copies: Copies = {
  etsy_lowstock_shop: { id: 'n', owner_id: 'n', etsy_user_id: 'n', etsy_shop_id: 'n' },
  etsy_lowstock_chat: { id: 'n', shop_id: 'n', chat_id: 'n', user_id: 'n' },
  etsy_lowstock_listing: { id: 'n', shop_id: half('n'), etsy_listing_id: 'n', title: "'Copy ' || n" },
  etsy_lowstock_variation: { id: 'n', listing_id: 'n' },
  etsy_lowstock_change: { id: 'n', listing_id: half('n'), variation_id: half('n') },
  etsy_lowstock_quiet: { id: 'n', chat_ref: half('n'), listing_id: 'n', variation_id: 'n' },
  etsy_lowstock_order: { id: 'n', listing_id: 'n', variation_id: 'n', by_user: 'n' },
  etsy_lowstock_alert: { id: 'n', chat_ref: half('n'), listing_id: 'n', variation_id: 'n', notification_id: 'n' },
  etsy_lowstock_endpoint: { id: 'n', shop_id: 'n' },
  etsy_lowstock_delivery: { id: 'n', endpoint_id: half('n'), message_id: 'n::text' },
  etsy_lowstock_invite: { id: 'n', shop_id: 'n', token_hash: 'n::text' },
  etsy_lowstock_link: { id: 'n', user_id: 'n', chat_id: 'n', state_hash: 'n::text', token_hash: 'NULL' },
  etsy_lowstock_hook: { id: 'n::text' },
  etsy_lowstock_grant: { shop_id: 'n' },
}

/** A shop with one of each, from which the others are copied. */
async function begin() {
  const { core } = platform.app
  const { prisma } = core.db
  const { owner, shop } = await seller('Planner')
  const [at, ownerId] = [platform.clock.now(), BigInt(owner.id)]
  const soon = new Date(at.getTime() + 3_600_000)
  const later = new Date(at.getTime() + 80 * 86_400_000)
  const chat = await prisma.etsyChat.findFirstOrThrow({ where: { shopId: shop.id } })
  const listing = await rows.listing(shop.id, { title: 'Mug', variations: [{ quantity: 2, stock: 'LOW' }] })
  const variation = listing.variations[0] ?? expect.fail('no variation')
  await rows.change(variation, 1, 3)
  const about = { listingId: listing.id, variationId: variation.id }
  await prisma.etsyQuiet.create({ data: { ...about, chatRef: chat.id, at, until: soon } })
  await prisma.etsyOrder.create({ data: { ...about, byUser: ownerId, at, dueAt: soon } })
  const { id: notificationId } = await core.db.tx((tx) =>
    core.notifications.emit(tx, {
      ...{ topic: 'etsy-lowstock-low', chatId: ownerId, userId: ownerId, entity: 'alert:1', transition: 'low' },
      content: { text: { key: 'etsy-lowstock-share-told-removed', params: { shop: 'Planner' } } },
    }),
  )
  const price = { minor: '1', currency: 'EUR' }
  const facts = {
    shop: 'A',
    title: 'B',
    url: 'https://www.etsy.com/listing/1',
    variation: '',
    sku: '',
    quantity: 1,
    price,
  }
  const nothing = { cause: null, threshold: null, daysLeft: null, due: null }
  const alert = await prisma.etsyAlert.create({
    data: { ...about, chatRef: chat.id, kind: 'low', episode: 1, at, facts: { ...facts, ...nothing }, notificationId },
  })
  const seals = createSeals(core.keyring)
  const [url, secret] = [seals.seal('https://example.com/', 'url'), seals.seal('whsec_AA==', 'secret')]
  const endpoint = await prisma.etsyEndpoint.create({ data: { shopId: shop.id, url, secret, createdAt: at } })
  await prisma.etsyDelivery.create({
    data: { endpointId: endpoint.id, messageId: 'one', body: seals.sealBody('{}'), createdAt: at, nextAt: soon },
  })
  await prisma.etsyGrant.create({
    data: { shopId: shop.id, tokens: Buffer.from(''), refreshedAt: at, accessExpiresAt: soon, refreshExpiresAt: later },
  })
  const links = { keyId: 'a', createdAt: at, expiresAt: soon }
  await prisma.etsyInvite.create({ data: { ...links, shopId: shop.id, tokenHash: 'one', kind: 'person' } })
  await prisma.etsyLink.create({
    data: { ...links, userId: ownerId, chatId: ownerId, stateHash: 'one', verifier: Buffer.from('') },
  })
  await prisma.etsyHook.create({ data: { id: 'one', at } })
  return { owner, shop, chat, listing, variation, about, alert, endpoint }
}

type First = Awaited<ReturnType<typeof begin>>

const firstOf = async (batches: AsyncIterable<unknown>) => {
  for await (const _ of batches) return
}

/** What is asked again and again, and what is asked by people. */
function createCalls({ owner, shop, chat, listing, variation, about, alert, endpoint }: First) {
  const { core, declarations } = platform.app
  const { db, clock } = core
  const { prisma } = db
  const services = createServices(core, z.object(env).parse({}))
  const stored = platform.storeOf('etsy-lowstock')
  const person = BigInt(owner.id)
  const place = { userId: person, chatId: person, isGroup: false }
  const seats = createSeats(db)
  const stock = createStock({ db, clock, seats, intervalOf: async () => 60, mayRestock: async () => false })
  const jobs = new Map(declarations.all.flatMap(({ part }) => part.jobs ?? []).map((one) => [one.name, one]))
  const context = { signal: new AbortController().signal, log: core.log, attempt: 1 }
  const runs =
    (name: string, payload: object = {}) =>
    async () =>
      (jobs.get(name) ?? expect.fail(name)).run(payload, context)
  const hooks = core.metrics.counter('plans_total', 'Nothing', ['result'])
  const { telegram } = services.alerts
  const apply = createApply({ db, clock, channels: [telegram, services.webhook.channel] })
  const ids = [listing.etsyListingId]
  let quantity = 1
  const reading = () => ({
    ...{ etsyListingId: listing.etsyListingId, title: 'Mug', url: listing.url, state: 'active' as const },
    ...{ hasVariations: false, fingerprint: '' },
    variations: [
      {
        ...{ key: '0', name: '', sku: 'SKU-0', isEnabled: true, priceMinor: 1n, currency: 'EUR' },
        quantity: quantity === 0 ? 5 : 0,
      },
    ],
  })
  const page = async () => {
    const pages = createPages({ db, log: core.log, apply: { apply: async () => [{ ...listing, mark: 'seen' }] } })(shop)
    const digest = String(Math.random())
    await pages.add(clock.now(), [{ etsyListingId: listing.etsyListingId, digest, read: reading }])
    await pages.flush()
  }
  const look = async () => {
    quantity = quantity === 0 ? 5 : 0
    await apply.apply({ shopId: shop.id, askedAt: clock.now(), listings: [reading()] })
  }
  const calls: Readonly<Record<string, () => Promise<unknown>>> = {
    'listings that are gone': () => findGone(prisma, shop.id, [], 100),
    'listings that are sold out no more': () => findMissing(prisma, shop.id, [], clock.now(), 100),
    'listings of a page': () => loadListings(prisma, shop.id, ids),
    'marks of a page': page,
    'listings that were looked up': () => noteLookup(prisma, shop.id, ids, clock.now()),
    'what a look found': look,
    pace: () => readPace(prisma, [variation.id], clock.now()),
    'looks that never came': runs('etsy-lowstock.resume-looks'),
    'what is due to an address': runs('etsy-lowstock.deliver', { endpoint: endpoint.id }),
    'what was left behind': runs('etsy-lowstock.tidy-deliveries'),
    'grants that nobody used': runs('etsy-lowstock.keep-grants'),
    'an order that is due': async () => {
      const at = clock.now()
      await prisma.etsyOrder.deleteMany({ where: about })
      const order = await prisma.etsyOrder.create({ data: { ...about, byUser: person, at, dueAt: at } })
      await runs('etsy-lowstock.remind-order', { order: order.id })()
    },
    'a silence that is over': async () => {
      const at = clock.now()
      await prisma.etsyQuiet.deleteMany({ where: about })
      const quiet = await prisma.etsyQuiet.create({ data: { ...about, chatRef: chat.id, at, until: at } })
      await runs('etsy-lowstock.end-snooze', { quiet: quiet.id })()
    },
    'what is kept no longer': runs('core.prune'),
    'an alert': () => services.alerts.actions.view(chat.chatId, alert.id),
    ordered: () => db.tx((tx) => services.alerts.actions.ordered(tx, chat.chatId, person, alert.id, clock.now())),
    snoozed: () => services.alerts.actions.snooze(chat.chatId, alert.id, 7),
    'what waits for chats': () => db.tx((tx) => services.shops.withdraw(tx, shop.id, [chat])),
    'a webhook of Etsy': () =>
      createHooks({ ...core, apiUrl: 'https://api.example.com', hooks }).take(String(Math.random()), {
        ...{ event_type: 'inventory.updated', shop_id: shop.etsyShopId, listing_id: listing.etsyListingId },
      }),
    '/stock': () => stock.page(place, shop.id, 0),
    'the card of a listing': () => stock.card(place, listing.id),
    'the CSV of stock': () => firstOf(stockRows(db, shop, clock.now())),
    'the CSV of history': () => firstOf(historyRows(db, shop.id)),
    '/shops': () => services.shops.views.mine(person, 0),
    counts: () => readCounts(prisma, [shop.id]),
    'listings without alerts': () => createQuiets({ db, clock, seats }).list(place, shop.id),
    '/threshold': () => createThresholds(db).own(person, shop.id),
    'whom commands are listed for': () => services.shops.audiences.readers.has(person),
    '/export': () => stored.exportUser(person),
    'the files of /export': async () => {
      for await (const { open } of historyFiles(db, person)) await firstOf(open())
    },
    '/delete of somebody without a shop': () => db.tx((tx) => stored.eraseUser(tx, 5n)),
    'somebody who blocks the bot': () =>
      db.tx(async (tx) => {
        for (const { part } of declarations.all) await part.userUnreachable?.(tx, 5n)
      }),
  }
  return calls
}

type Measured = ReadonlyMap<string, number>

/** The most that one statement of each call touches, by its text. */
async function measure(calls: ReturnType<typeof createCalls>): Promise<Measured> {
  const meter = createMeter(platform.app.core.db)
  const found = new Map<string, number>()
  for (const [name, call] of Object.entries(calls))
    for (const { sql, blocks } of await meter.blocksOf(call))
      if (sql.includes('etsy_lowstock_')) found.set(`${name}: ${sql.replaceAll(/\s+/g, ' ')}`, blocks)
  meter.stop()
  return found
}

/** Until the server counts again, it plans by what it counted last. */
describe.each(['small', 'large'] as const)('statements of shops, with the statistics of %s tables', (counted) => {
  useSellers()

  it(`touch as much with ${many} rows as with ${few}`, { timeout: 240_000 }, async () => {
    const { pool } = platform.app.core.db
    const calls = createCalls(await begin())
    await copyRows(pool, copies, firstCopy, firstCopy + few)
    await fixStatistics(pool, Object.keys(copies), 'now')
    const before = await measure(calls)
    await copyRows(pool, copies, firstCopy + few + 1, firstCopy + many)
    if (counted === 'large') await fixStatistics(pool, Object.keys(copies), 'now')
    const after = await measure(calls)
    const grown = [...after].filter(([name, blocks]) => blocks > (before.get(name) ?? 0) + deeperAtMost)
    expect(grown.map(([name, blocks]) => `${before.get(name)} -> ${blocks} ${name}`)).toEqual([])
  })
})
