import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import type { Clock } from '../clock/index.ts'
import { type Db, isConnectionLost, type Payment as Row, type Tx } from '../db/index.ts'
import type { Incidents } from '../incidents/index.ts'
import { type Jobs, jobType } from '../jobs/index.ts'
import type { Logger } from '../log/index.ts'
import type { PlatformMetrics } from '../metrics/index.ts'
import type { Notifications, Topic } from '../notifications/index.ts'
import { type Claim, findClaim } from './claims.ts'
import { inTime } from './in-time.ts'
import type { ChargeNews } from './read-charge.ts'
import type { Charge, Seller } from './types.ts'

/** To payers whose payment waits. */
export const paymentTopic: Topic = { id: 'core-payment', lane: 'money', errsOn: 'duplicate' }

/** Tries again what one feature could not deal with. */
export const settlePayment = jobType('core.settle-payment', z.object({ id: z.coerce.bigint() }))

/** How long a feature may take: longer, and it is set aside, so that a hook that hangs neither hides the money nor keeps a connection. */
const hookMs = 10_000
const retries = 2
const retryMs = 200

export interface PaymentsDeps {
  readonly db: Db
  readonly clock: Clock
  readonly log: Logger
  readonly jobs: Jobs
  readonly notifications: Notifications
  readonly incidents: Incidents
  readonly platform: Pick<PlatformMetrics, 'countError'>
  /** How long a feature may take over a payment; 10,000 ms unless told. */
  readonly hookMs?: number | undefined
  /** Parts that are switched on, and all that there are. */
  parts(): { readonly on: readonly Seller[]; readonly all: readonly Seller[] }
}

/** The book of payments: each has its effect once, and none is lost. */
export interface Payments {
  /** Money came or went back. Told twice, or by two processes at once, it has one effect. */
  record(news: ChargeNews): Promise<void>
  /** The same without its feature, which ended the process whenever it was told: it waits. */
  setAside(news: ChargeNews): Promise<void>
  /** Tries again what waits under this number; nothing happens when nothing does. */
  settle(id: bigint): Promise<void>
  /** Everything that waits though its feature is there is tried again: it failed, or was switched off when the money came. */
  takeUpWaiting(): Promise<void>
}

/** `aside`: the feature could not deal with it, so it is only recorded. */
type Way = 'settle' | 'aside'

export function createPayments(deps: PaymentsDeps): Payments {
  const { db, clock, log, jobs, incidents } = deps

  /** First with the feature; when that fails, without it: the money is there. @throws when not even that went: nothing was decided */
  async function surely(chargeId: string, work: (tx: Tx, way: Way) => Promise<void>): Promise<void> {
    try {
      await withFeature((tx) => work(tx, 'settle'))
    } catch (error) {
      deps.platform.countError('payment')
      log.error({ error, chargeId }, 'a feature could not deal with a payment; it is tried again')
      await db.tx((tx) => work(tx, 'aside'))
    }
  }

  /** A connection that is lost may be the database's, which is soon back, or one of the feature's own, which need not be. */
  async function withFeature(work: (tx: Tx) => Promise<void>): Promise<void> {
    for (let failed = 0; ; failed += 1)
      try {
        return await db.tx((tx) => inTime(tx, deps.hookMs ?? hookMs, () => work(tx)))
      } catch (error) {
        if (failed === retries || !isConnectionLost(error)) throw error
        await delay(retryMs)
      }
  }

  async function paid(tx: Tx, charge: Charge, way: Way): Promise<void> {
    const now = clock.now()
    const fresh = await insert(tx, deps, charge, { state: 'paid', paidAt: now })
    if (fresh) return settle(tx, fresh, charge, way)
    const row = await lock(tx, { chargeId: charge.chargeId })
    if (!row || row.paidAt !== null) return
    // Its refund came first: the money has gone back, so nobody is owed anything.
    await tx.payment.update({ where: { id: row.id }, data: { paidAt: now } })
    await incidents.close(tx, keyOf(row))
  }

  async function refunded(tx: Tx, charge: Charge, way: Way): Promise<void> {
    const refund = { state: 'refunded', refundedAt: clock.now() }
    const alone = await insert(tx, deps, charge, { ...refund, settled: 'refunded' })
    if (alone) return void (await incidents.open(tx, keyOf(alone), `refunded, but never paid: ${describe(alone)}`))
    const row = await lock(tx, { chargeId: charge.chargeId })
    if (!row || row.state === 'refunded') return
    const after = await tx.payment.update({ where: { id: row.id }, data: refund })
    await settle(tx, after, charge, way)
  }

  async function settle(tx: Tx, row: Row, charge: Charge, way: Way): Promise<void> {
    // What never brought anything has nothing to take back.
    if (row.state === 'refunded' && row.settled === 'none') return conclude(tx, row)
    const claim = findClaim(deps.parts().on, charge.payload)
    if (!claim || way === 'aside') return setAside(deps, tx, row, claim)
    const { userId, currency, amount, chargeId, subscription } = charge
    const payment = { userId, rest: claim.rest, currency, amount, chargeId, subscription }
    await (row.state === 'paid' ? claim.kind.paid(tx, payment) : claim.kind.refunded(tx, payment))
    await conclude(tx, row)
  }

  async function conclude(tx: Tx, { id, state }: Row): Promise<void> {
    await tx.payment.update({ where: { id }, data: { settled: state } })
    await incidents.close(tx, keyOf({ id }))
  }

  const write = (tx: Tx, { state, charge }: ChargeNews, way: Way): Promise<void> =>
    (state === 'paid' ? paid : refunded)(tx, charge, way)

  return {
    record: (news) => surely(news.charge.chargeId, (tx, way) => write(tx, news, way)),
    setAside: (news) => db.tx((tx) => write(tx, news, 'aside')),
    async settle(id) {
      const known = await db.prisma.payment.findUnique({ where: { id } })
      // Of somebody who is gone: there is nobody to give anything to, and a pseudonym is no chat.
      if (!known || known.payload === null) return
      await surely(known.chargeId, async (tx, way) => {
        const row = await lock(tx, { id })
        if (row && row.payload !== null && row.settled !== row.state) await settle(tx, row, chargeOf(row), way)
      })
    },
    async takeUpWaiting() {
      const { on } = deps.parts()
      const waiting = await db.prisma.$queryRaw<{ id: bigint; payload: string | null }[]>`
        SELECT id, payload FROM core_payment WHERE settled <> state ORDER BY id`
      for (const { id, payload } of waiting)
        if (findClaim(on, payload ?? ''))
          await db.tx((tx) => jobs.enqueue(tx, settlePayment, { id }, { key: keyOf({ id }) }))
    },
  }
}

