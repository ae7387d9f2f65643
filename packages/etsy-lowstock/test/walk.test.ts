import { expect, it } from 'vitest'
import type { ListingLine, ListingPage } from '../src/etsy/index.ts'
import { createAsk } from '../src/stock/look-failure.ts'
import { createWalk } from '../src/stock/walk.ts'
import { platform, seller, useSellers } from './sellers.ts'

useSellers()

const line = (id: number): ListingLine => ({
  etsyListingId: BigInt(id),
  digest: String(id),
  read: () => ({
    ...{ etsyListingId: BigInt(id), title: 'Mug', url: '', state: 'active', hasVariations: false, fingerprint: '' },
    variations: [],
  }),
})

/** A shop with so many listings in each state, and what a walk asks and passes on. */
async function walkThrough(count: number) {
  const { shop } = await seller(`Walker ${count}`)
  const asked: number[] = []
  const added: bigint[] = []
  let most = 0
  let open = 0
  const page = async (_access: unknown, _shop: bigint, offset: number) => {
    asked.push(offset)
    most = Math.max(most, ++open)
    await new Promise(setImmediate)
    open -= 1
    const listings = Array.from({ length: Math.min(100, count - offset) }, (_, n) => line(offset + n))
    return { ok: true, value: { count, listings } satisfies ListingPage } as const
  }
  const access = { etsyUserId: 1n, token: '' }
  const walk = createWalk({
    clock: platform.clock,
    ask: createAsk({ call: (_shop, work) => work(access) }),
    api: { activePage: page, soldOutPage: page },
    pages: () => ({
      flush: async () => undefined,
      add: async (_askedAt, lines) => void added.push(...lines.map((one) => one.etsyListingId)),
    }),
  })
  return { walk, shop, asked, added, most: () => most }
}
const { signal } = new AbortController()

it('every page is asked for once and passed on in order, two ahead of the one that is compared', async () => {
  const { walk, shop, asked, added, most } = await walkThrough(450)
  const { seen, calls } = await walk(shop, 'active', signal)
  expect(asked).toEqual([0, 100, 200, 300, 400])
  expect(added).toEqual(Array.from({ length: 450 }, (_, n) => BigInt(n)))
  expect({ seen: seen.length, calls, most: most() }).toEqual({ seen: 450, calls: 5, most: 2 })
})

it('what the same look met as on sale is not sold out because an older page says so', async () => {
  const { walk, shop, added } = await walkThrough(3)
  const { seen } = await walk(shop, 'soldOut', signal, [1n])
  expect(added).toEqual([0n, 2n])
  expect(seen).toHaveLength(3)
})
