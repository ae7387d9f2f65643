import { setTimeout as delay } from 'node:timers/promises'
import type { Db } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import type { TestResult } from './channel.screens.ts'
import type { Endpoints } from './endpoints.ts'
import type { Outgoing } from './outgoing.ts'

export interface TestingDeps {
  readonly db: Db
  readonly endpoints: Pick<Endpoints, 'view'>
  readonly outgoing: Pick<Outgoing, 'test'>
}

/** Somebody looks at the screen meanwhile. Machine time. */
const patienceMs = 4_000
const lookEveryMs = 150

/** Sends a test to a shop's address and waits a moment for what comes of it: it may be sent by another process. */
export const createTester =
  ({ db, endpoints, outgoing }: TestingDeps) =>
  async (ownerId: bigint, shopId: bigint): Promise<TestResult> => {
    await endpoints.view(ownerId, shopId)
    const id = await db.tx((tx) => outgoing.test(tx, shopId))
    if (id === undefined) throw new AppError('etsy-lowstock-webhook-none', {}, 404)
    for (const until = Date.now() + patienceMs; Date.now() < until; await delay(lookEveryMs)) {
      const row = await db.prisma.etsyDelivery.findUnique({ where: { id }, include: { endpoint: true } })
      if (row?.state === 'DELIVERED') return 'delivered'
      if (row?.state === 'DEAD') return { failure: row.endpoint.failure ?? 'network' }
    }
    return 'waiting'
  }