/** Names a payment to incidents and jobs. */
export const keyOf = ({ id }: Pick<Row, 'id'>): string => `core:payment:${id}`
const describe = ({ amount, currency, owner, chargeId }: Row): string =>
  `${amount} ${currency}, ${owner ?? 'unknown invoice'}, charge ${chargeId}`

/** The row, unless the charge is known. A transaction that is writing it is waited for. */
async function insert(
  tx: Tx,
  { parts }: PaymentsDeps,
  { payload, chargeId, providerChargeId, userId, currency, amount, subscription }: Charge,
  state: Pick<Row, 'state'> & Partial<Pick<Row, 'settled' | 'paidAt' | 'refundedAt'>>,
): Promise<Row | undefined> {
  const claim = findClaim(parts().all, payload)
  const [row] = await tx.payment.createManyAndReturn({
    data: [
      {
        ...{ chargeId, providerChargeId, userId, payload, currency, amount, ...state },
        ...{ owner: claim?.owner ?? null, kind: claim?.kind.prefix ?? null },
        ...{ subscriptionUntil: subscription?.until ?? null, subscriptionFirst: subscription?.isFirst ?? null },
      },
    ],
    skipDuplicates: true,
  })
  return row
}

async function lock(tx: Tx, where: { readonly chargeId: string } | { readonly id: bigint }): Promise<Row | null> {
  const found = await tx.payment.findUnique({ where, select: { id: true } })
  if (!found) return null
  await tx.$queryRaw`SELECT FROM core_payment WHERE id = ${found.id} FOR UPDATE`
  return tx.payment.findUnique({ where: { id: found.id } })
}

/** Admins and the payer are told once. The row waits, and that is what `takeUpWaiting` looks for. */
async function setAside(
  { incidents, notifications }: PaymentsDeps,
  tx: Tx,
  row: Row,
  claim: Claim | undefined,
): Promise<void> {
  const what = row.state === 'paid' ? 'paid' : 'refunded'
  await incidents.open(tx, keyOf(row), `${what}, but ${claim ? 'it failed' : 'nobody takes it'}: ${describe(row)}`)
  if (row.state !== 'paid' || row.payload === null) return
  await notifications.emit(tx, {
    ...{ topic: paymentTopic.id, chatId: row.userId, userId: row.userId },
    ...{ entity: `payment:${row.id}`, transition: 'waiting' },
    content: {
      text: { key: 'core-payment-waiting', params: { amount: { money: [String(row.amount), row.currency] } } },
    },
  })
}

function chargeOf(row: Row): Charge {
  const { subscriptionUntil: until, subscriptionFirst: isFirst } = row
  return {
    userId: row.userId,
    currency: row.currency,
    amount: row.amount,
    chargeId: row.chargeId,
    payload: row.payload ?? '',
    providerChargeId: row.providerChargeId ?? '',
    subscription: until ? { until, isFirst: isFirst ?? false } : undefined,
  }
}
