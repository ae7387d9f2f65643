import type { Clock } from '@bazaar/core/clock'
import type { Tx } from '@bazaar/core/db'
import type { Jobs } from '@bazaar/core/jobs'
import type { Channel, ShopRef, StockNews } from '../stock/index.ts'
import { newsBody, testBody } from './body.ts'
import { wake } from './job-types.ts'
import type { Seals } from './sealed.ts'
import { messageIdOf, newMessageId } from './standard-webhooks.ts'

export interface OutgoingDeps {
  readonly clock: Clock
  readonly jobs: Jobs
  readonly seals: Seals
}

interface OpenEndpoint {
  readonly id: bigint
  readonly etsyShopId: bigint
  readonly name: string
}

/** The shop's address that takes requests, kept from going until the transaction ends. */
async function findOpen(tx: Tx, shopId: bigint): Promise<OpenEndpoint | undefined> {
  const [found] = await tx.$queryRaw<OpenEndpoint[]>`
    SELECT e.id, s.etsy_shop_id AS "etsyShopId", s.name
    FROM etsy_lowstock_endpoint e JOIN etsy_lowstock_shop s ON s.id = e.shop_id
    WHERE e.shop_id = ${shopId} AND e.state = 'ON' FOR KEY SHARE OF e`
  return found
}

/** Of each piece of news an address has one request, whoever tells it how often. */
const idOf = (endpoint: bigint, { listing, variation, kind, episode }: StockNews) =>
  messageIdOf([endpoint, listing.id, variation?.id ?? '', kind, episode].join(':'))

export type Outgoing = Channel & ReturnType<typeof createOutgoing>

/** Writes what is to be sent, in the transaction of what it tells about. */
export function createOutgoing({ clock, jobs, seals }: OutgoingDeps) {
  return {
    id: 'webhook',
    async tell(tx: Tx, shop: ShopRef, news: readonly StockNews[]): Promise<void> {
      const endpoint = news.length > 0 ? await findOpen(tx, shop.id) : undefined
      if (!endpoint) return
      const now = clock.now()
      const data = news.map((one) => ({
        endpointId: endpoint.id,
        messageId: idOf(endpoint.id, one),
        body: seals.sealBody(newsBody(endpoint, one)),
        createdAt: now,
        nextAt: now,
      }))
      const { count } = await tx.etsyDelivery.createMany({ data, skipDuplicates: true })
      if (count > 0) await wake(jobs, tx, endpoint.id)
    },
    /** Sends a test, unless one is on its way. @returns its number; nothing where the shop has no address that takes requests */
    async test(tx: Tx, shopId: bigint): Promise<bigint | undefined> {
      const endpoint = await findOpen(tx, shopId)
      if (!endpoint) return undefined
      const where = { endpointId: endpoint.id, isTest: true, state: 'WAITING' }
      const before = await tx.etsyDelivery.findFirst({ where, select: { id: true } })
      if (before) return before.id
      const now = clock.now()
      const { id } = await tx.etsyDelivery.create({
        data: {
          ...{ endpointId: endpoint.id, messageId: newMessageId(), isTest: true, createdAt: now, nextAt: now },
          body: seals.sealBody(testBody(endpoint, now)),
        },
        select: { id: true },
      })
      await wake(jobs, tx, endpoint.id)
      return id
    },
  }
}
