import { defineFeature, type Feature } from '@bazaar/core/feature'
import { localesOf } from '../bot/probe-feature.ts'

const texts = `
shop-title = Shops
shop-business = A shop
shop-stall = A stall
shop-business-card = Shop { $id } wants in
shop-stall-card = Stall { $id } wants in
`

export interface Shop {
  /** What was decided is noted inside the deciding transaction. */
  readonly decided: string[]
  /** Keys of the pictures of businesses, by id. */
  readonly photos?: Map<bigint, readonly string[]>
}

/** Kinds `B` (with pictures) and `S`. */
export function createShop({ decided, photos }: Shop): Feature {
  const kind = (name: string, letter: string, card: string) => ({
    kind: `shop-${name}`,
    letter,
    title: { key: `shop-${name}` },
    card: async (id: bigint) => ({ key: card, params: { id: String(id) } }),
    onApproved: async (_tx: unknown, id: bigint, actor: bigint) => void decided.push(`${letter}${id} yes by ${actor}`),
    onRejected: async (_tx: unknown, id: bigint, actor: bigint, reason: string) =>
      void decided.push(`${letter}${id} no by ${actor}: ${reason}`),
  })
  return defineFeature({
    id: 'shop',
    code: 'sh',
    env: {},
    locales: localesOf(texts),
    build: () => [
      {
        approvals: [
          { ...kind('business', 'B', 'shop-business-card'), photos: async (id) => photos?.get(id) ?? [] },
          kind('stall', 'S', 'shop-stall-card'),
        ],
        eraseUser: async () => undefined,
        exportUser: async () => ({}),
      },
    ],
  })
}
