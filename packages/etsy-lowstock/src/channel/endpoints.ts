import type { Clock } from '@bazaar/core/clock'
import type { Db, Tx } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import type { Jobs } from '@bazaar/core/jobs'
import { wake } from './job-types.ts'
import { overlapMs, triedForMs } from './schedule.ts'
import type { Seals } from './sealed.ts'
import { newSecret } from './standard-webhooks.ts'

export interface EndpointsDeps {
  readonly db: Db
  readonly clock: Clock
  readonly jobs: Jobs
  readonly seals: Seals
}

export interface EndpointView {
  readonly state: 'on' | 'dead'
  /** Never more of the address: its path may hold a token. Nothing where it cannot be opened. */
  readonly host: string | undefined
  readonly createdAt: Date
  /** How many secrets were shown; 0: nobody knows the present one yet. */
  readonly secretsShown: number
  /** The secret before signs as well until then. */
  readonly overlapUntil: Date | undefined
  readonly failingSince: Date | undefined
  /** What came of the last try that did not get through. */
  readonly failure: string | undefined
  /** Alerts that were not taken yet. */
  readonly waiting: number
}

export interface ShopView {
  readonly id: bigint
  readonly name: string
  readonly endpoint: EndpointView | undefined
}

const hostOf = (url: string | undefined) => (url === undefined ? undefined : new URL(url).host)
const withEndpoint = {
  endpoints: { include: { _count: { select: { deliveries: { where: { state: 'WAITING', isTest: false } } } } } },
} as const

export type Endpoints = ReturnType<typeof createEndpoints>

/** The addresses of people's own servers. Only who linked the shop may see or change one. */
export function createEndpoints({ db, clock, jobs, seals }: EndpointsDeps) {
  async function owned(tx: Tx, ownerId: bigint, shopId: bigint) {
    const shop = await tx.etsyShop.findFirst({ where: { id: shopId, ownerId }, include: withEndpoint })
    if (!shop) throw new AppError('etsy-lowstock-webhook-not-yours', {}, 403)
    return shop
  }
  type Row = Awaited<ReturnType<typeof owned>>['endpoints'][number]

  async function require(tx: Tx, ownerId: bigint, shopId: bigint): Promise<Row> {
    const [endpoint] = (await owned(tx, ownerId, shopId)).endpoints
    if (!endpoint) throw new AppError('etsy-lowstock-webhook-none', {}, 404)
    return endpoint
  }

  function drawn(row: Row): EndpointView {
    const isOverlap = row.oldSecretUntil !== null && row.oldSecretUntil > clock.now()
    return {
      state: row.state === 'ON' ? 'on' : 'dead',
      host: hostOf(seals.open(row.url, 'url')),
      createdAt: row.createdAt,
      secretsShown: row.secretsShown,
      overlapUntil: isOverlap ? (row.oldSecretUntil ?? undefined) : undefined,
      failingSince: row.failingSince ?? undefined,
      failure: row.failure ?? undefined,
      waiting: row._count.deliveries,
    }
  }

  async function view(tx: Tx, ownerId: bigint, shopId: bigint): Promise<ShopView> {
    const { id, name, endpoints } = await owned(tx, ownerId, shopId)
    const [endpoint] = endpoints
    return { id, name, endpoint: endpoint && drawn(endpoint) }
  }

  /** What is not older than a week is tried anew; what is older is over. */
  async function retry(tx: Tx, endpointId: bigint): Promise<void> {
    const now = clock.now()
    const over = { endpointId, state: 'WAITING', createdAt: { lte: new Date(now.getTime() - triedForMs) } }
    await tx.etsyDelivery.updateMany({ where: over, data: { state: 'DEAD', endedAt: now } })
    const data = { attempts: 0, nextAt: now }
    const { count } = await tx.etsyDelivery.updateMany({ where: { endpointId, state: 'WAITING' }, data })
    if (count > 0) await wake(jobs, tx, endpointId)
  }

  const fresh = { state: 'ON', failure: null, failingSince: null } as const

  return {
    view: (ownerId: bigint, shopId: bigint) => view(db.prisma, ownerId, shopId),

    /** A first address, or another one in place of it, which keeps the secret and what waits. */
    async put(tx: Tx, ownerId: bigint, shopId: bigint, address: string): Promise<ShopView> {
      await owned(tx, ownerId, shopId)
      const url = seals.seal(address, 'url')
      const { id } = await tx.etsyEndpoint.upsert({
        where: { shopId },
        create: { shopId, url, secret: seals.seal(newSecret(), 'secret'), createdAt: clock.now() },
        update: { url, ...fresh },
      })
      await retry(tx, id)
      return view(tx, ownerId, shopId)
    },

    /** The first secret, once. */
    firstSecret: (ownerId: bigint, shopId: bigint): Promise<string> =>
      db.tx(async (tx) => {
        const { id, secret } = await require(tx, ownerId, shopId)
        const where = { id, secretsShown: 0 }
        const { count } = await tx.etsyEndpoint.updateMany({ where, data: { secretsShown: 1 } })
        const plain = seals.open(secret, 'secret')
        if (count === 0 || plain === undefined) throw new AppError('etsy-lowstock-webhook-secret-told')
        return plain
      }),

    /**
     * A new secret, shown once; the present one signs along for a day, and the one before it no more.
     * @param present how many were shown: of two presses of one button the second finds it replaced
     */
    rotate: (ownerId: bigint, shopId: bigint, present: number): Promise<string> =>
      db.tx(async (tx) => {
        const { id, secret } = await require(tx, ownerId, shopId)
        const plain = newSecret()
        const oldSecret = seals.toOld(secret)
        const { count } = await tx.etsyEndpoint.updateMany({
          where: { id, secretsShown: present },
          data: {
            ...{ secret: seals.seal(plain, 'secret'), secretsShown: { increment: 1 }, oldSecret: oldSecret ?? null },
            oldSecretUntil: oldSecret ? new Date(clock.now().getTime() + overlapMs) : null,
          },
        })
        if (count === 0) throw new AppError('etsy-lowstock-webhook-secret-told')
        return plain
      }),

    async revive(tx: Tx, ownerId: bigint, shopId: bigint): Promise<ShopView> {
      const { id } = await require(tx, ownerId, shopId)
      const { count } = await tx.etsyEndpoint.updateMany({ where: { id, state: 'DEAD' }, data: fresh })
      if (count > 0) await retry(tx, id)
      return view(tx, ownerId, shopId)
    },

    async remove(tx: Tx, ownerId: bigint, shopId: bigint): Promise<ShopView> {
      const { id } = await require(tx, ownerId, shopId)
      await tx.etsyEndpoint.delete({ where: { id } })
      await jobs.cancel(tx, `etsy-lowstock.deliver:${id}`)
      return view(tx, ownerId, shopId)
    },

    /** What a person's export says. */
    async export(userId: bigint): Promise<readonly object[]> {
      const rows = await db.prisma.etsyEndpoint.findMany({
        where: { shop: { ownerId: userId } },
        include: { shop: { select: { name: true } } },
        orderBy: { id: 'asc' },
      })
      return rows.map(({ shop, url, state, createdAt }) => ({
        ...{ shop: shop.name, host: hostOf(seals.open(url, 'url')) ?? null },
        ...{ state, created_at: createdAt.toISOString() },
      }))
    },
  }
}
