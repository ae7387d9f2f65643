import { createServer } from 'node:http'
import { createLogger } from '@bazaar/core/log'
import { createMetrics } from '@bazaar/core/metrics'
import { createOutsideClient } from '@bazaar/core/outside'
import { expect, it } from 'vitest'
import { createEtsyApi } from '../src/etsy/client.ts'
import { pageAnswer } from '../src/etsy/schemas.ts'
import { hookSchema } from '../src/stock/hooks.ts'

const price = { amount: 2_800, divisor: 100, currency_code: 'EUR' }
const listing = {
  ...{
    listing_id: 7,
    title: 'Mug\0 \uD83C',
    state: 'active',
    quantity: 3e9,
    url: 'https://www.etsy.com/listing/7',
    price,
  },
  inventory: {
    products: ['S', 'L\0'].map((size) => ({
      ...{ product_id: 1, sku: `MUG\0${size}`, property_values: [{ property_id: 1, values: [size] }] },
      offerings: [{ quantity: 2_147_483_647, is_enabled: true, price }],
    })),
  },
}

it('reads what a database would refuse: NUL, half letters, more pieces than its numbers hold', async () => {
  const server = createServer(({ url }, response) =>
    response.end(
      JSON.stringify(url?.endsWith('/inventory') ? listing.inventory : { ...listing, inventory: undefined }),
    ),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('It does not listen.')
  const client = createOutsideClient({
    ...{ name: 'etsy', baseUrl: `http://127.0.0.1:${address.port}/`, timeoutMs: 5_000, retries: 0 },
    ...{ breaker: { failures: 5, halfOpenAfterMs: 1_000 }, userAgent: 'test' },
    ...{ log: createLogger({ level: 'silent' }), metrics: createMetrics() },
  })
  const quota = {
    take: async () => ({ ok: true }) as const,
    heed: async () => undefined,
    pause: async () => new Date(0),
    state: () => Promise.reject(new Error('Nobody asks.')),
  }
  try {
    const answer = await createEtsyApi({ client, quota, apiKey: 'a:b' }).listing({ etsyUserId: 1n, token: 't' }, 7n)
    if (!answer.ok) throw new Error(answer.detail)
    const { title, variations } = answer.value
    expect([title, ...variations.flatMap(({ key, name, sku }) => [key, name, sku])].join('')).not.toMatch(/[\0\p{Cs}]/u)
    expect(variations.reduce((sum, { quantity }) => sum + quantity, 0)).toBeLessThan(2 ** 31)
  } finally {
    server.close()
  }
})

it('takes webhooks that leave out what they do not know, also by null', () => {
  const hook = { event_type: 'order.paid', shop_id: 7, listing_id: null, resource_url: null }
  expect(hookSchema.safeParse(hook).success).toBe(true)
})

it('knows a listing again by what is read of it, however often people looked at it', () => {
  const digestOf = (more: object) => {
    const page = pageAnswer.parse({ count: 1, results: [{ ...listing, ...more }] })
    return page.listings[0]?.digest
  }
  expect(digestOf({ views: 1, num_favorers: 0 })).toBe(digestOf({ views: 900, num_favorers: 17 }))
  for (const more of [{ quantity: 1 }, { title: 'Mug' }, { state: 'sold_out' }, { inventory: null }])
    expect(digestOf(more)).not.toBe(digestOf({}))
})

it('gives up no variations because a page leaves out their inventory', () => {
  const read = (more: object) => pageAnswer.parse({ count: 1, results: [{ ...listing, ...more }] }).listings[0]?.read()
  expect(read({ has_variations: true })?.variations).toHaveLength(2)
  expect(read({ has_variations: true, inventory: undefined })).toBeUndefined()
  expect(read({ has_variations: false, inventory: null })?.variations).toHaveLength(1)
})

it('takes no page with something in it that is no listing', () => {
  for (const wrong of [null, 7, {}, { listing_id: 'x' }, { listing_id: 0 }])
    expect(pageAnswer.safeParse({ count: 1, results: [wrong] }).success).toBe(false)
})
