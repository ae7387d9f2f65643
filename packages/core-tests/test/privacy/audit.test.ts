import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createKeeperFeature } from './keeper-feature.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await startTestPlatform({ features: [createKeeperFeature()], env: { ADMIN_IDS: '501' } })
})
afterAll(() => platform?.stop())

const entries = () =>
  platform.app.core.db.prisma.auditEntry.findMany({ orderBy: { id: 'asc' }, omit: { id: true, at: true } })

it('a decision is written down with who, from where, what, before, after, why, and the code of the log', async () => {
  const { db, approvals } = platform.app.core
  const otto = platform.telegram.user('Otto', { id: 501 })
  await otto.sends('/start')
  await otto.sees('Hello')
  await db.tx((tx) => approvals.submit(tx, 'keeper-thing', 7n, 5n))
  await otto.sends('/reject K7 the photos show another shop')
  await otto.sees('Done')
  await otto.sends('/reject K7 the photos show another shop')
  await otto.sees('already')
  const [entry, ...more] = await entries()
  expect(entry).toEqual({
    actorId: 501n,
    origin: 'chat',
    action: 'approval.rejected',
    objectKind: 'keeper-thing',
    objectId: '7',
    before: { state: 'pending' },
    after: { state: 'rejected' },
    reason: 'the photos show another shop',
    correlationId: expect.stringMatching(/\w{4,}/),
  })
  expect(more).toEqual([])
})

it('what fails leaves neither the change nor its entry; what changes nothing leaves no entry', async () => {
  const { adminAction, db, users } = platform.app.core
  const otto = { actorId: 501n, origin: 'cli' } as const
  const before = await entries()
  const object = { kind: 'user', id: '5' }
  const granting = adminAction(otto, async (tx) => {
    await users.grant(tx, 5n, 'support', 501n)
    throw new Error('the wires are crossed')
  })
  await expect(granting).rejects.toThrow('crossed')
  expect(await db.prisma.roleGrant.count({ where: { userId: 5n } })).toBe(0)
  const revoked = await adminAction(otto, async (tx) => {
    const value = await users.revoke(tx, 5n, 'support')
    return { value, did: value ? { action: 'role.revoked', object } : undefined }
  })
  expect(revoked).toBe(false)
  expect(await entries()).toEqual(before)
})
