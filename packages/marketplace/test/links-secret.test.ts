import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { startTestPlatform, type TestPlatform, tracesOf } from '@bazaar/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { invitePressed } from '../src/business/callbacks.ts'
import { marketplace } from '../src/index.ts'
import { buildVenue } from './build.ts'

const adminId = 4_242
let platform: TestPlatform
beforeAll(async () => {
  platform = await startTestPlatform({ features: [marketplace], env: { ADMIN_IDS: String(adminId) } })
})
afterAll(() => platform?.stop())

const sourceOf = async (id: number | bigint): Promise<string | null | undefined> =>
  (await platform.app.core.db.prisma.user.findUnique({ where: { id: BigInt(id) } }))?.source

it('an invite that somebody came by stays usable for them, and readable for nobody', async () => {
  const owner = platform.telegram.user('Olga')
  await owner.sends('/start')
  await owner.sees(/./)
  const venue = await buildVenue(platform.app.core.db, { ownerId: owner.id, name: 'Corner Bakery' })
  const data = invitePressed.pack({ business: venue.id, permission: 'manage' })
  await owner.presses({ data: platform.sign(BigInt(owner.id), data) })
  const { text } = await owner.sees(/start=staff_/)
  const token = /start=staff_([\w-]+)/.exec(text ?? '')?.[1] ?? ''
  expect(token).toHaveLength(22)

  const ben = platform.telegram.user('Ben')
  await ben.opens(`staff_${token}`)
  await ben.sees(/Corner Bakery/)
  expect(await sourceOf(ben.id)).toBe('staff')
  expect(await tracesOf(platform.databaseUrl, token)).toEqual({})
  const admin = platform.telegram.user('Adam', { id: adminId })
  await admin.sends(`/user ${ben.id}`)
  const card = await admin.sees(/Came by: staff/)
  expect(card.text).not.toContain(token)
  expect(platform.logged.filter((line) => line.includes(token))).toEqual([])
})

it.each(['friend_', 'pickup_'])('what follows %s is stored nowhere', async (prefix) => {
  const token = randomBytes(16).toString('base64url')
  const cleo = platform.telegram.user('Cleo')
  await cleo.opens(`${prefix}${token}`)
  await cleo.sees(/./)
  expect(await sourceOf(cleo.id)).toBe(prefix.slice(0, -1))
  expect(await tracesOf(platform.databaseUrl, token)).toEqual({})
})

it('what was kept before is cut down to its kind', async () => {
  const { prisma, pool } = platform.app.core.db
  const before = ['staff_Ab-c_9', 'Friend_x_y', 'pickup_1-1-a', 'offer_34', 'flyer_staff_7', null]
  await prisma.user.createMany({
    data: before.map((source, index) => ({ id: 700n + BigInt(index), firstName: 'Old', source })),
  })
  const folder = path.resolve(import.meta.dirname, '../../../prisma/migrations')
  const name = readdirSync(folder).find((one) => one.endsWith('_core_secret_sources')) ?? ''
  await pool.query(readFileSync(path.join(folder, name, 'migration.sql'), 'utf8'))
  const after = await Promise.all(before.map((_, index) => sourceOf(700n + BigInt(index))))
  expect(after).toEqual(['staff', 'friend', 'pickup', 'offer_34', 'flyer_staff_7', null])
})
