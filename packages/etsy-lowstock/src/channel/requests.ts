import type { Core } from '@bazaar/core/feature'
import { createPublicFetch, judgeAddress, type OutsideResult } from '@bazaar/core/outside'
import { type Signable, signedHeaders } from './standard-webhooks.ts'

export interface Request extends Signable {
  readonly url: string
  readonly secrets: readonly string[]
}

/** What came of one try. */
export type Outcome =
  | { readonly kind: 'delivered' }
  /** The receiver wants nothing any more. */
  | { readonly kind: 'gone'; readonly failure: string }
  | {
      readonly kind: 'refused'
      /** Status of the answer, or why there was none. */
      readonly failure: string
      /** Nobody would answer another request now either, or the receiver asked for a pause. */
      readonly isDown: boolean
      readonly askedMs?: number
    }

const timeoutMs = 10_000
/** Answers are only read to be polite. */
const maxBytes = 16_384

export type AddressProblem = 'not-an-address' | 'not-https' | 'not-public' | 'not-found'

/** Requests to addresses that people typed. @param allowed private hosts, and such that speak plain HTTP, that may be asked all the same: with commas between them */
export function createRequests({ outside }: Pick<Core, 'outside'>, allowed: string) {
  const allowHosts = allowed.split(/[\s,]+/).filter((host) => host !== '')
  const fetch = createPublicFetch({ allowHosts, redirects: 'answer' })
  // A client for each try: pauses and circuits are shared by all calls of a client, and one seller's server must not stop another one's. Ours are in the database.
  const client = () =>
    outside({
      ...{ name: 'etsy-webhook', fetch, timeoutMs, maxBytes, retries: 0, hidesAddresses: true },
      breaker: { failures: 2, halfOpenAfterMs: 1 },
      userAgent: 'Bazaar-Webhooks/1.0',
    })
  const isAllowed = (url: URL) => allowHosts.includes(url.host) || allowHosts.includes(url.hostname)

  return {
    async send({ url, secrets, ...signable }: Request, signal: AbortSignal): Promise<Outcome> {
      // Receivers compare with their own clock, so it is machine time: the playground's clock may be days ahead.
      const seconds = Math.floor(Date.now() / 1000)
      const headers = { 'content-type': 'application/json', ...signedHeaders(signable, seconds, secrets) }
      return outcomeOf(await client().request(url, { method: 'POST', headers, body: signable.body, signal }))
    },
    /** What speaks against an address, as it is typed. */
    async judge(text: string): Promise<AddressProblem | undefined> {
      if (!URL.canParse(text)) return 'not-an-address'
      const url = new URL(text)
      if (!/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return 'not-an-address'
      if (url.protocol === 'http:' && !isAllowed(url)) return 'not-https'
      const judged = await judgeAddress(url.href, { allowHosts })
      return judged === 'public' ? undefined : judged === 'blocked' ? 'not-public' : 'not-found'
    },
  }
}
export type Requests = ReturnType<typeof createRequests>

function outcomeOf(result: OutsideResult): Outcome {
  // Who accepts and then talks on has accepted.
  if (result.ok || result.kind === 'too-large') return { kind: 'delivered' }
  const { status, retryAfterMs } = result
  const failure = String(status ?? result.kind)
  if (status === 410) return { kind: 'gone', failure }
  return {
    ...{ kind: 'refused', failure, isDown: status === undefined || retryAfterMs !== undefined },
    ...(retryAfterMs !== undefined && { askedMs: retryAfterMs }),
  }
}
