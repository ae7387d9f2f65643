import { startStanShop } from '@bazaar/voucher-tracker/demo'
import { z } from 'zod'
import { readJson, replaceFile } from './files.ts'
import type { Undo } from './parts.ts'

export const shopAnswer = z.object({
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

export const shopState = shopAnswer.extend({
  calls: z.number().int().describe('How often the bot asked since the start'),
})

export type ShopAnswer = z.infer<typeof shopAnswer>

export interface StanShop {
  readonly url: string
  read(): z.infer<typeof shopState>
  set(answer: ShopAnswer): Promise<void>
}

/** The voucher shop's stand-in with the answer of the last start; sold out at the first. */
export async function openStanShop(file: string, undo: Undo): Promise<StanShop> {
  const shop = await startStanShop({ port: 0 })
  undo.push(() => shop.close())
  let answer = shopAnswer.parse(readJson(file) ?? {})
  shop.set(answer)
  return {
    url: shop.url,
    read: () => ({ ...answer, calls: shop.calls() }),
    async set(next) {
      answer = next
      shop.set(next)
      await replaceFile(file, JSON.stringify(next))
    },
  }
}
