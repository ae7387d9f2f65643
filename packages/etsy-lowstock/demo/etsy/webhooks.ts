import { createHmac, randomUUID } from 'node:crypto'

export interface WebhookSpec {
  readonly url: string
  /** `whsec_` and base64. */
  readonly secret: string
  /** `order.paid`, `inventory.updated`, `listing.updated` … */
  readonly event: string
  readonly shopId: number
  /** What `resource_url` leads to, unless that is told: a receipt, as for `order.paid`, or a listing; else the shop. */
  readonly receiptId?: number
  readonly listingId?: number
  readonly resourceUrl?: string
  /** Told again = the same delivery again. */
  readonly id?: string
  /** Seconds. */
  readonly timestamp?: number
  /** As Etsy sends it (`bare`), with the version of Standard Webhooks before it, or made with another secret. */
  readonly signature?: 'bare' | 'v1' | 'wrong'
}

export interface SentWebhook {
  readonly id: string
  readonly timestamp: number
  readonly body: string
  readonly signature: string
  /** What the receiver answered. */
  readonly status: number
}

/** Standard Webhooks: HMAC-SHA256 over `id.timestamp.body`, under what follows `whsec_`. */
export function sign(secret: string, signed: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  return createHmac('sha256', key).update(signed).digest('base64')
}

function signatureOf({ secret, signature = 'bare' }: WebhookSpec, signed: string): string {
  if (signature === 'wrong') return sign(Buffer.from('somebody else’s secret').toString('base64'), signed)
  const right = sign(secret, signed)
  return signature === 'v1' ? `v1,${right}` : right
}

function resourceOf({ shopId, receiptId, listingId }: WebhookSpec): string {
  if (receiptId !== undefined) return `shops/${shopId}/receipts/${receiptId}`
  return listingId === undefined ? `shops/${shopId}` : `listings/${listingId}`
}

/** Delivers one event, once. */
export async function sendWebhook(spec: WebhookSpec, apiUrl: string, now: Date): Promise<SentWebhook> {
  const { id = `msg_${randomUUID()}`, timestamp = Math.floor(now.getTime() / 1000) } = spec
  const body = JSON.stringify({
    event_type: spec.event,
    resource_url: spec.resourceUrl ?? `${apiUrl}/${resourceOf(spec)}`,
    shop_id: spec.shopId,
  })
  const signature = signatureOf(spec, `${id}.${timestamp}.${body}`)
  const answer = await fetch(spec.url, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signature,
    },
    body,
  })
  await answer.arrayBuffer()
  return { id, timestamp, body, signature, status: answer.status }
}
