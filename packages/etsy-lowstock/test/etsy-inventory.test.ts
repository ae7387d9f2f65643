import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clayThread } from '../demo/etsy/catalogue.ts'
import { type EtsyStandIn, startEtsy } from '../demo/etsy-standin.ts'
import { inventoryAnswer, piecesOf, withPieces } from '../src/etsy/inventory.ts'

const { userId, mug, tote, plantHanger } = clayThread

let etsy: EtsyStandIn
beforeAll(async () => {
  etsy = await startEtsy()
})
afterAll(() => etsy.close())

async function call(method: 'GET' | 'PUT', listing: number, scopes: readonly string[], body?: object) {
  const answer = await fetch(`${etsy.apiUrl}/listings/${listing}/inventory`, {
    method,
    headers: {
      'x-api-key': 'demo-keystring:demo-secret',
      authorization: `Bearer ${etsy.give(userId, scopes).access_token}`,
      'content-type': 'application/json',
    },
    ...(body && { body: JSON.stringify(body) }),
  })
  const json: unknown = await answer.json()
  return { status: answer.status, json }
}
const write = ['listings_r', 'listings_w']

describe('an inventory that is sent back', () => {
  it('is taken with other pieces of one variation, and its products are new ones', async () => {
    const before = structuredClone(etsy.listing(mug)?.products ?? [])
    const inventory = inventoryAnswer.parse((await call('GET', mug, write)).json)
    const body = withPieces(inventory, '100=L', 7) ?? {}
    const { status, json } = await call('PUT', mug, write, body)
    expect(status).toBe(200)
    expect(piecesOf(inventoryAnswer.parse(json), '100=L')).toEqual({ quantity: 7, sharing: 0, elsewhere: 11 })
    const after = etsy.listing(mug)?.products ?? []
    expect(after.map(({ quantity, sku, price }) => [sku, quantity, price])).toEqual([
      ['MUG-S', 6, 2_400],
      ['MUG-M', 5, 2_800],
      ['MUG-L', 7, 3_200],
    ])
    expect(after.map(({ id }) => id)).not.toEqual(before.map(({ id }) => id))
  })

  it('needs the right to write', async () => {
    const inventory = inventoryAnswer.parse((await call('GET', tote, write)).json)
    const answer = await call('PUT', tote, ['shops_r', 'listings_r'], withPieces(inventory, '', 9))
    expect(answer).toMatchObject({ status: 403, json: { error: 'insufficient_scope' } })
    expect(etsy.listing(tote)?.products[0]?.quantity).toBe(7)
  })

  it('does not put on sale what is sold out: its seller renews it', async () => {
    const inventory = inventoryAnswer.parse((await call('GET', plantHanger, write)).json)
    expect((await call('PUT', plantHanger, write, withPieces(inventory, '', 9))).status).toBe(200)
    expect(etsy.listing(plantHanger)).toMatchObject({ state: 'sold_out', products: [{ quantity: 9 }] })
    etsy.activate(plantHanger)
    expect(etsy.listing(plantHanger)).toMatchObject({ state: 'active' })
  })

  const offering = { price: 22, quantity: 1, is_enabled: true, readiness_state_id: 1_390_000_001 }
  const product = { sku: 'TOTE-FERN', property_values: [], offerings: [offering] }
  it.each([
    ['nothing', undefined, 'products'],
    ['no products', { products: [] }, 'products'],
    ['ids that Etsy gave', { products: [{ ...product, product_id: 1 }] }, 'Invalid value'],
    ['a price as it is read', { products: [{ ...product, offerings: [{ ...offering, price: {} }] }] }, 'price'],
    ['more than 999', { products: [{ ...product, offerings: [{ ...offering, quantity: 1_000 }] }] }, 'quantity'],
    ['nothing left', { products: [{ ...product, offerings: [{ ...offering, quantity: 0 }] }] }, 'greater than 0'],
    [
      'no time to make it',
      { products: [{ ...product, offerings: [{ ...offering, readiness_state_id: 1 }] }] },
      'needed',
    ],
    [
      'two prices for one thing',
      { products: [product, { ...product, offerings: [{ ...offering, price: 2 }] }] },
      'Prices',
    ],
  ])('%s is refused with the reason', async (_what, body, why) => {
    const { status, json } = await call('PUT', tote, write, body)
    expect(status).toBe(400)
    expect(JSON.stringify(json)).toContain(why)
    expect(etsy.listing(tote)?.products[0]).toMatchObject({ quantity: 7, sku: 'TOTE-FERN' })
  })
})

const offered = (quantity: number, more: object = {}) => ({
  ...{ offering_id: 1, quantity, is_enabled: true, is_deleted: false },
  price: { amount: 1_999, divisor: 100, currency_code: 'EUR' },
  ...more,
})
const size = (value: string) => ({
  ...{ property_id: 100, property_name: 'Size', scale_id: 19, scale_name: 'Letters' },
  ...{ value_ids: [1213], values: [value] },
})

describe('what is sent', () => {
  it('is everything that was read but for ids, with prices as numbers; what was deleted stays out', () => {
    const inventory = inventoryAnswer.parse({
      products: [
        {
          product_id: 1,
          sku: 'A&amp;B',
          is_deleted: false,
          offerings: [offered(0)],
          property_values: [size('5&quot;')],
        },
        {
          product_id: 2,
          sku: 'B',
          is_deleted: false,
          offerings: [offered(3, { is_enabled: false })],
          property_values: [size('M')],
        },
        { product_id: 3, sku: 'C', is_deleted: true, offerings: [offered(4)], property_values: [size('XL')] },
      ],
      ...{ price_on_property: [], quantity_on_property: [100], sku_on_property: [100] },
    })
    const values = { property_id: 100, property_name: 'Size', scale_id: 19, value_ids: [1213] }
    expect(withPieces(inventory, '100=5"', 8)).toEqual({
      products: [
        {
          ...{ sku: 'A&B', property_values: [{ ...values, values: ['5"'] }] },
          offerings: [{ quantity: 8, is_enabled: true, price: 19.99 }],
        },
        {
          ...{ sku: 'B', property_values: [{ ...values, values: ['M'] }] },
          offerings: [{ quantity: 3, is_enabled: false, price: 19.99 }],
        },
      ],
      ...{ price_on_property: [], quantity_on_property: [100], sku_on_property: [100] },
    })
    expect(piecesOf(inventory, '100=5"')).toEqual({ quantity: 0, sharing: 0, elsewhere: 0 })
  })

  it.each([
    ['is not there', [{ sku: 'A', offerings: [offered(1)], property_values: [size('S')] }]],
    [
      'is hidden from buyers',
      [{ sku: 'A', offerings: [offered(1, { is_enabled: false })], property_values: [size('M')] }],
    ],
    ['is there twice', [1, 2].map(() => ({ sku: 'A', offerings: [offered(1)], property_values: [size('M')] }))],
    ['has two offerings', [{ sku: 'A', offerings: [offered(1), offered(2)], property_values: [size('M')] }]],
  ])('is nothing where the variation %s', (_what, products) => {
    const inventory = inventoryAnswer.parse({ products })
    expect(withPieces(inventory, '100=M', 3)).toBeUndefined()
    expect(piecesOf(inventory, '100=M')).toBeUndefined()
  })
})
