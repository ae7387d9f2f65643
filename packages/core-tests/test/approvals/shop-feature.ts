import type { Decidable } from '@bazaar/core/approvals'
import { defineFeature, type Feature } from '@bazaar/core/feature'
import type { Noun } from '@bazaar/core/nouns'
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
  const noun = (name: string, letter: string, photosOf?: Decidable['photos']): Noun => ({
    id: `shop-${name}`,
    letter,
    title: { key: `shop-${name}` },
    decide: {
      by: 'moderator',
      card: async (id) => ({ key: `shop-${name}-card`, params: { id: String(id) } }),
      ...(photosOf && { photos: photosOf }),
      onApproved: async (_tx, id, { actorId }) => void decided.push(`${letter}${id} yes by ${actorId}`),
      onRejected: async (_tx, id, { actorId, reason }) =>
        void decided.push(`${letter}${id} no by ${actorId}: ${reason}`),
    },
  })
  return defineFeature({
    id: 'shop',
    code: 'sh',
    env: {},
    locales: localesOf(texts),
    build: () => [
      {
        nouns: [noun('business', 'B', async (id) => photos?.get(id) ?? []), noun('stall', 'S')],
        eraseUser: async () => undefined,
        exportUser: async () => ({}),
      },
    ],
  })
}
