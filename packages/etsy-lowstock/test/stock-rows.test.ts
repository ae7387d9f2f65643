import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createDb, type Db } from '@bazaar/core/db'
import { createLocalFiles } from '@bazaar/core/files'
import { createFakeClock, createTestDatabase, type TestDatabase } from '@bazaar/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { historyFiles } from '../src/report/files/history-files.ts'
import { historyRows, stockRows } from '../src/report/files/rows.ts'
import { PictureError } from '../src/report/picture/picture-process.ts'
import { createPictures } from '../src/report/picture/pictures.service.ts'
import { readPace } from '../src/stock/index.ts'
import { createRows } from './rows.ts'

const clock = createFakeClock(new Date('2026-03-02T10:00:00Z'))
let database: TestDatabase
let db: Db
let rows: ReturnType<typeof createRows>

beforeAll(async () => {
  database = await createTestDatabase()
  db = createDb({ url: database.url, poolSize: 4, applicationName: 'stock-rows-test' })
  rows = createRows(db, () => clock.now())
})
afterAll(async () => {
  await db?.close()
  await database?.drop()
})

async function all(batches: AsyncIterable<readonly (readonly string[])[]>) {
  const found: (readonly string[])[] = []
  for await (const batch of batches) found.push(...batch)
  return found
}

describe('what was sold', () => {
  it('counts sales alone, of the last 14 and 30 days, each variation by itself', async () => {
    const shop = await rows.shop(1, 'Pace')
    const { variations } = await rows.listing(shop.id, {
      title: 'Mug',
      variations: [
        { name: 'S', quantity: 1 },
        { name: 'M', quantity: 1 },
        { name: 'L', quantity: 1 },
      ],
    })
    const [small, medium, large] = variations
    if (!small || !medium || !large) expect.fail('three were built')
    await rows.change(small, 2, 1)
    await rows.change(small, 3, 13.9)
    await rows.change(small, 4, 14.1)
    await rows.change(small, 5, 29.9)
    await rows.change(small, 6, 30.1)
    await rows.change(small, 7, 1, 'edited')
    await rows.change(small, 8, -1)
    await rows.change(medium, 9, 20)
    await rows.change(large, 9, 31)
    const ids = variations.map(({ id }) => id)
    expect(await readPace(db.prisma, ids, clock.now())).toEqual(
      new Map([
        [small.id, { sold14: 5, sold30: 14 }],
        [medium.id, { sold14: 0, sold30: 9 }],
      ]),
    )
    expect(await readPace(db.prisma, [], clock.now())).toEqual(new Map())
  })
})

describe('rows of files', () => {
  it('hold every variation on sale once over many pieces, the newest listings first, up to the limit', async () => {
    const shop = await rows.shop(1, 'Many')
    for (let at = 0; at < 3; at += 1)
      await rows.listing(shop.id, { title: `Off ${at}`, variations: [{ quantity: 1, isEnabled: false }] })
    await db.prisma.$executeRaw`
      INSERT INTO etsy_lowstock_listing (shop_id, etsy_listing_id, title, url, state, stock, stock_since, quantity, has_variations,
        fingerprint, read_at, first_seen_at, threshold, threshold_by)
      SELECT ${shop.id}, 1000000 + n, 'Thing ' || n, 'https://www.etsy.com/listing/' || n, 'active', 'OK', now(), 2, true, '', now(), now(), 9, 'days'
      FROM generate_series(1, 450) n`
    await db.prisma.$executeRaw`
      INSERT INTO etsy_lowstock_variation (listing_id, key, name, sku, quantity, is_enabled, price_minor, currency, stock, stock_since)
      SELECT id, k::text, 'Size ' || k, '', k, true, 500, 'JPY', 'OK', now() FROM etsy_lowstock_listing, generate_series(1, 2) k
      WHERE shop_id = ${shop.id} AND title LIKE 'Thing %'`
    const found = await all(stockRows(db, shop, clock.now()))
    expect(found).toHaveLength(900)
    expect(new Set(found.map(([id, , , variation]) => `${id} ${variation}`)).size).toBe(900)
    expect(found[0]?.slice(0, 11)).toEqual([
      ...['1000450', 'Thing 450', 'active', 'Size 1', '', '1', '500', 'JPY', '9', 'days', 'listing'],
    ])
    expect(await all(stockRows(db, shop, clock.now(), 401))).toEqual(found.slice(0, 401))
  })

  it('tell of nobody else’s shop, and go on over many pieces', async () => {
    const [shop, other] = [await rows.shop(1, 'One'), await rows.shop(1, 'Other')]
    const mine = await rows.listing(shop.id, { title: 'Mine' })
    const theirs = await rows.listing(other.id, { title: 'Theirs' })
    for (const { variations } of [mine, theirs])
      await db.prisma.etsyChange.createMany({
        data: Array.from({ length: 1500 }, (_, at) => ({
          ...{ listingId: variations[0]?.listingId ?? 0n, variationId: variations[0]?.id ?? 0n, cause: 'sold' },
          ...{ at: new Date(clock.now().getTime() - at * 60_000), before: at + 1, after: at },
        })),
      })
    const found = await all(historyRows(db, shop.id))
    expect(found.map(([, , title]) => title)).toEqual(Array(1500).fill('Mine'))
    expect(found.map(([, , , , , , after]) => after)).toEqual(Array.from({ length: 1500 }, (_, at) => String(at)))
    expect(found[0]?.[0]).toBe('2026-03-02T10:00:00.000Z')
    expect(await all(historyRows(db, shop.id, 1001))).toEqual(found.slice(0, 1001))
  })
})

