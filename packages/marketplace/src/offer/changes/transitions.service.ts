import type { Db, Tx } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import type { Events } from '@bazaar/core/events'
import type { Counter } from '@bazaar/core/metrics'
import { type OfferView, readOffer } from '../../catalog/index.ts'
import type { PurchaseNews } from '../../purchase/index.ts'
import { shownId } from '../../shown-id.ts'
import { offerPublished } from '../events.ts'
import { marksAtPublish } from '../schedule/plan.ts'
import type { OfferScheduler } from '../schedule/scheduler.service.ts'
import { checkEnd, checkLength, laterOf } from '../window/window-rules.ts'
import { copyPrices, countOpenReservations, placeOf } from './offer.repository.ts'
import { type OfferAccess, type Opened, requireVerified } from './offer-access.ts'

/** What needs nothing but a press. */
export type Transition = 'publish' | 'pause' | 'resume' | 'sold-out' | 'end'

export interface TransitionResult {
  /** As it is now. */
  readonly offer: OfferView
  /** `unchanged`: it was so already. */
  readonly outcome: 'done' | 'unchanged'
  /** Reservations that stay valid; of a cancelled offer, those that were cancelled. */
  readonly reservations: number
}

export interface Transitions {
  apply(userId: bigint, offerId: bigint, transition: Transition): Promise<TransitionResult>
  /** Ends the offer and all its reservations; every buyer is told why. */
  cancel(tx: Tx, userId: bigint, offerId: bigint, reason: string): Promise<TransitionResult>
}

export interface TransitionsDeps {
  readonly db: Db
  readonly access: OfferAccess
  readonly events: Events
  readonly offerScheduler: OfferScheduler
  readonly news: PurchaseNews
  readonly onPublished: (tx: Tx, offerId: bigint) => Promise<void>
  readonly published: Counter
}

export function createTransitions(deps: TransitionsDeps): Transitions {
  const { db, access, offerScheduler, news, published } = deps
  const effects = createEffects(deps)

  async function result(
    tx: Tx,
    { offer }: Opened,
    outcome: TransitionResult['outcome'],
    told?: number,
  ): Promise<TransitionResult> {
    const reservations = told ?? (await countOpenReservations(tx, offer.id))
    return { offer: (await readOffer(tx, offer.id)) ?? offer, outcome, reservations }
  }

  return {
    async apply(userId, offerId, transition) {
      const applied = await db.tx(async (tx) => {
        const opened = await access.open(tx, userId, offerId, transition)
        return result(tx, opened, opened.isSo ? 'unchanged' : await effects[transition](tx, opened))
      })
      if (transition === 'publish' && applied.outcome === 'done') published.inc()
      return applied
    },
    async cancel(tx, userId, offerId, reason) {
      const opened = await access.open(tx, userId, offerId, 'cancel')
      if (opened.isSo) return result(tx, opened, 'unchanged')
      const { now } = opened
      await tx.marketplaceOffer.update({
        where: { id: offerId },
        data: { state: 'CANCELLED_BY_VENUE', endedAt: now, endReason: reason },
      })
      await offerScheduler.schedule(tx, offerId)
      const offer = (await readOffer(tx, offerId)) ?? opened.offer
      return result(tx, opened, 'done', await news.offerCancelled(tx, offer, reason, now))
    },
  }
}

type Effect = (tx: Tx, opened: Opened) => Promise<TransitionResult['outcome']>

function createEffects({ events, offerScheduler, onPublished }: TransitionsDeps): Readonly<Record<Transition, Effect>> {
  const set = async (tx: Tx, { offer }: Opened, data: SetData) => {
    await tx.marketplaceOffer.update({ where: { id: offer.id }, data })
    return 'done' as const
  }
  return {
    async publish(tx, opened) {
      const { offer, venue, now } = opened
      requireVerified(venue)
      requireUnits(offer)
      const start = laterOf(offer.pickupStart, now)
      checkEnd(offer.pickupEnd, now, venue.timeZone)
      checkLength({ start, end: offer.pickupEnd }, venue.timeZone)
      await tx.marketplaceOffer.update({
        where: { id: offer.id },
        data: {
          ...{ state: 'ACTIVE', publishedAt: now, pickupStart: start },
          ...placeOf(venue),
          ...marksAtPublish(start, now),
        },
      })
      await copyPrices(tx, offer.id)
      await offerScheduler.schedule(tx, offer.id)
      await onPublished(tx, offer.id)
      await events.emit(tx, offerPublished, { offer: offer.id, business: venue.id })
      return 'done'
    },
    pause: (tx, opened) => set(tx, opened, { state: 'PAUSED' }),
    async resume(tx, opened) {
      requireVerified(opened.venue)
      requireUnits(opened.offer)
      return set(tx, opened, { state: 'ACTIVE', forcedSoldOut: false })
    },
    'sold-out': async (tx, opened) =>
      opened.offer.forcedSoldOut ? 'unchanged' : set(tx, opened, { state: 'SOLD_OUT', forcedSoldOut: true }),
    async end(tx, opened) {
      await set(tx, opened, { state: 'ENDED', endedAt: opened.now })
      await offerScheduler.schedule(tx, opened.offer.id)
      return 'done'
    },
  }
}

interface SetData {
  readonly state: OfferView['state']
  readonly forcedSoldOut?: boolean
  readonly endedAt?: Date
}

/** @throws AppError when every item is gone: then more units come first */
function requireUnits({ id, items }: OfferView): void {
  if (items.every(({ left }) => left === 0)) throw new AppError('marketplace-offer-no-units', { id: shownId('O', id) })
}
