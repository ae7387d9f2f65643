import { createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { z } from 'zod'

const toleranceSeconds = 300

const one = (headers: IncomingHttpHeaders, name: string): string | undefined => {
  const value = headers[name]
  return typeof value === 'string' ? value : undefined
}

/**
 * Whether a webhook was signed by Etsy (Standard Webhooks): HMAC-SHA256 over `id.timestamp.body`, base64, bare or as `v1,…`, several
 * with spaces between them; not older or newer than five minutes, by machine time.
 * @param secret `whsec_` and the key in base64
 * @returns the webhook's own id
 */
export function verifyHook(
  secret: string,
  raw: Uint8Array,
  headers: IncomingHttpHeaders,
  nowMs: number,
): false | { readonly messageId: string } {
  const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) =>
    one(headers, name),
  )
  if (!id || id.length > 200 || !timestamp || !/^\d{1,12}$/.test(timestamp) || !signatures) return false
  if (Math.abs(nowMs / 1000 - Number(timestamp)) > toleranceSeconds) return false
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(raw).digest()
  const isSigned = signatures.split(' ').some((signature) => {
    const given = Buffer.from(signature.replace(/^v1,/, ''), 'base64')
    return given.length === expected.length && timingSafeEqual(given, expected)
  })
  return isSigned && { messageId: id }
}

const id = z.union([z.number().int().positive(), z.string().regex(/^\d{1,18}$/)]).transform((value) => BigInt(value))

/** What is read of a webhook. Everything else in it is somebody's, and is not looked at. */
export const hookSchema = z.object({
  event_type: z.string().max(100),
  shop_id: id,
  listing_id: id.nullish(),
  resource_url: z.string().max(2000).nullish(),
})
export type Hook = z.output<typeof hookSchema>

/** Whether something about the stock may have changed. */
export const concernsStock = (event: string): boolean =>
  /^(?:inventory|listing)\./i.test(event) || /^order[._]paid$/i.test(event)

/**
 * The listing that an address of Etsy's own API names. Nothing is ever fetched from the address itself: it came with a request from outside.
 * @param apiUrl where Etsy's API is
 */
export function listingIn(resourceUrl: string | null | undefined, apiUrl: string): bigint | undefined {
  if (resourceUrl == null || !URL.canParse(resourceUrl)) return undefined
  const [url, api] = [new URL(resourceUrl), new URL(apiUrl)]
  if (url.host !== api.host || url.protocol !== api.protocol) return undefined
  const listing = /\/listings\/(\d{1,18})(?:\/|$)/.exec(url.pathname)?.[1]
  return listing === undefined ? undefined : BigInt(listing)
}
