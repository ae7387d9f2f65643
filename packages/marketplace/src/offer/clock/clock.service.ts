import type { Clock } from '@bazaar/core/clock'
import type { Db, Prisma, Tx } from '@bazaar/core/db'
import type { Jobs } from '@bazaar/core/jobs'
import type { PurchaseNews } from '../../purchase/types.ts'
import { offerStateOf, readOffer } from '../offer.repository.ts'
import type { OfferView } from '../types.ts'
import { type ClockFacts, planClock, type Step } from './plan.ts'

export const offerDueJob = 'marketplace.offer-due'
const keyOf = (id: bigint) => `marketplace.offer-due:${id}`

export interface OfferClockDeps {
  readonly db: Db
  readonly clock: Clock
  readonly jobs: Jobs
  readonly news: PurchaseNews
}

/** Does at their instants what an offer's window brings. */
export interface OfferClock {
  /** Call it in every transaction that changes state or window; the offer is locked. One entry waits per offer, for its next instant. */
  schedule(tx: Tx, offerId: bigint): Promise<void>
  /** Does everything that is due, each step once, and plans the next instant. */
  run(offerId: bigint): Promise<void>
}

/** Locks the offer's row: whoever changes it waits for whoever is at it. */
export async function lockFacts(tx: Tx, id: bigint): Promise<ClockFacts | undefined> {
  await tx.$queryRaw`SELECT 1 FROM marketplace_offer WHERE id = ${id} FOR UPDATE`
  const row = await tx.marketplaceOffer.findUnique({
    where: { id },
    select: {
      state: true,
      pickupStart: true,
      pickupEnd: true,
      reconfirmAt: true,
      remindedStartAt: true,
      remindedEndAt: true,
      closedAt: true,
    },
  })
  return row ? { ...row, state: offerStateOf(row.state) } : undefined
}

export function createOfferClock({ db, clock, jobs, news }: OfferClockDeps): OfferClock {
  /** Marks the step in the transaction that does it. */
  const marks: Readonly<Record<Step, (now: Date, facts: ClockFacts) => Prisma.MarketplaceOfferUpdateInput>> = {
    'ask-reconfirm': (now) => ({ reconfirmAt: now }),
    start: (now) => ({ remindedStartAt: now }),
    'end-soon': (now) => ({ remindedEndAt: now }),
    // Also when it is done late: this is when it was over.
    expire: (_now, { pickupEnd }) => ({ state: 'EXPIRED', forcedSoldOut: false, endedAt: pickupEnd }),
    close: (now) => ({ closedAt: now }),
  }
  const deeds: Readonly<Partial<Record<Step, (tx: Tx, offer: OfferView) => Promise<unknown>>>> = {
    'ask-reconfirm': (tx, offer) => news.askReconfirm(tx, offer),
    async start(tx, offer) {
      await news.dropUnconfirmed(tx, offer)
      await news.remind(tx, offer, 'start')
    },
    'end-soon': (tx, offer) => news.remind(tx, offer, 'end'),
    close: (tx, offer) => news.closeMissed(tx, offer),
  }

  async function plan(tx: Tx, id: bigint, facts: ClockFacts): Promise<void> {
    const [next] = planClock(facts, clock.now())
    if (next) await jobs.enqueue(tx, offerDueJob, { offer: id }, { dueAt: next.at, key: keyOf(id) })
    else await jobs.cancel(tx, keyOf(id))
  }

  return {
    async schedule(tx, offerId) {
      const facts = await lockFacts(tx, offerId)
      if (facts) await plan(tx, offerId, facts)
    },
    run: (offerId) =>
      db.tx(async (tx) => {
        const now = clock.now()
        const facts = await lockFacts(tx, offerId)
        if (!facts) return
        for (const { step, at, isMissed } of planClock(facts, now)) {
          if (at > now) break
          await tx.marketplaceOffer.update({ where: { id: offerId }, data: marks[step](now, facts) })
          const offer = await readOffer(tx, offerId)
          if (offer && !isMissed) await deeds[step]?.(tx, offer)
        }
        const after = await lockFacts(tx, offerId)
        if (after) await plan(tx, offerId, after)
      }),
  }
}
