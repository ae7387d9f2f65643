import { z } from 'zod'
import type { StockNews } from '../stock/index.ts'

const days = z.number().nullable()

/** What an alert says, as it is kept with it: messages are drawn anew when a button is pressed, and when the stock is back. */
export const factsSchema = z.object({
  shop: z.string(),
  title: z.string(),
  url: z.string(),
  variation: z.string(),
  sku: z.string(),
  quantity: z.number(),
  price: z.object({ minor: z.string(), currency: z.string() }),
  cause: z.enum(['sold', 'edited']).nullable(),
  threshold: z
    .object({ value: z.number(), by: z.enum(['units', 'days']), from: z.enum(['shop', 'listing', 'variation']) })
    .nullable(),
  daysLeft: z.object({ at14: days, at30: days }).nullable(),
  /** For `due`: what is reminded of. */
  due: z.enum(['order', 'snooze']).nullable(),
})
export type Facts = z.output<typeof factsSchema>

export function factsOf(shop: string, news: StockNews, due: Facts['due'] = null): Facts {
  const { listing, variation, price, daysLeft } = news
  return {
    shop,
    title: listing.title,
    url: listing.url,
    variation: variation?.name ?? '',
    sku: news.sku,
    quantity: news.quantity,
    price: { minor: String(price.minor), currency: price.currency },
    cause: news.cause ?? null,
    threshold: news.threshold ?? null,
    daysLeft: daysLeft ? { at14: daysLeft.at14 ?? null, at30: daysLeft.at30 ?? null } : null,
    due,
  }
}
