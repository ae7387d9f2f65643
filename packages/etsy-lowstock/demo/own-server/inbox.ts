import { timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { z } from 'zod'
import { sign } from '../etsy/webhooks.ts'
import type { Received, ServerAnswer } from './schema.ts'

const remembered = 50
const overlapping = 2

const alert = z.object({
  type: z.string(),
  data: z.object({
    shop: z.object({ name: z.string() }),
    listing: z.object({ title: z.string() }).optional(),
    variation: z.object({ name: z.string() }).nullish(),
    quantity: z.number().optional(),
  }),
})

const isSame = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))

function check(headers: IncomingHttpHeaders, body: string, secrets: readonly string[]): Received['signature'] {
  if (secrets.length === 0) return 'unchecked'
  const content = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
  const given = String(headers['webhook-signature'] ?? '').split(' ')
  const right = secrets.map((secret) => `v1,${sign(secret, content)}`)
  return given.some((one) => right.some((expected) => isSame(one, expected))) ? 'right' : 'wrong'
}

/** What a seller's own program does with alerts: it checks who sent them, and keeps them. */
export function createInbox() {
  let secrets: readonly string[] = []
  let received: readonly Received[] = []
  let status = 204
  let calls = 0
  return {
    set(next: ServerAnswer): void {
      if (next.forget) {
        secrets = []
        received = []
      }
      const { secret } = next
      if (secret !== undefined) secrets = [secret, ...secrets.filter((one) => one !== secret)].slice(0, overlapping)
      status = next.status ?? status
    },
    /** @returns what is answered */
    take(headers: IncomingHttpHeaders, body: string): number {
      calls += 1
      const signature = check(headers, body, secrets)
      const { type, data } = alert.parse(JSON.parse(body))
      const about = [data.shop.name, data.listing?.title, data.variation?.name].filter(Boolean).join(' · ')
      const answered = signature === 'wrong' ? 401 : status
      const one: Received = {
        ...{ type, signature, about, answered },
        quantity: data.quantity ?? null,
        id: String(headers['webhook-id'] ?? ''),
        at: new Date().toISOString(),
      }
      received = [one, ...received].slice(0, remembered)
      return answered
    },
    read: () => ({ secrets: secrets.length, status, calls, received }),
  }
}
export type Inbox = ReturnType<typeof createInbox>
