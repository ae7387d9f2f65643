import { expect, it } from 'vitest'
import { personalStores } from './personal-stores.ts'

const part = (share: object) => ({ exportUser: async () => share })

it('an owner exports what all its parts say', async () => {
  const [shop] = personalStores([
    { id: 'shop', part: part({ orders: 2 }) },
    { id: 'core', part: {} },
    { id: 'shop', part: part({ visits: 1 }) },
  ])
  expect(await shop?.exportUser(1n)).toEqual({ orders: 2, visits: 1 })
})

it('two parts of one name are refused: one would hide the other', async () => {
  const [shop] = personalStores([
    { id: 'shop', part: part({ orders: 2 }) },
    { id: 'shop', part: part({ orders: 3 }) },
  ])
  await expect(shop?.exportUser(1n)).rejects.toThrow('Two parts of "shop" export "orders"')
})

it('the core is erased last', () => {
  const stores = personalStores([
    { id: 'core', part: {} },
    { id: 'shop', part: {} },
  ])
  expect(stores.map(({ id }) => id)).toEqual(['shop', 'core'])
})
