import type { Clock } from '@bazaar/core/clock'
import type { Tx } from '@bazaar/core/db'
import type { Outcome } from './requests.ts'
import { pauseAfter, triedForMs } from './schedule.ts'

/** A request that was tried. */
export interface Tried {
  readonly id: bigint
  readonly endpointId: bigint
  readonly attempts: number
  readonly createdAt: Date
  readonly isTest: boolean
}

export interface SettlingDeps {
  readonly clock: Clock
  readonly random: () => number
  /** The address counts as dead from here on; told once. */
  bury(tx: Tx, endpointId: bigint, failure: string): Promise<void>
}

type Refused = Extract<Outcome, { kind: 'refused' }>

/** Writes down what came of a try. Whatever another worker wrote about the same try first stays. */
export function createSettling({ clock, random, bury }: SettlingDeps) {
  const ended = (state: 'DELIVERED' | 'DEAD', now: Date) => ({ state, endedAt: now, attempts: { increment: 1 } })
  const claim = async (tx: Tx, { id, attempts }: Tried, data: object): Promise<boolean> =>
    (await tx.etsyDelivery.updateMany({ where: { id, attempts, state: 'WAITING' }, data })).count > 0

  async function delivered(tx: Tx, tried: Tried): Promise<boolean> {
    const now = clock.now()
    await claim(tx, tried, ended('DELIVERED', now))
    const { endpointId } = tried
    const where = { id: endpointId, failure: { not: null } }
    const { count } = await tx.etsyEndpoint.updateMany({ where, data: { failure: null, failingSince: null } })
    // It is back: what waits for better times need not wait.
    if (count > 0)
      await tx.etsyDelivery.updateMany({
        where: { endpointId, state: 'WAITING', nextAt: { gt: now } },
        data: { nextAt: now },
      })
    return true
  }

  async function failing(tx: Tx, { endpointId }: Tried, failure: string): Promise<void> {
    const where = { id: endpointId, failingSince: null }
    await tx.etsyEndpoint.updateMany({ where, data: { failingSince: clock.now() } })
    await tx.etsyEndpoint.updateMany({ where: { id: endpointId }, data: { failure } })
  }

  async function refusedTest(tx: Tx, tried: Tried, { failure, isDown }: Refused): Promise<boolean> {
    await claim(tx, tried, ended('DEAD', clock.now()))
    await tx.etsyEndpoint.updateMany({ where: { id: tried.endpointId }, data: { failure } })
    return !isDown
  }

  async function refused(tx: Tx, tried: Tried, outcome: Refused): Promise<boolean> {
    if (tried.isTest) return refusedTest(tx, tried, outcome)
    const now = clock.now()
    const deadline = tried.createdAt.getTime() + triedForMs
    if (now.getTime() >= deadline) {
      if (await claim(tx, tried, ended('DEAD', now))) await bury(tx, tried.endpointId, outcome.failure)
      return false
    }
    const pause = pauseAfter(tried.attempts + 1, random, outcome.askedMs)
    const nextAt = new Date(Math.min(now.getTime() + pause, deadline))
    if (!(await claim(tx, tried, { nextAt, attempts: { increment: 1 } }))) return true
    await failing(tx, tried, outcome.failure)
    if (!outcome.isDown) return true
    // Nobody is there: the others need not each find out by themselves.
    const others = { endpointId: tried.endpointId, state: 'WAITING', nextAt: { lt: nextAt } }
    await tx.etsyDelivery.updateMany({ where: others, data: { nextAt } })
    return false
  }

  return {
    /** @returns whether another request to the same address may follow at once */
    async settle(tx: Tx, tried: Tried, outcome: Outcome): Promise<boolean> {
      if (outcome.kind === 'delivered') return delivered(tx, tried)
      if (outcome.kind === 'refused') return refused(tx, tried, outcome)
      // It waits with the others, in case the owner turns the address on again.
      const data = tried.isTest ? ended('DEAD', clock.now()) : { attempts: { increment: 1 } }
      if (await claim(tx, tried, data)) await bury(tx, tried.endpointId, outcome.failure)
      return false
    },
  }
}
export type Settling = ReturnType<typeof createSettling>
