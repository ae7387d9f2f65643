import type { TestPlatform } from '@bazaar/testing'
import { z } from 'zod'
import { clayThread, nordlicht } from '../demo/etsy/catalogue.ts'
import type { EtsyOptions, EtsyStandIn } from '../demo/etsy-standin.ts'
import { env } from '../src/env.ts'
import { createServices, type Services } from '../src/services.ts'
import type { LinkInput } from '../src/shop/types.ts'
import { type Person, pressesStart, startBot } from './etsy-bot.ts'

export type { Person }

export { clayThread, nordlicht }

/** From one look at a shop to the next, and a little more. */
export const interval = 61_000
export const hour = 3_600_000
export const day = 24 * hour

export interface StoryOptions {
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly etsy?: EtsyOptions
  readonly replicas?: number
}

export type Story = Awaited<ReturnType<typeof startStory>>

/** The bot, a local Etsy, and shops that are linked. */
export async function startStory({ replicas, ...options }: StoryOptions = {}) {
  const bot = await startBot({ ...options, ...(replicas !== undefined && { mode: 'webhook', replicas }) })
  const { platform: running, etsy, settings } = bot
  const services: Services = createServices(running.app.core, z.object(env).parse(settings))

  return {
    ...bot,
    services,
    db: running.app.core.db,

    /** Somebody presses Start and links the shop of that account at Etsy; the first look is over and told. */
    async link(person: Person, etsyUserId: number = clayThread.userId): Promise<bigint> {
      await pressesStart(person)
      const id = BigInt(person.id)
      const shopId = await linkAs(running, services, etsy, { ownerId: id, chatId: id, title: person.name }, etsyUserId)
      await running.settle()
      return shopId
    },

    /** The owner lets the bot change how many pieces there are, as if they had pressed it all. */
    async allowRestock(person: Person, etsyUserId: number = clayThread.userId): Promise<bigint> {
      const id = BigInt(person.id)
      const owner = { ownerId: id, chatId: id, title: person.name }
      return linkAs(running, services, etsy, owner, etsyUserId, ['shops_r', 'listings_r', 'listings_w'])
    },

    /** The next look at every shop. */
    async look(): Promise<void> {
      await running.advance(interval)
    },
  }
}

async function linkAs(
  platform: TestPlatform,
  { shops }: Services,
  etsy: EtsyStandIn,
  owner: Pick<LinkInput, 'ownerId' | 'chatId' | 'title'>,
  etsyUserId: number,
  scopes: readonly string[] = ['shops_r', 'listings_r'],
): Promise<bigint> {
  const tokens = etsy.give(etsyUserId, scopes)
  const now = platform.clock.now().getTime()
  const granted = {
    access: tokens.access_token,
    refresh: tokens.refresh_token,
    accessExpiresAt: new Date(now + tokens.expires_in * 1000),
    refreshExpiresAt: new Date(now + 90 * day),
    etsyUserId: BigInt(etsyUserId),
    scopes: scopes.join(' '),
  }
  const prepared = await shops.linker.prepare(granted)
  if (!prepared.ok) throw new Error(`The shop could not be linked: ${prepared.why}`)
  const linked = await platform.app.core.db.tx((tx) =>
    shops.linker.link(tx, { ...owner, granted, facts: prepared.facts }),
  )
  return linked.shopId
}
