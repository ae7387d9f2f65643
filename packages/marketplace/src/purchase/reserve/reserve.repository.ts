import type { Keyring } from '@bazaar/core/crypto'
import type { SqlTx } from '@bazaar/core/db'
import { sanctionKeysOf } from '../../sanctions.ts'
import type { PurchaseView, ReceiptOffer, ReserveOutcome, ReserveRequest } from '../types.ts'

/** What `marketplace_reserve` answers; arrays in the order of the requests. */
interface Decided {
  readonly offer: {
    readonly title: string
    readonly currency: string
    readonly pickupStart: string
    readonly pickupEnd: string
    readonly latitude: number
    readonly longitude: number
    readonly items: readonly {
      readonly id: string
      readonly title: string
      readonly priceMinor: string
      readonly left: number
      readonly terms: string
    }[]
    readonly listeners: readonly string[]
    readonly business: Omit<ReceiptOffer['business'], 'id' | 'ownerId'> & {
      readonly id: string
      readonly ownerId: string
    }
  } | null
  readonly limit: number
  readonly reconfirmBy: string | null
  readonly outcomes: readonly string[]
  readonly ids: readonly (string | null)[]
  readonly receipts: readonly (string | null)[]
  readonly amounts: readonly number[]
  readonly untils: readonly (string | null)[]
  readonly reconfirms: readonly boolean[]
}

/** A request whose key was used before is a purchase already. */
export interface Repeated {
  readonly outcome: 'repeated'
  readonly purchaseId: bigint
}

/** The offer that was decided about. */
export interface DecidedOffer extends ReceiptOffer {
  /** Units of each item that were left before. */
  readonly lefts: ReadonlyMap<bigint, number>
  /** What each item is sold on. */
  readonly terms: ReadonlyMap<bigint, string>
  /** Who of the venue's people wants to be told. */
  readonly listeners: readonly bigint[]
}

export interface Decision {
  /** Absent when nothing was confirmed. */
  readonly offer: DecidedOffer | undefined
  /** In the order of the requests. */
  readonly outcomes: readonly (ReserveOutcome | Repeated)[]
}

const reserveSql = 'SELECT marketplace_reserve($1, $2, $3, $4, $5, $6, $7, $8) AS decided'

function toOffer(id: bigint, given: NonNullable<Decided['offer']>): DecidedOffer {
  const { items, listeners, business, pickupStart, pickupEnd, ...rest } = given
  return {
    ...rest,
    id,
    pickupStart: new Date(pickupStart),
    pickupEnd: new Date(pickupEnd),
    items: items.map((item) => ({ id: BigInt(item.id), title: item.title })),
    lefts: new Map(items.map((item) => [BigInt(item.id), item.left])),
    terms: new Map(items.map((item) => [BigInt(item.id), item.terms])),
    listeners: listeners.map(BigInt),
    business: { ...business, id: BigInt(business.id), ownerId: BigInt(business.ownerId) },
  }
}

/** The row that was just written, without reading it again. */
function toPurchase(
  request: ReserveRequest,
  decided: Decided,
  index: number,
  written: { readonly now: Date; readonly codeKeyId: string },
): PurchaseView {
  const price = decided.offer?.items.find(({ id }) => id === String(request.itemId))?.priceMinor
  const [id, receiptId] = [decided.ids[index], decided.receipts[index]]
  if (!decided.offer || price === undefined || !id || !receiptId)
    throw new Error('A confirmed reservation lacks its offer or id: is the database of another version?')
  const { userId, offerId, itemId, quantity } = request
  return {
    id: BigInt(id),
    offerId,
    itemId,
    businessId: BigInt(decided.offer.business.id),
    userId,
    sentBy: undefined,
    state: 'CONFIRMED',
    quantity,
    unitPriceMinor: BigInt(price),
    currency: decided.offer.currency,
    codeVersion: 1,
    codeKeyId: written.codeKeyId,
    reservedAt: written.now,
    collectedAt: undefined,
    cancelledAt: undefined,
    late: false,
    missedAt: undefined,
    claimedAt: undefined,
    reconfirmBy: decided.reconfirms[index] && decided.reconfirmBy ? new Date(decided.reconfirmBy) : undefined,
    reconfirmedAt: undefined,
    receiptId: BigInt(receiptId),
  }
}

function toOutcome(decided: Decided, index: number, confirmed: () => PurchaseView): ReserveOutcome | Repeated {
  const outcome = decided.outcomes[index]
  const amount = decided.amounts[index] ?? 0
  const until = new Date(decided.untils[index] ?? Number.NaN)
  switch (outcome) {
    case 'confirmed':
      return { outcome, purchase: confirmed(), repeated: false }
    case 'repeated':
      return { outcome, purchaseId: BigInt(decided.ids[index] ?? 0) }
    case 'too-few':
      return { outcome, left: amount }
    case 'limit':
      return { outcome, limit: decided.limit, taken: amount }
    case 'often':
      return { outcome, times: amount }
    case 'expired':
      return { outcome, at: until }
    case 'blocked':
      return { outcome, until }
    case 'paused':
    case 'ended':
    case 'unknown':
      return { outcome }
    default:
      throw new Error(`marketplace_reserve answered "${outcome}": is the database of another version?`)
  }
}

/**
 * Decides requests for one offer in their order, moves its stock and writes the purchases. The caller must emit the receipt of each one
 * that was confirmed, under its `receiptId`, in the same transaction.
 */
export async function decideRequests(
  tx: SqlTx,
  offerId: bigint,
  requests: readonly ReserveRequest[],
  keyring: Keyring,
  written: { readonly now: Date; readonly codeKeyId: string },
): Promise<Decision> {
  const [row] = await tx.query<{ decided: Decided }>(reserveSql, [
    String(offerId),
    written.now,
    requests.map(({ userId }) => String(userId)),
    requests.map(({ itemId }) => String(itemId)),
    requests.map(({ quantity }) => quantity),
    requests.map(({ requestKey }) => requestKey),
    written.codeKeyId,
    requests.flatMap(({ userId }) => sanctionKeysOf(keyring, userId)),
  ])
  if (!row) throw new Error('marketplace_reserve answered nothing.')
  const { decided } = row
  return {
    offer: decided.offer ? toOffer(offerId, decided.offer) : undefined,
    outcomes: requests.map((request, index) =>
      toOutcome(decided, index, () => toPurchase(request, decided, index, written)),
    ),
  }
}
