import { createDb, type Db } from '@bazaar/core/db'
import { createTestDatabase, type TestDatabase } from '@bazaar/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBusinesses } from '../src/business/businesses.service.ts'
import type { Businesses, Permission } from '../src/business/types.ts'
import { buildVenue } from './build.ts'

const owner = 1n
const manager = 2n
const collector = 3n
const stranger = 4n

let database: TestDatabase
let db: Db
let businesses: Businesses

beforeAll(async () => {
  database = await createTestDatabase()
  db = createDb({ url: database.url, poolSize: 4, applicationName: 'marketplace-test' })
  businesses = createBusinesses(db)
})
afterAll(async () => {
  await db.close()
  await database.drop()
})

async function venueWithStaff(state = 'VERIFIED') {
  const venue = await buildVenue(db, { ownerId: owner, state })
  const addedAt = new Date()
  await db.prisma.marketplaceStaff.createMany({
    data: [
      { businessId: venue.id, userId: collector, permission: 'collect', addedAt },
      { businessId: venue.id, userId: manager, permission: 'manage', addedAt },
    ],
  })
  return venue
}

const unknown = expect.objectContaining({ key: 'marketplace-business-unknown' })

describe('refuses', () => {
  it.each<[string, bigint, Permission]>([
    ['a stranger who collects', stranger, 'collect'],
    ['a stranger who manages', stranger, 'manage'],
    ['a collector who manages', collector, 'manage'],
  ])('%s', async (_who, userId, permission) => {
    const venue = await venueWithStaff()
    await expect(businesses.require(userId, venue.id, permission)).rejects.toEqual(unknown)
    const ids = (await businesses.listOf(userId, permission)).map(({ id }) => id)
    expect(ids).not.toContain(venue.id)
  })

  it.each([0n, 999_999_999n, 9_223_372_036_854_775_807n])('a venue that does not exist: %s', async (id) => {
    await expect(businesses.require(owner, id, 'collect')).rejects.toEqual(unknown)
    expect(await businesses.find(id)).toBeUndefined()
    expect(await businesses.listManagers(db.prisma, id)).toEqual([])
  })

  it('everybody at a closed venue', async () => {
    const venue = await venueWithStaff('CLOSED')
    for (const userId of [owner, manager, collector])
      await expect(businesses.require(userId, venue.id, 'collect')).rejects.toEqual(unknown)
    expect((await businesses.listOf(owner, 'collect')).map(({ id }) => id)).not.toContain(venue.id)
    // Old reservations still name it.
    expect(await businesses.find(venue.id)).toMatchObject({ state: 'CLOSED' })
  })

  it('staff of another venue', async () => {
    const other = await buildVenue(db, { ownerId: stranger })
    for (const userId of [owner, manager, collector])
      await expect(businesses.require(userId, other.id, 'collect')).rejects.toEqual(unknown)
  })
})

describe('allows', () => {
  it.each<[string, bigint, Permission]>([
    ['the owner to collect', owner, 'collect'],
    ['the owner to manage', owner, 'manage'],
    ['a manager to collect', manager, 'collect'],
    ['a manager to manage', manager, 'manage'],
    ['a collector to collect', collector, 'collect'],
  ])('%s', async (_who, userId, permission) => {
    const venue = await venueWithStaff()
    expect(await businesses.require(userId, venue.id, permission)).toMatchObject({ id: venue.id, name: venue.name })
    const ids = (await businesses.listOf(userId, permission)).map(({ id }) => id)
    expect(ids).toContain(venue.id)
    expect(ids).toEqual(ids.toSorted((a, b) => Number(a - b)))
  })

  it('the owner and the managers to read the news', async () => {
    const venue = await venueWithStaff()
    expect(await businesses.listManagers(db.prisma, venue.id)).toEqual([owner, manager])
  })
})

it('shows a venue with its pictures in their order', async () => {
  const venue = await buildVenue(db, { ownerId: owner, currency: 'GBP', timeZone: 'Europe/London' })
  const picture = (position: number) => ({
    businessId: venue.id,
    position,
    key: `venue/${position}.jpg`,
    thumbKey: `venue/${position}-320.jpg`,
    width: 1280,
    height: 960,
  })
  await db.prisma.marketplacePhoto.createMany({ data: [picture(1), picture(0)] })
  expect(await businesses.find(venue.id)).toMatchObject({
    ownerId: owner,
    state: 'VERIFIED',
    currency: 'GBP',
    timeZone: 'Europe/London',
    rejectReason: undefined,
    photos: [
      { key: 'venue/0.jpg', thumbKey: 'venue/0-320.jpg' },
      { key: 'venue/1.jpg', thumbKey: 'venue/1-320.jpg' },
    ],
  })
})
