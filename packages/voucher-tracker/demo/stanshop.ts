import { defineOutside } from '@bazaar/demo-kit'
import { z } from 'zod'
import { startStanShop } from './stanshop-standin.ts'

const answer = z.object({
  status: z.number().int().min(200).max(599).default(200),
  delay_ms: z.number().int().min(0).max(120_000).default(0),
  denominations: z
    .array(
      z.object({
        value: z.number().positive(),
        price: z.number().positive(),
        status: z.enum(['active', 'inactive']).default('active'),
      }),
    )
    .default([]),
  body: z.string().nullable().default(null).describe('Raw text to answer instead'),
})

const state = answer.extend({ calls: z.number().int().describe('How often the bot asked since the start') })

/** Where the shop is controlled. */
export const shopPath = '/control/shops/stanshop'

export const stanShop = defineOutside({
  name: 'shops/stanshop',
  title: 'StanShop',
  answer,
  state,
  async start() {
    const shop = await startStanShop()
    let now = answer.parse({})
    return {
      url: shop.url,
      set(next) {
        now = next
        shop.set(next)
      },
      read: () => ({ ...now, calls: shop.calls() }),
      close: () => shop.close(),
    }
  },
  variables: (url) => ({ VOUCHER_TRACKER_STANSHOP_URL: url }),
})
