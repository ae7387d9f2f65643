import { expect, it } from 'vitest'
import { itemKey } from '../src/alert/alert.repository.ts'
import { endAbout } from '../src/alert/ending.ts'
import type { Ended, EndedBy } from '../src/stock/index.ts'
import { platform, rows, seller, useSellers } from './sellers.ts'

useSellers()

const variations = 200
const later = 86_400_000
const nothing = { open: async () => {}, ended: async () => {} }

/** A shirt that has been ordered, as a whole and in two sizes, all of it snoozed; and a hundred listings with every size. */
async function shirts(name: string) {
  const { prisma } = platform.app.core.db
  const { owner, shop } = await seller(name)
  const chat = await prisma.etsyChat.findFirstOrThrow({ where: { shopId: shop.id } })
  const shirt = await rows.listing(shop.id, { title: 'Shirt', variations: [{ quantity: 9 }, { quantity: 9 }] })
  const [at, due] = [platform.clock.now(), new Date(platform.clock.now().getTime() + later)]
  const items = [null, ...shirt.variations.map(({ id }) => id)].map((variationId) => ({
    listingId: shirt.id,
    variationId,
  }))
  await prisma.etsyOrder.createMany({
    data: items.map((item) => ({ ...item, byUser: BigInt(owner.id), at: new Date(at.getTime() - later), dueAt: due })),
  })
  await prisma.etsyQuiet.createMany({ data: items.map((item) => ({ ...item, chatRef: chat.id, at, until: due })) })
  await prisma.etsyChange.create({
    data: {
      listingId: shirt.id,
      variationId: shirt.variations[0]?.id ?? null,
      at,
      before: 0,
      after: 9,
      cause: 'restocked',
    },
  })
  const ended = (by: EndedBy): readonly Ended[] => [
    ...items.slice(0, 2).map((item) => ({ ...item, by, at })),
    ...Array.from({ length: 100 * variations }, (_, n) => ({
      ...{ by, at, listingId: 1_000_000n + BigInt(n % 100), variationId: 1_000_000n + BigInt(n) },
    })),
  ]
  const left = async () => {
    const where = { listingId: shirt.id }
    const [orders, quiets] = await Promise.all([
      prisma.etsyOrder.findMany({ where, orderBy: { id: 'asc' } }),
      prisma.etsyQuiet.findMany({ where, orderBy: { id: 'asc' } }),
    ])
    return { orders: orders.map(itemKey), quiets: quiets.map(itemKey) }
  }
  return { ended, left, keys: items.map(itemKey) }
}

it('a hundred listings of two hundred variations that are back at once end what was ordered and snoozed', async () => {
  const { ended, left, keys } = await shirts('Holiday')
  await platform.app.core.db.tx((tx) => endAbout(tx, nothing, ended('back')))
  expect(await left()).toEqual({ orders: keys.slice(2), quiets: keys.slice(2) })
})

it('so many that are low no more end only what has come', async () => {
  const { ended, left, keys } = await shirts('Plenty')
  await platform.app.core.db.tx((tx) => endAbout(tx, nothing, ended('enough')))
  expect(await left()).toEqual({ orders: keys.slice(2), quiets: keys })
})
