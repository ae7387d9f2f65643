import { createKeyring } from '@bazaar/core/crypto'
import { createDb } from '@bazaar/core/db'
import { createFakeClock, createTestDatabase } from '@bazaar/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createFinish, type Finished } from '../src/link/finish.service.ts'
import { createSecrets, drawPin, drawSecret } from '../src/link/secrets.ts'
import type { Granted, ShopLinker } from '../src/shop/index.ts'
import { otherThan } from './link-harness.ts'

const minute = 60_000
const clock = createFakeClock(new Date('2026-03-02T09:00:00Z'))
const secrets = createSecrets(createKeyring({ keys: [{ id: 'a', secret: Buffer.alloc(32, 7) }] }))
let database: Awaited<ReturnType<typeof createTestDatabase>>
let db: ReturnType<typeof createDb>
beforeAll(async () => {
  database = await createTestDatabase()
  db = createDb({ url: database.url, poolSize: 8, applicationName: 'link-test' })
})
afterAll(async () => {
  await db?.close()
  await database?.drop()
})

const inMinutes = (minutes: number) => new Date(clock.now().getTime() + minutes * minute)
const granted = (): Granted => ({
  ...{ access: '12.access', refresh: '12.refresh', etsyUserId: 12n },
  ...{ accessExpiresAt: inMinutes(60), refreshExpiresAt: inMinutes(90 * 24 * 60) },
})

/** Links a shop row and nothing else; every call is counted. */
function createShopRows() {
  const linked: Granted[] = []
  const linker: ShopLinker = {
    prepare: async () => ({
      ok: true,
      facts: { etsyShopId: 41n, name: 'Clay & Thread', url: 'https://www.etsy.com/shop/Clay', currency: 'EUR' },
    }),
    async link(tx, { ownerId, facts, granted: given }) {
      linked.push(given)
      const at = clock.now()
      const data = { ...facts, ownerId, etsyUserId: given.etsyUserId, linkedAt: at, nextLookAt: at }
      return { shopId: (await tx.etsyShop.create({ data })).id, isNew: true }
    },
  }
  return { linked, finish: createFinish({ db, clock, linker, secrets }) }
}

/** An attempt that Etsy has said yes to. */
async function authorized(userId: bigint) {
  const [token, pin] = [drawSecret(), drawPin()]
  const row = await db.prisma.etsyLink.create({
    data: {
      ...{ userId, chatId: userId, createdAt: clock.now(), expiresAt: inMinutes(10), state: 'AUTHORIZED' },
      ...{ stateHash: drawSecret(), keyId: secrets.keyId, verifier: secrets.sealVerifier('verifier') },
      ...{ granted: secrets.sealGranted(granted()), tokenHash: secrets.hashes.token(token)[0] },
    },
  })
  await db.prisma.etsyLink.update({ where: { id: row.id }, data: { pinHash: secrets.hashes.pin(row.id, pin)[0] } })
  return { ...row, token, pin, finishing: { userId, chatId: userId, title: 'Anna' } }
}

const kindsOf = (answers: readonly Finished[]) => answers.map(({ kind }) => kind).toSorted()

it('links once, whoever tries by link and by pin at the same moment', async () => {
  const { linked, finish } = createShopRows()
  const { finishing, token, pin, id } = await authorized(1n)
  const answers = await Promise.all(
    [1, 2, 3].flatMap(() => [finish.byToken(finishing, token), finish.byPin(finishing, pin)]),
  )
  expect(kindsOf(answers)).toEqual(['already', 'already', 'already', 'already', 'already', 'linked'])
  expect(linked).toEqual([granted()])
  expect(await db.prisma.etsyShop.count({ where: { ownerId: 1n } })).toBe(1)
  expect(await db.prisma.etsyLink.findUnique({ where: { id } })).toMatchObject({ state: 'DONE', granted: null })
})

it('counts every wrong pin of several at the same moment, and the right one comes too late', async () => {
  const { linked, finish } = createShopRows()
  const { finishing, pin, id } = await authorized(2n)
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, at) => finish.byPin(finishing, otherThan(pin, at + 1))),
  )
  const left = answers.flatMap((answer) => (answer.kind === 'wrong' ? [answer.left] : []))
  expect(left.toSorted()).toEqual([0, 1, 2, 3, 4])
  expect(kindsOf(answers).filter((kind) => kind === 'over')).toHaveLength(7)
  expect(await finish.byPin(finishing, pin)).toEqual({ kind: 'over' })
  expect(await db.prisma.etsyLink.findUnique({ where: { id } })).toMatchObject({ state: 'DEAD', wrongPins: 5 })
  expect(linked).toEqual([])
})

it('stays open when the shop could not be stored', async () => {
  const { finish } = createShopRows()
  const { finishing, token, id } = await authorized(3n)
  const broken = createFinish({
    ...{ db, clock, secrets },
    linker: {
      prepare: async () => ({ ok: true, facts: { etsyShopId: 1n, name: '', url: '', currency: '' } }),
      link: async (tx) => {
        await tx.etsyShop.findUniqueOrThrow({ where: { id: -1n } })
        return { shopId: -1n, isNew: true }
      },
    },
  })
  await expect(broken.byToken(finishing, token)).rejects.toThrow()
  expect(await db.prisma.etsyLink.findUnique({ where: { id } })).toMatchObject({ state: 'AUTHORIZED' })
  expect(await finish.byToken(finishing, token)).toMatchObject({ kind: 'linked' })
})

it('is refused to another person of the same chat, and a pin is good for its own attempt alone', async () => {
  const { finish } = createShopRows()
  const [one, two] = [await authorized(4n), await authorized(5n)]
  expect(await finish.byToken({ ...one.finishing, userId: 6n }, one.token)).toEqual({ kind: 'other-chat' })
  expect(await finish.byToken({ ...one.finishing, chatId: 6n }, one.token)).toEqual({ kind: 'other-chat' })
  expect(await finish.byPin({ ...one.finishing, chatId: 6n }, one.pin)).toEqual({ kind: 'unknown' })
  // The same digits under the other attempt hash to something else.
  await db.prisma.etsyLink.update({
    where: { id: two.id },
    data: { pinHash: secrets.hashes.pin(one.id, two.pin)[0] },
  })
  expect(await finish.byPin(two.finishing, two.pin)).toEqual({ kind: 'wrong', left: 4 })
})
