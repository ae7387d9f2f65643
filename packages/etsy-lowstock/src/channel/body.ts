import type { NewsKind, StockNews } from '../stock/index.ts'

/** Required by Etsy, in these words. */
const notice =
  "The term 'Etsy' is a trademark of Etsy, Inc. This application uses the Etsy API but is not endorsed or certified by Etsy, Inc."

const types: Readonly<Record<NewsKind, string>> = {
  out: 'stock.sold_out',
  low: 'stock.low',
  back: 'stock.back',
  due: 'stock.reminder',
}

export interface NamedShop {
  /** Etsy's. */
  readonly etsyShopId: bigint
  readonly name: string
}

const shopOf = ({ etsyShopId, name }: NamedShop) => ({ id: String(etsyShopId), name })

/** What a receiver gets. Ids and amounts are text: they may be larger than what JavaScript counts exactly. */
export function newsBody(shop: NamedShop, news: StockNews): string {
  const { listing, variation, price, threshold, daysLeft } = news
  return JSON.stringify({
    type: types[news.kind],
    timestamp: news.at.toISOString(),
    data: {
      shop: shopOf(shop),
      listing: { id: String(listing.etsyListingId), title: listing.title, url: listing.url },
      variation: variation ? { name: variation.name } : null,
      sku: news.sku,
      quantity: news.quantity,
      price: { amount: String(price.minor), currency: price.currency },
      cause: news.cause ? `probably_${news.cause}` : null,
      threshold: threshold ? { value: threshold.value, unit: threshold.by, from: threshold.from } : null,
      days_left: daysLeft ? { at_14_days: daysLeft.at14 ?? null, at_30_days: daysLeft.at30 ?? null } : null,
    },
    notice,
  })
}

/** What "Send a test" sends. */
export const testBody = (shop: NamedShop, at: Date): string =>
  JSON.stringify({ type: 'stock.test', timestamp: at.toISOString(), data: { shop: shopOf(shop) }, notice })
