import { startTestPlatform, type TestPlatform, tracesOf } from '@bazaar/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { marketplace } from '../src/index.ts'
import { buildOffer, buildVenue } from './build.ts'
import { type Person, picture, register, someone } from './business-story.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await startTestPlatform({ features: [marketplace], env: { ADMIN_IDS: '501' } })
})
afterAll(() => platform?.stop())

async function pictureOf(key: { readonly businessId: bigint } | { readonly offerId: bigint }) {
  const { db, photos } = platform.app.core
  const stored = await photos.fromBytes((await picture()).photo.bytes, 'forms')
  await db.prisma.marketplacePhoto.create({ data: { ...key, ...stored, position: 0 } })
  return stored.key
}

/** Asks for it, and confirms. */
async function deletesAll(person: Person): Promise<void> {
  await person.sends('/delete')
  await person.sees((message) => message.buttons.flat().some(({ text }) => text.includes('Yes, delete everything')))
  await person.presses('🗑 Yes, delete everything')
  await person.sees('Everything is deleted')
}

it('/delete waits for customers who still come', async () => {
  const owner = someone(platform, 'Waiting')
  await owner.sends('/start')
  await owner.sees(/Good food/)
  const { db } = platform.app.core
  const venue = await buildVenue(db, { ownerId: owner.id, name: 'Waiting’s' })
  const offer = await buildOffer(db, venue, { now: platform.clock.now() })
  const purchase = await db.prisma.marketplacePurchase.create({
    data: {
      offerId: offer.id,
      itemId: offer.items[0]?.id ?? 0n,
      businessId: venue.id,
      userId: 77n,
      state: 'CONFIRMED',
      quantity: 1,
      unitPriceMinor: 400n,
      currency: 'EUR',
      requestKey: 'privacy-test',
      codeKeyId: 'a',
      reservedAt: platform.clock.now(),
    },
  })
  await owner.sends('/delete')
  await owner.sees(/1 customer still comes to collect at Waiting’s/)
  expect(await db.prisma.marketplaceBusiness.findUnique({ where: { id: venue.id } })).toMatchObject({
    state: 'VERIFIED',
  })

  // Somebody reserved between the question and the answer.
  const feature = platform.storeOf('marketplace')
  await expect(db.tx(async (tx) => feature?.eraseUser(tx, BigInt(owner.id)))).rejects.toMatchObject({
    key: 'marketplace-business-erase-blocked',
  })
  expect(await db.prisma.marketplaceOffer.findUnique({ where: { id: offer.id } })).toMatchObject({ state: 'ACTIVE' })

  await db.prisma.marketplacePurchase.update({
    where: { id: purchase.id },
    data: { state: 'COLLECTED', collectedAt: platform.clock.now() },
  })
  await deletesAll(owner)
  expect(await db.prisma.marketplaceOffer.findUnique({ where: { id: offer.id } })).toMatchObject({ state: 'ENDED' })
})

it('/delete closes the venues, ends their offers, and leaves nothing of their owner', async () => {
  const owner = someone(platform, 'Annabella', { phone: '4915112345678' })
  const shown = await register(owner, { name: 'Bakery of hers' })
  const { db, files } = platform.app.core
  const venue = await buildVenue(db, { ownerId: owner.id, name: 'Second of hers' })
  const [active, draft] = [
    await buildOffer(db, venue, { now: platform.clock.now() }),
    await buildOffer(db, venue, { now: platform.clock.now(), state: 'DRAFT' }),
  ]
  const keys = [
    await pictureOf({ businessId: venue.id }),
    await pictureOf({ offerId: active.id }),
    await pictureOf({ offerId: draft.id }),
  ]
  const { prisma } = db
  await prisma.marketplaceStaff.create({
    data: { businessId: venue.id, userId: 78n, permission: 'collect', addedAt: platform.clock.now() },
  })
  await owner.sends(`/venue B${venue.id}`)
  await owner.sees(/Second of hers/)
  await owner.presses('More…')
  await owner.presses('👥 Staff')
  await owner.sees(/1 person beside you/)
  await owner.presses('➕ Invite to hand over')
  await owner.sees(/an invite to/)

  await owner.sends('/export')
  await owner.sees((message) => message.document !== null)
  await deletesAll(owner)

  const rows = await prisma.marketplaceBusiness.findMany({
    where: { id: { in: [venue.id, BigInt(shown.slice(1))] } },
  })
  expect(rows).toHaveLength(2)
  for (const row of rows) expect(row).toMatchObject({ state: 'CLOSED', phone: null })
  expect(new Set(rows.map(({ ownerId }) => ownerId)).size).toBe(2)
  expect(await prisma.marketplaceOffer.findMany({ where: { businessId: venue.id } })).toMatchObject([
    { id: active.id, state: 'ENDED' },
  ])
  expect(await prisma.marketplaceStaff.count({ where: { businessId: venue.id } })).toBe(0)
  expect(await prisma.marketplaceInvite.count({ where: { businessId: venue.id } })).toBe(0)
  expect(await prisma.approval.count({ where: { entityId: shown.slice(1), state: 'pending' } })).toBe(0)
  expect(
    Object.keys(await tracesOf(platform.databaseUrl, owner.id)).filter((name) => name.startsWith('marketplace_')),
  ).toEqual([])
  expect(await tracesOf(platform.databaseUrl, 'Annabella')).toEqual({})
  await platform.advance(3_600_000)
  for (const key of keys) await expect.poll(() => files.get(key)).toBeUndefined()

  // Somebody else may register it now.
  const heir = someone(platform, 'Heir')
  expect(await register(heir, { name: 'Bakery of hers' })).toMatch(/^B\d+$/)
})

