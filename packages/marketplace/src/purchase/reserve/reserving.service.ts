import type { Clock } from '@bazaar/core/clock'
import type { Keyring } from '@bazaar/core/crypto'
import type { Db } from '@bazaar/core/db'
import { OwnError } from '@bazaar/core/errors'
import { correlationId, withCorrelation } from '@bazaar/core/log'
import type { Metrics } from '@bazaar/core/metrics'
import type { BundledIntent, NotificationIntent, Notifications } from '@bazaar/core/notifications'
import type { Food } from '../../catalog/index.ts'
import { toPurchaseView } from '../purchase.view.ts'
import type { Reservations, ReserveOutcome, ReserveRequest, WriteReceipt } from '../types.ts'
import { venueNews } from '../venue-news.ts'
import { createBatcher } from './batcher.ts'
import { type Decision, decideRequests, type Repeated } from './reserve.repository.ts'

export interface ReservingDeps {
  readonly db: Db
  readonly clock: Clock
  readonly keyring: Keyring
  readonly metrics: Metrics
  readonly notifications: Pick<Notifications, 'emitWhileComposing' | 'emitBundledMany'>
  readonly receipt: WriteReceipt
}

export interface ReservingLimits {
  /** Requests that one transaction decides at most. */
  readonly batch: number
  /** Requests that may wait at once. */
  readonly room: number
}

/** At a few thousand reservations a second the last one in the room is still answered within the second that Telegram's people wait. */
const usualLimits: ReservingLimits = { batch: 200, room: 2_000 }

/** A request with the update that it came in. */
interface Arrival {
  readonly request: ReserveRequest
  readonly correlationId: string | undefined
}

const ownedBy = <Intent extends NotificationIntent | BundledIntent>(
  arrival: Arrival | undefined,
  intent: Intent,
): Intent => (arrival?.correlationId === undefined ? intent : { ...intent, correlationId: arrival.correlationId })

const foodOf = ({ description, contains, mayContain, allergensStated, diets }: Food): Food => ({
  description,
  contains,
  mayContain,
  allergensStated,
  diets,
})

function* receiptsOf(
  receipt: WriteReceipt,
  arrivals: readonly Arrival[],
  { offer, outcomes }: Decision,
): Generator<NotificationIntent> {
  for (const [index, one] of outcomes.entries()) {
    if (one.outcome !== 'confirmed' || one.purchase.receiptId === undefined || !offer) continue
    const { card, food } = arrivals[index]?.request ?? {}
    const intent = receipt(one.purchase, food ? { ...offer, ...foodOf(food) } : offer)
    yield ownedBy(arrivals[index], { ...intent, id: one.purchase.receiptId, onto: card })
  }
}

/** What those are told who listen, in the order of the reservations. */
function newsOf(arrivals: readonly Arrival[], { offer, outcomes }: Decision): readonly BundledIntent[] {
  if (!offer || offer.listeners.length === 0) return []
  const told: BundledIntent[] = []
  const lefts = new Map(offer.lefts)
  for (const [index, one] of outcomes.entries()) {
    if (one.outcome !== 'confirmed') continue
    const { itemId, quantity } = one.purchase
    const left = (lefts.get(itemId) ?? 0) - quantity
    lefts.set(itemId, left)
    const arrival = arrivals[index]
    const news = { listeners: offer.listeners, customer: arrival?.request.customer ?? '–', left }
    for (const intent of venueNews('reserved', one.purchase, offer, news)) told.push(ownedBy(arrival, intent))
  }
  return told
}

/** Undoes a batch in which some would have got what they had not seen. */
class TermsChanged extends OwnError {
  readonly strayed: ReadonlySet<Arrival>

  constructor(strayed: ReadonlySet<Arrival>) {
    super(`${strayed.size} saw something else.`)
    this.strayed = strayed
  }
}

function refuseUnseen(arrivals: readonly Arrival[], { offer, outcomes }: Decision): void {
  const strayed = arrivals.filter(({ request: { terms } }, index) => {
    const one = outcomes[index]
    if (terms === undefined || !offer || one?.outcome !== 'confirmed' || one.repeated) return false
    return offer.terms.get(one.purchase.itemId) !== terms
  })
  if (strayed.length > 0) throw new TermsChanged(new Set(strayed))
}

