import type { Clock } from '@bazaar/core/clock'
import type { Db, Prisma, Tx } from '@bazaar/core/db'
import { type Jobs, jobType } from '@bazaar/core/jobs'
import { z } from 'zod'
import { type OfferView, offerStateOf, readOffer } from '../../catalog/index.ts'
import type { PurchaseNews } from '../../purchase/index.ts'
import { lockOffer } from '../changes/offer.repository.ts'
import { planSteps, type ScheduleFacts, type Step } from './plan.ts'

export const offerDue = jobType('marketplace.offer-due', z.object({ offer: z.coerce.bigint() }))
const keyOf = (id: bigint) => `${offerDue.name}:${id}`

export interface OfferSchedulerDeps {
  readonly db: Db
  readonly clock: Clock
  readonly jobs: Jobs
  readonly news: PurchaseNews
}

/** Does at their instants what an offer's window brings. */
export interface OfferScheduler {
  /** Call it in every transaction that changes state or window; the offer is locked. One entry waits per offer, for its next instant. */
  schedule(tx: Tx, offerId: bigint): Promise<void>
  /**
   * Does everything that is due, each step once and in a transaction of its own, and plans the next instant. A step that fails holds up no
   * other one (offers expire although a reminder cannot be written); it is tried again with the next one.
   */
  run(offerId: bigint): Promise<void>
}

/** Locks the offer's row: whoever changes it waits for whoever is at it. */
export async function lockFacts(tx: Tx, id: bigint): Promise<ScheduleFacts | undefined> {
  await lockOffer(tx, id)
  return readFacts(tx, id)
}

async function readFacts(tx: Tx, id: bigint): Promise<ScheduleFacts | undefined> {
  const row = await tx.marketplaceOffer.findUnique({
    where: { id },
    select: {
      state: true,
      pickupStart: true,
      pickupEnd: true,
      reconfirmAt: true,
      remindedStartAt: true,
      remindedEndAt: true,
      toldOverAt: true,
      closedAt: true,
    },
  })
  return row ? { ...row, state: offerStateOf(row.state) } : undefined
}

export function createOfferScheduler({ db, clock, jobs, news }: OfferSchedulerDeps): OfferScheduler {
  /** Marks the step in the transaction that does it. */
  const marks: Readonly<Record<Step, (now: Date, facts: ScheduleFacts) => Prisma.MarketplaceOfferUpdateInput>> = {
    'ask-reconfirm': (now) => ({ reconfirmAt: now }),
    start: (now) => ({ remindedStartAt: now }),
    'end-soon': (now) => ({ remindedEndAt: now }),
    // Also when it is done late: this is when it was over.
    expire: (_now, { pickupEnd }) => ({ state: 'EXPIRED', forcedSoldOut: false, endedAt: pickupEnd }),
    over: (now) => ({ toldOverAt: now }),
    close: (now) => ({ closedAt: now }),
  }
  const effects: Readonly<Partial<Record<Step, (tx: Tx, offer: OfferView) => Promise<unknown>>>> = {
    'ask-reconfirm': (tx, offer) => news.askReconfirm(tx, offer),
    async start(tx, offer) {
      await news.dropUnconfirmed(tx, offer)
      await news.remind(tx, offer, 'start')
    },
    'end-soon': (tx, offer) => news.remind(tx, offer, 'end'),
    over: (tx, offer) => news.windowOver(tx, offer),
    close: (tx, offer) => news.closeMissed(tx, offer),
  }

  async function planNext(tx: Tx, id: bigint, failed: ReadonlySet<Step>): Promise<void> {
    const facts = await lockFacts(tx, id)
    const [next] = facts ? planSteps(facts, clock.now()).filter(({ step }) => !failed.has(step)) : []
    if (next) await jobs.enqueue(tx, offerDue, { offer: id }, { dueAt: next.at, key: keyOf(id) })
    // What failed and has no later instant is left to the retries of the running job.
    else if (failed.size === 0) await jobs.cancel(tx, keyOf(id))
  }

  /** Nothing when somebody was faster, or the window has moved. */
  async function perform(tx: Tx, id: bigint, step: Step): Promise<void> {
    const now = clock.now()
    const facts = await lockFacts(tx, id)
    const due = facts && planSteps(facts, now).find((planned) => planned.step === step && planned.at <= now)
    if (!due) return
    await tx.marketplaceOffer.update({ where: { id }, data: marks[step](now, facts) })
    const offer = await readOffer(tx, id)
    if (offer && !due.isMissed) await effects[step]?.(tx, offer)
  }

  return {
    schedule: (tx, offerId) => planNext(tx, offerId, new Set()),
    async run(offerId) {
      const now = clock.now()
      const facts = await readFacts(db.prisma, offerId)
      const failures = new Map<Step, unknown>()
      for (const { step, at } of facts ? planSteps(facts, now) : []) {
        if (at > now) break
        try {
          await db.tx((tx) => perform(tx, offerId, step))
        } catch (error) {
          failures.set(step, error)
        }
      }
      await db.tx((tx) => planNext(tx, offerId, new Set(failures.keys())))
      for (const error of failures.values()) throw error
    },
  }
}