it('/delete of staff leaves the venue to the others', async () => {
  const owner = someone(platform, 'Otto')
  await owner.sends('/start')
  const venue = await buildVenue(platform.app.core.db, { ownerId: owner.id, name: 'Otto’s' })
  await owner.sends('/venue')
  await owner.sees(/there now/)
  await owner.presses('More…')
  await owner.presses('👥 Staff')
  await owner.sees(/Nobody but you/)
  await owner.presses('➕ Invite a manager')
  const { text } = await owner.sees(/an invite to/)
  const worker = someone(platform, 'Wilhelmina')
  await worker.opens(text?.match(/https:\/\/t\.me\/\S+/)?.[0] ?? '')
  await worker.sees(/asks you/)
  await worker.presses('🤝 Accept')
  await worker.sees(/you now manage this venue/)
  await platform.settle()
  await deletesAll(worker)
  const traces = Object.keys(await tracesOf(platform.databaseUrl, worker.id))
  expect(traces.filter((name) => name.startsWith('marketplace_'))).toEqual([])
  const { prisma } = platform.app.core.db
  expect(await prisma.marketplaceBusiness.findUnique({ where: { id: venue.id } })).toMatchObject({ state: 'VERIFIED' })
  expect(await prisma.marketplaceInvite.findMany({ where: { businessId: venue.id } })).toMatchObject([{ usedBy: null }])
})

it('/export opens what is sealed', async () => {
  const owner = someone(platform, 'Exporta')
  await register(owner, { name: 'Exporta’s' })
  const marketplaceData = await platform.storeOf('marketplace').exportUser(BigInt(owner.id))
  expect(marketplaceData).toMatchObject({
    venues: [{ name: 'Exporta’s', phone: '+4930901820', state: 'PENDING', photos: [{ width: 640, height: 480 }] }],
    works_for: [],
    staff_invites: [],
  })
})

it('/delete while a venue is suspended: moderators read it with whatever the person registers next', async () => {
  const owner = someone(platform, 'Susan')
  const moderator = someone(platform, 'Vera', { id: 501 })
  await moderator.sends('/start')
  await owner.sends('/start')
  await owner.sees(/Good food/)
  const { db } = platform.app.core
  await buildVenue(db, { ownerId: owner.id, name: 'Closed down', state: 'SUSPENDED' })
  await db.prisma.approval.deleteMany({})
  await deletesAll(owner)
  expect(
    Object.keys(await tracesOf(platform.databaseUrl, owner.id)).filter((name) => name.startsWith('market')),
  ).toEqual([])
  const id = await register(owner, { name: 'Fresh start' })
  await moderator.sends('/pending')
  await moderator.sees(
    new RegExp(`${id} · Fresh start[\\s\\S]*deleted their data on [\\s\\S]* while a venue of theirs was suspended`),
  )
  const honest = await register(someone(platform, 'Hanna'), { name: 'First start' })
  await moderator.sends('/pending')
  expect((await moderator.sees(new RegExp(`${honest} · First start`))).text).not.toContain('deleted their data')
})

it('/delete and whoever announces an offer of the venue wait for each other in one order', async () => {
  const { db } = platform.app.core
  const ownerId = 702n
  const venue = await buildVenue(db, { ownerId, name: 'Busy' })
  const offer = await buildOffer(db, venue, { now: platform.clock.now() })
  const feature = platform.storeOf('marketplace')
  const announcing = await db.pool.connect()
  await announcing.query('BEGIN')
  await announcing.query('SELECT 1 FROM marketplace_business WHERE id = $1 FOR NO KEY UPDATE', [venue.id])
  const erasing = db.tx(async (tx) => feature?.eraseUser(tx, ownerId))
  const waiting = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
  await expect.poll(async () => (await db.pool.query(waiting)).rowCount, { timeout: 30_000 }).toBe(1)
  await announcing.query('UPDATE marketplace_offer SET announced_at = now() WHERE id = $1', [offer.id])
  await announcing.query('COMMIT')
  announcing.release()
  await erasing
  expect(await db.prisma.marketplaceBusiness.findUnique({ where: { id: venue.id } })).toMatchObject({ state: 'CLOSED' })
})
