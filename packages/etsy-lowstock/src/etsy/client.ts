import { parseStorable } from '@bazaar/core/i18n'
import type { OutsideClient, OutsideFailure } from '@bazaar/core/outside'
import type { z } from 'zod'
import { hasThird, type Inventory, inventoryAnswer, piecesOf, withPieces } from './inventory.ts'
import type { Quota, Urgency } from './quota.ts'
import { bareAnswer, pageAnswer, piecesAnswer, shopAnswer, withInventory } from './schemas.ts'
import type {
  EtsyAccess,
  EtsyFailure,
  EtsyResult,
  ListingPage,
  ListingReading,
  ListingState,
  Pieces,
  ShopFacts,
  WriteOutcome,
} from './types.ts'
import { outcomeOf } from './write-outcome.ts'

/** Etsy's longest page. */
export const pageSize = 100

/** Etsy's Open API v3, as far as it is needed. Every call takes from the quota of the whole application. */
export interface EtsyApi {
  /** Whether Etsy knows the application. Takes nothing from the quota, and needs no seller. */
  ping(): Promise<EtsyResult<undefined>>
  /** The shop of a seller. `missing`: the account has none. */
  shopOf(access: EtsyAccess, signal?: AbortSignal): Promise<EtsyResult<ShopFacts>>
  /** Up to {@link pageSize} active listings with their inventory. */
  activePage(access: EtsyAccess, shop: bigint, offset: number, signal?: AbortSignal): Promise<EtsyResult<ListingPage>>
  /** The same of those that are sold out. */
  soldOutPage(access: EtsyAccess, shop: bigint, offset: number, signal?: AbortSignal): Promise<EtsyResult<ListingPage>>
  /** One listing, in whatever state it is, in two calls: Etsy shows its inventory by itself. `missing`: it was removed. */
  listing(access: EtsyAccess, listing: bigint, signal?: AbortSignal): Promise<EtsyResult<ListingReading>>
  /** The inventory record of a listing, as it can be sent back. `missing`: there is none. */
  inventory(access: EtsyAccess, listing: bigint): Promise<EtsyResult<Inventory>>
  /** Sends a whole inventory back, with other pieces of one variation. Needs the right to write. The same again changes nothing more. */
  setPieces(access: EtsyAccess, inventory: Inventory, pieces: Pieces): Promise<EtsyResult<WriteOutcome>>
}

export interface EtsyApiDeps {
  readonly client: OutsideClient
  readonly quota: Quota
  /** `<keystring>:<shared secret>`. */
  readonly apiKey: string
}

const failed = (why: EtsyFailure['why'], detail: string, until?: Date): EtsyFailure => ({
  ok: false,
  why,
  detail,
  ...(until && { until }),
})

const reasons: Readonly<Record<number, EtsyFailure['why']>> = { 401: 'unauthorized', 403: 'forbidden', 404: 'missing' }

function read<Schema extends z.ZodType>(schema: Schema, text: string): EtsyResult<z.output<Schema>> {
  let json: unknown
  try {
    json = parseStorable(text)
  } catch {
    return failed('unavailable', 'no JSON')
  }
  const parsed = schema.safeParse(json)
  if (parsed.success) return { ok: true, value: parsed.data }
  const [issue] = parsed.error.issues
  return failed('unavailable', `unknown answer at ${issue?.path.map(String).join('.') || 'its top'}`)
}

export function createEtsyApi({ client, quota, apiKey }: EtsyApiDeps): EtsyApi {
  async function explain(failure: OutsideFailure): Promise<EtsyFailure> {
    const { status, kind, retryAfterMs } = failure
    if (status === 429) return failed('quota', '429', await quota.pause(retryAfterMs))
    const why = status === undefined ? undefined : reasons[status]
    return failed(why ?? 'unavailable', status === undefined ? kind : String(status))
  }

  async function get<Schema extends z.ZodType>(
    access: EtsyAccess,
    path: string,
    schema: Schema,
    urgency: Urgency,
    signal: AbortSignal | undefined,
  ): Promise<EtsyResult<z.output<Schema>>> {
    const permit = await quota.take(urgency, signal)
    if (!permit.ok) return failed('quota', 'no calls left', permit.until)
    const answer = await client.getText(path, {
      headers: { 'x-api-key': apiKey, authorization: `Bearer ${access.token}` },
      ...(signal && { signal }),
    })
    if (!answer.ok) return explain(answer)
    await quota.heed(answer.headers)
    return read(schema, answer.text)
  }

  const pageOf =
    (state: ListingState): EtsyApi['activePage'] =>
    (access, shop, offset, signal) =>
      get(
        access,
        `shops/${shop}/listings?state=${state}&limit=${pageSize}&offset=${offset}&includes=Inventory`,
        pageAnswer,
        'look',
        signal,
      )

  return {
    async ping() {
      const answer = await client.getText('openapi-ping', { headers: { 'x-api-key': apiKey } })
      if (answer.ok) return { ok: true, value: undefined }
      return failed(reasons[answer.status ?? 0] ?? 'unavailable', answer.status ? `HTTP ${answer.status}` : answer.kind)
    },
    async shopOf(access, signal) {
      const answer = await get(access, `users/${access.etsyUserId}/shops`, shopAnswer, 'person', signal)
      if (!answer.ok) return answer
      return answer.value ? { ok: true, value: answer.value } : failed('missing', 'no shop')
    },
    activePage: pageOf('active'),
    soldOutPage: pageOf('sold_out'),
    async listing(access, listing, signal) {
      const bare = await get(access, `listings/${listing}`, bareAnswer, 'person', signal)
      if (!bare.ok) return bare
      const pieces = await get(access, `listings/${listing}/inventory`, piecesAnswer, 'person', signal)
      if (!pieces.ok && pieces.why !== 'missing') return pieces
      return { ok: true, value: withInventory(bare.value, pieces.ok ? pieces.value : undefined) }
    },
    inventory: (access, listing) => get(access, `listings/${listing}/inventory`, inventoryAnswer, 'person', undefined),
    async setPieces(access, inventory, { listing, key, quantity }) {
      const body = withPieces(inventory, key, quantity)
      if (!body) return failed('missing', 'no such variation')
      const permit = await quota.take('person')
      if (!permit.ok) return failed('quota', 'no calls left', permit.until)
      const path = `listings/${listing}/inventory${hasThird(inventory) ? '?max_variations_supported=3' : ''}`
      const answer = await client.request(path, {
        method: 'PUT',
        headers: {
          ...{ 'x-api-key': apiKey, authorization: `Bearer ${access.token}` },
          'content-type': 'application/json',
        },
        body: JSON.stringify(body),
      })
      if (answer.ok) {
        await quota.heed(answer.headers)
        const now = read(inventoryAnswer, answer.text)
        const isDone = now.ok && piecesOf(now.value, key)?.quantity === quantity
        return { ok: true, value: { kind: isDone ? 'written' : 'unknown' } }
      }
      const outcome = outcomeOf(answer)
      return outcome ? { ok: true, value: outcome } : explain(answer)
    },
  }
}
