import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'

export interface StanShopElement {
  /** Rupees. */
  readonly value: number
  readonly price: number
  /** `active` = on sale. */
  readonly status: string
  readonly quantity?: number
}

/** What the shop answers; as in the playground's `PUT /control/shops/stanshop`. Left-out fields go back to their defaults. */
export interface StanShopAnswer {
  /** 200 unless told. */
  readonly status?: number
  readonly delay_ms?: number
  readonly denominations?: readonly StanShopElement[]
  /** Raw text instead of the inventory. */
  readonly body?: string | null
  /** Further headers, e.g. `retry-after`. */
  readonly headers?: Readonly<Record<string, string>>
}

export interface StanShopStandIn {
  readonly url: string
  set(answer: StanShopAnswer): void
  /** How many inventory calls came in. */
  calls(): number
  close(): Promise<void>
}

function inventory(elements: readonly StanShopElement[]): string {
  const stanValueDenomination = elements.map(({ value, price, status, quantity }) => ({
    value,
    status,
    price: { amount: price },
    discount: Math.round((1 - price / value) * 100),
    ...(quantity !== undefined && { quantity }),
  }))
  return JSON.stringify({ inventory: { stanValueDenomination, brandColor: '#5f259f' } })
}

/** A local StanShop over real HTTP, for tests and the playground. Port 0 (the default) = any free one. */
export async function startStanShop(options: { readonly port?: number } = {}): Promise<StanShopStandIn> {
  let answer: StanShopAnswer = {}
  let calls = 0
  const ended = new AbortController()
  const server = createServer((request, response) => {
    if (!request.url?.startsWith('/api/v1/shop/store/inventory/slug/')) {
      response.writeHead(404, { 'content-type': 'application/json' }).end('{"message":"Not Found"}')
      return
    }
    calls++
    const { status = 200, delay_ms = 0, denominations = [], body, headers } = answer
    const text = body ?? (status === 200 ? inventory(denominations) : JSON.stringify({ message: `status ${status}` }))
    const type = text.trimStart().startsWith('<') ? 'text/html' : 'application/json'
    void delay(delay_ms, undefined, { signal: ended.signal, ref: false })
      .then(() => response.writeHead(status, { 'content-type': type, ...headers }).end(text))
      .catch(() => response.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  // A TCP server's address is an object; only pipes have a text.
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    set: (next) => {
      answer = next
    },
    calls: () => calls,
    async close() {
      ended.abort()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
