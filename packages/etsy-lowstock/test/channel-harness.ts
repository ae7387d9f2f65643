import { type PlatformOptions, startTestPlatform } from '@bazaar/testing'
import { z } from 'zod'
import { opened } from '../src/channel/channel.callbacks.ts'
import { createEndpoints } from '../src/channel/endpoints.ts'
import { createWebhook } from '../src/channel/index.ts'
import { createSeals } from '../src/channel/sealed.ts'
import { env } from '../src/env.ts'
import { etsyLowstock } from '../src/index.ts'
import type { StockNews } from '../src/stock/index.ts'
import { comes, type Person } from './etsy-bot.ts'
import { type Receiver, startReceiver } from './webhook-receiver.ts'

export const seconds = 1_000
export const minutes = 60 * seconds
export const hours = 60 * minutes
/** Longer than a pause can be with its jitter. */
export const afterJitter = (ms: number) => Math.ceil(ms * 1.1) + 1

const allowed = { ETSY_WEBHOOK_ALLOW_HOSTS: '127.0.0.1' }

export interface Seller {
  readonly person: Person
  readonly shop: { readonly id: bigint; readonly ownerId: bigint; readonly name: string }
  readonly receiver: Receiver
}

/** The bot, with sellers whose shops are linked, and whose servers are real ones. */
export async function startChannel(options: Omit<PlatformOptions, 'features'> = {}) {
  const given = { ...options, env: { ...allowed, ...options.env } }
  const platform = await startTestPlatform({ features: [etsyLowstock], ...given })
  const { core } = platform.app
  const { db, clock } = core
  const { channel } = createWebhook(core, z.object(env).parse(allowed))
  const endpoints = createEndpoints({ ...core, seals: createSeals(core.keyring) })
  const receivers: Receiver[] = []
  let last = 0n

  const shopOf = async (person: Person, name = 'Sunny Mugs') => {
    const { id, ownerId } = await db.prisma.etsyShop.create({
      data: {
        ...{ ownerId: BigInt(person.id), etsyUserId: ++last, etsyShopId: 70_000n + last, name },
        ...{ url: 'https://www.etsy.com/shop/SunnyMugs', currency: 'EUR', state: 'ACTIVE' },
        ...{ linkedAt: clock.now(), nextLookAt: clock.now() },
      },
    })
    return { id, ownerId, name }
  }

  return {
    platform,
    db,
    clock,
    channel,
    endpoints,
    shopOf,
    person: (name: string, language = 'en'): Promise<Person> => comes(platform, name, language),
    /** Somebody with a shop and a server, whose address is in place. */
    async seller(name: string, language?: string): Promise<Seller & { readonly secret: string }> {
      const person = await this.person(name, language)
      const shop = await shopOf(person)
      const receiver = await this.receiver()
      await db.tx((tx) => endpoints.put(tx, shop.ownerId, shop.id, receiver.url))
      const secret = await endpoints.firstSecret(shop.ownerId, shop.id)
      return { person, shop, receiver, secret }
    },
    async receiver(): Promise<Receiver> {
      const receiver = await startReceiver()
      receivers.push(receiver)
      return receiver
    },
    /** Tells news in one transaction and waits until all is done that is due. */
    async tell({ shop }: Pick<Seller, 'shop'>, ...news: readonly StockNews[]): Promise<void> {
      await db.tx((tx) => channel.tell(tx, shop, news))
      await platform.settle()
    },
    /** Presses the button of the shop's card. */
    presses: (person: Person, shopId: bigint, view: Parameters<typeof opened.pack>[0]['view'] = 'page') =>
      person.presses({ data: platform.sign(BigInt(person.id), opened.pack({ view, shop: shopId })) }),
    endpointOf: (shopId: bigint) => db.prisma.etsyEndpoint.findUniqueOrThrow({ where: { shopId } }),
    deliveriesOf: (shopId: bigint) =>
      db.prisma.etsyDelivery.findMany({ where: { endpoint: { shopId } }, orderBy: { id: 'asc' } }),
    async stop() {
      await platform.stop()
      await Promise.all(receivers.map((one) => one.close()))
    },
  }
}
export type ChannelTest = Awaited<ReturnType<typeof startChannel>>

let episodes = 0

/** A listing of which the last one was sold. */
export const soldOut = (changed: Partial<StockNews> = {}): StockNews => ({
  kind: 'out',
  at: new Date('2026-01-05T09:00:00Z'),
  episode: ++episodes,
  listing: {
    id: 5n,
    etsyListingId: 9_007_199_254_740_993n,
    title: 'Mug “Dawn” <b>',
    url: 'https://www.etsy.com/listing/1',
  },
  variation: { id: 8n, name: 'L, Red' },
  sku: 'MUG-1',
  quantity: 0,
  price: { minor: 1_250n, currency: 'EUR' },
  cause: 'sold',
  threshold: undefined,
  daysLeft: undefined,
  ...changed,
})
