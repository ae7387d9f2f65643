import { type Copies, copyRows, countBlocks, fixStatistics } from '@bazaar/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Offer, type ReserveHarness, startReserving } from './reserve-harness.ts'

type Client = Parameters<typeof countBlocks>[0]

/** PostgreSQL may keep a plan from the sixth execution on. */
const untilKept = 7
const firstCopy = 1_000_001
const few = 60
const many = 50_000
/** The trees of large tables are a level or two deeper. Whatever is read as a whole has hundreds of blocks. */
const deeperAtMost = 60

/** Half of all purchases are of the offer that is sold. */
const copies: Copies = {
  marketplace_business: { id: 'n', identity_key: 'n::text' },
  marketplace_offer: { id: 'n', business_id: 'n' },
  marketplace_item: { id: 'n', offer_id: 'n' },
  marketplace_purchase: {
    ...{ id: 'n', offer_id: 'CASE WHEN n % 2 = 0 THEN one.offer_id ELSE n END' },
    ...{ user_id: 'n', sent_by: 'n + 1', request_key: 'n::text' },
  },
  marketplace_photo: { id: 'n', offer_id: 'n' },
  /** Half of them of this offer, too. */
  marketplace_sanction: { id: 'n', person: 'n::text', offer_id: 'CASE WHEN n % 2 = 0 THEN one.offer_id ELSE n END' },
  marketplace_customer: { user_id: 'n' },
  marketplace_staff: { business_id: 'n', user_id: 'n' },
  marketplace_listener: { business_id: 'n', user_id: 'n' },
}

const reserveSql =
  'SELECT marketplace_reserve($1, $2, ARRAY[$3::bigint], ARRAY[$4::bigint], ARRAY[1], ARRAY[$5::text], $6, ARRAY[$7::text]) AS decided'

/** What each function of the migrations touches when it is called once. */
function createCalls(harness: ReserveHarness, offer: Offer, client: Client) {
  const now = harness.clock.now()
  let person = 1_000
  const request = () => [offer.id, now, ++person, offer.items[0]?.id, `plan-${person}`, 'a', 'one']
  const reserved = async () =>
    (await client.query<{ decided: { ids: readonly string[] } }>(reserveSql, request())).rows[0]?.decided.ids[0]
  const blocks = (call: string, ...values: readonly unknown[]) => countBlocks(client, `SELECT ${call}`, values)
  const calls: Readonly<Record<string, () => Promise<number>>> = {
    marketplace_cancel: async () => blocks('marketplace_cancel($1, $2, false)', await reserved(), now),
    marketplace_cancel_all: async () => blocks('marketplace_cancel_all($1, $2)', (await harness.offer()).id, now),
    marketplace_close_missed: async () => blocks('marketplace_close_missed($1, $2)', (await harness.offer()).id, now),
    marketplace_collect: async () => blocks('marketplace_collect($1, $2, 1)', await reserved(), now),
    marketplace_listeners: () => blocks('id FROM marketplace_listeners($1) AS id', harness.venue.id),
    marketplace_reserve: () => countBlocks(client, reserveSql, request()),
    marketplace_terms: () =>
      blocks(
        `marketplace_terms(o, i, b) FROM marketplace_item i JOIN marketplace_offer o ON o.id = i.offer_id
         JOIN marketplace_business b ON b.id = o.business_id WHERE i.id = $1`,
        offer.items[0]?.id,
      ),
  }
  return calls
}

/** What each call touches once its plan is kept. */
async function measure(calls: ReturnType<typeof createCalls>): Promise<ReadonlyMap<string, number>> {
  const last = new Map<string, number>()
  for (const [name, call] of Object.entries(calls)) for (let n = 0; n < untilKept; n++) last.set(name, await call())
  return last
}

/** A first row of each table. */
async function begin(harness: ReserveHarness): Promise<Offer> {
  const { prisma } = harness.db
  const businessId = harness.venue.id
  const now = harness.clock.now()
  await prisma.marketplaceCustomer.create({ data: { userId: 1n } })
  await prisma.marketplaceStaff.create({ data: { businessId, userId: 2n, permission: 'manage', addedAt: now } })
  await prisma.marketplaceListener.create({ data: { businessId, userId: 3n, since: now } })
  // Opens late enough for no-shows to be looked up.
  const offer = await harness.offer({ opensInMs: 3 * 3_600_000, perPersonLimit: 9, items: [{ quantity: 900 }] })
  const size = { width: 1, height: 1 }
  await prisma.marketplacePhoto.create({ data: { offerId: offer.id, position: 0, key: 'a', thumbKey: 'b', ...size } })
  const until = { at: now, expiresAt: new Date(now.getTime() + 86_400_000) }
  await prisma.marketplaceSanction.create({
    data: { person: 'one', keyId: 'a', kind: 'cancelled', offerId: offer.id, ...until },
  })
  return offer
}

describe.each(['none', 'now'] as const)('functions planned for small tables, statistics: %s', (statistics) => {
  let harness: ReserveHarness
  beforeAll(async () => {
    harness = await startReserving()
  })
  afterAll(() => harness?.close())

  it(`touch as much with ${many} rows as with ${few}`, { timeout: 120_000 }, async () => {
    const { pool } = harness.db
    const client = await pool.connect()
    const calls = createCalls(harness, await begin(harness), client)
    const { rows } = await pool.query<{ proname: string }>(
      `SELECT proname FROM pg_proc WHERE starts_with(proname, 'marketplace_') AND provolatile <> 'i' ORDER BY 1`,
    )
    await calls.marketplace_reserve?.()
    await copyRows(pool, copies, firstCopy, firstCopy + few)
    await fixStatistics(pool, Object.keys(copies), statistics)
    const before = await measure(calls)
    await copyRows(pool, copies, firstCopy + few + 1, firstCopy + many)
    const after = await measure(calls)
    client.release()
    expect(rows.map(({ proname }) => proname)).toEqual(Object.keys(calls))
    const grown = [...after].filter(([name, blocks]) => blocks > (before.get(name) ?? 0) + deeperAtMost)
    expect(grown.map(([name, blocks]) => `${name}: ${before.get(name)} -> ${blocks}`)).toEqual([])
  })
})