describe('the whole history, as files', () => {
  const linesOf = async (pieces: AsyncIterable<Uint8Array>) => {
    const found: Uint8Array[] = []
    for await (const piece of pieces) found.push(piece)
    return { lines: Buffer.concat(found).toString('utf8').trimEnd().split('\r\n').slice(1), pieces: found.length }
  }
  const filesOf = async (owner: bigint, most?: number) => {
    const found: { name: string; lines: string[]; pieces: number }[] = []
    for await (const { name, open } of historyFiles(db, owner, most)) {
      const read = await linesOf(open())
      // A call that is made again sends the same.
      expect(await linesOf(open())).toEqual(read)
      found.push({ name, ...read })
    }
    return found
  }

  it('holds each change of a person’s shops once, in so many lines a file, a page at a time', async () => {
    const owner = 77
    const [shop, second, none, other] = [
      await rows.shop(owner, 'First'),
      await rows.shop(owner, 'Second'),
      await rows.shop(owner, 'Empty'),
      await rows.shop(78, 'Other'),
    ]
    const listings = [
      await rows.listing(shop.id, { title: 'A' }),
      await rows.listing(other.id, { title: 'Not theirs' }),
      await rows.listing(shop.id, { title: 'B' }),
      await rows.listing(none.id, { title: 'Never changed' }),
      await rows.listing(shop.id, { title: 'C' }),
      await rows.listing(second.id, { title: 'D' }),
    ]
    // Many in the same moment: pages end among them.
    const [a, theirs, b, , c, d] = listings.map((one) => one.variations[0] ?? expect.fail('no variation'))
    for (const [one, count] of [
      [a, 1_300],
      [theirs, 1_300],
      [b, 1],
      [c, 2_400],
      [d, 2],
    ] as const)
      await db.prisma.etsyChange.createMany({
        data: Array.from({ length: count }, (_, n) => ({
          ...{ listingId: one?.listingId ?? 0n, variationId: n % 3 ? (one?.id ?? null) : null, cause: 'sold' },
          ...{ at: new Date(clock.now().getTime() + (n % 7) * 1_000), before: n + 1, after: n },
        })),
      })
    const files = await filesOf(BigInt(owner), 1_500)
    expect(files.map(({ name, lines }) => [name, lines.length])).toEqual([
      [`etsy-history-${shop.id}-1.csv`, 1_500],
      [`etsy-history-${shop.id}-2.csv`, 1_500],
      [`etsy-history-${shop.id}-3.csv`, 701],
      [`etsy-history-${second.id}-1.csv`, 2],
    ])
    const all = files.flatMap(({ lines }) => lines.map((line) => line.split(',')))
    expect(all.map(([, , title]) => title)).toEqual([
      ...[...Array(1_300).fill('A'), 'B', ...Array(2_400).fill('C'), 'D', 'D'],
    ])
    expect(new Set(all.map(([at, listing, , , , before]) => `${at} ${listing} ${before}`)).size).toBe(3_703)
    // The names of the columns, then a thousand lines at most.
    expect(files.map(({ pieces }) => pieces)).toEqual([3, 3, 2, 2])
    expect(await filesOf(79n)).toEqual([])
  })
})

describe('a picture', () => {
  const legend = { out: 'out', low: 'low', fine: 'fine', threshold: 'threshold', unnamed: 'unnamed' }
  const picture = { title: 'Shop', legend, bars: [] }
  const folder = mkdtempSync(path.join(tmpdir(), 'bazaar-stock-pictures-'))
  const files = createLocalFiles(folder)
  afterAll(() => rmSync(folder, { recursive: true }))

  it('is left out where it cannot be drawn, and that is logged', async () => {
    const shop = await rows.shop(1, 'Unlucky')
    const warned: string[] = []
    const log = { warn: (_: object, text: string) => void warned.push(text) }
    const draw = () => Promise.reject(new PictureError('no room'))
    expect(await createPictures({ db, clock, files, log, draw }).of(shop, picture)).toBeUndefined()
    expect(warned).toEqual([expect.stringMatching(/could not be drawn/)])
    expect((await db.prisma.etsyShop.findUniqueOrThrow({ where: { id: shop.id } })).pictureKey).toBeNull()
  })

  it('lets go of one before when two are drawn at once', async () => {
    const shop = await rows.shop(1, 'Busy')
    const log = { warn: (error: object) => expect.fail(JSON.stringify(error)) }
    const pictures = createPictures({ db, clock, files, log, draw: async () => new Uint8Array() })
    const keys = await Promise.all(['a', 'b', 'c'].map((title) => pictures.of(shop, { ...picture, title })))
    const { pictureKey } = await db.prisma.etsyShop.findUniqueOrThrow({ where: { id: shop.id } })
    const discarded = await db.prisma.formFile.findMany({
      where: { key: { startsWith: `etsy-lowstock/stock/${shop.id}/` } },
    })
    expect([pictureKey, ...discarded.map(({ key }) => key)].toSorted()).toEqual(keys.toSorted())
  })
})
