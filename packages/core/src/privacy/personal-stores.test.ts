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

it('files come part by part, each when the one before was taken', async () => {
  const made: string[] = []
  const files = (name: string) => ({
    async *exportFiles() {
      made.push(name)
      yield { name, caption: { key: 'shop-file' }, open: async function* () {} }
    },
  })
  const [shop] = personalStores([
    { id: 'shop', part: files('one') },
    { id: 'shop', part: {} },
    { id: 'shop', part: files('two') },
  ])
  const seen: [string, number][] = []
  for await (const { name } of shop?.exportFiles(1n) ?? []) seen.push([name, made.length])
  expect(seen).toEqual([
    ['one', 1],
    ['two', 2],
  ])
})
