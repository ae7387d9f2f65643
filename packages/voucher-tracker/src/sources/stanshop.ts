import type { OutsideClient, OutsideFailure } from '@bazaar/core/outside'
import { parseStanShop } from './stanshop.parser.ts'
import type { Reading, StockSource } from './types.ts'

export interface StanShopOptions {
  readonly client: OutsideClient
  readonly slug: string
  readonly shopUrl: string
  /** The shortest time between two looks. */
  readonly minIntervalMs: number
}

function toFailure(failure: OutsideFailure): Reading {
  const { kind, status, retryAfterMs } = failure
  return {
    kind: 'failed',
    reason: kind === 'http' ? 'refused' : 'unreachable',
    detail: status === undefined ? kind : `HTTP ${status}`,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  }
}

/** StanShop's public inventory (no key). The slug names the voucher; the base URL belongs to the client. */
export function createStanShop({ client, slug, shopUrl, minIntervalMs }: StanShopOptions): StockSource {
  return {
    id: 'stanshop',
    name: 'StanShop',
    currency: 'INR',
    shopUrl,
    minIntervalMs,
    async fetch(signal) {
      const path = `/api/v1/shop/store/inventory/slug/${encodeURIComponent(slug)}`
      const answer = await client.getText(path, { signal, headers: { accept: 'application/json' } })
      if (!answer.ok) return toFailure(answer)
      // 204, 206 and the like carry no inventory: only a plain 200 is an answer.
      if (answer.status !== 200) return { kind: 'failed', reason: 'refused', detail: `HTTP ${answer.status}` }
      return parseStanShop(answer.text)
    },
  }
}