/** One transaction for all requests: stock, purchases, receipts and what the venue is told together, or nothing. */
async function decideTogether(deps: ReservingDeps, offerId: bigint, arrivals: readonly Arrival[]) {
  const written = { now: deps.clock.now(), codeKeyId: deps.keyring.currentKeyId }
  const requests = arrivals.map(({ request }) => request)
  return deps.db.sqlTx(async (tx) => {
    const decision = await decideRequests(tx, offerId, requests, deps.keyring, written)
    refuseUnseen(arrivals, decision)
    const receipts = receiptsOf(deps.receipt, arrivals, decision)
    const emitted = await deps.notifications.emitWhileComposing(tx, receipts)
    await deps.notifications.emitBundledMany(tx, newsOf(arrivals, decision))
    const strange = emitted.find(({ created }) => !created)
    if (strange) throw new Error(`Message ${strange.id} was there before: its entity must name the purchase.`)
    return decision.outcomes
  })
}

type Outcomes = readonly (ReserveOutcome | Repeated)[]

/** What is sold may change between a look and the lock: then those who saw the old one get nothing, and the others are decided anew. */
async function decideAsSeen(deps: ReservingDeps, offerId: bigint, arrivals: readonly Arrival[]): Promise<Outcomes> {
  try {
    return await decideTogether(deps, offerId, arrivals)
  } catch (error) {
    if (!(error instanceof TermsChanged)) throw error
    const others = arrivals.filter((one) => !error.strayed.has(one))
    const decided = others.length === 0 ? [] : await decideAsSeen(deps, offerId, others)
    const outcomes = new Map(others.map((one, index) => [one, decided[index]]))
    return arrivals.map((one) => outcomes.get(one) ?? { outcome: 'changed' })
  }
}

/** Requests that had been confirmed before get their purchase as it is now. */
async function withRepeated({ prisma }: Db, outcomes: Outcomes): Promise<readonly ReserveOutcome[]> {
  const ids = outcomes.flatMap((one) => (one.outcome === 'repeated' ? [one.purchaseId] : []))
  const rows = ids.length === 0 ? [] : await prisma.marketplacePurchase.findMany({ where: { id: { in: ids } } })
  const purchases = new Map(rows.map((row) => [row.id, toPurchaseView(row)]))
  return outcomes.map((one) => {
    if (one.outcome !== 'repeated') return one
    const purchase = purchases.get(one.purchaseId)
    return purchase ? { outcome: 'confirmed', purchase, repeated: true } : { outcome: 'unknown' }
  })
}

const sqlState = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** The same key used for two offers at once (whoever comes second finds it), and a deadlock. */
const collided = (error: unknown): boolean => ['23505', '40P01'].includes(sqlState(error))

/** Data that cannot be stored, a broken rule, a collision: about one request. A lost or busy database is about all of them. */
const concernsOne = (error: unknown): boolean => /^(?:22|23|40)/.test(sqlState(error))

/** Reserving: many people, one last bag. */
export function createReserving(deps: ReservingDeps, limits = usualLimits): Pick<Reservations, 'reserve'> {
  const counted = deps.metrics.counter('marketplace_reserve_total', 'Requests for a reservation, by their outcome', [
    'outcome',
  ])
  const decide = async (offerId: bigint, arrivals: readonly Arrival[]) => {
    const together = () => decideAsSeen(deps, offerId, arrivals)
    // The line goes on under whatever update opened it; what is logged belongs to the first of the batch.
    const id = arrivals[0]?.correlationId
    return withRepeated(deps.db, await (id === undefined ? together() : withCorrelation(id, together)))
  }
  const batcher = createBatcher<Arrival, ReserveOutcome>({
    ...limits,
    limit: limits.batch,
    isolates: concernsOne,
    async decide(offerId, arrivals) {
      try {
        return await decide(offerId, arrivals)
      } catch (error) {
        if (arrivals.length > 1 || !collided(error)) throw error
        return decide(offerId, arrivals)
      }
    },
  })
  return {
    async reserve(request) {
      if (!Number.isSafeInteger(request.quantity) || request.quantity < 1)
        throw new RangeError(`A reservation is for 1 or more, not for ${request.quantity}.`)
      const outcome = (await batcher.ask(request.offerId, { request, correlationId: correlationId() })) ?? {
        outcome: 'busy' as const,
      }
      counted.inc({ outcome: outcome.outcome })
      return outcome
    },
  }
}
