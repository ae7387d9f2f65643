import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { z } from 'zod'
import { clayThread, nordlicht } from '../demo/etsy/catalogue.ts'
import { type EtsyOptions, type EtsyStandIn, startEtsy } from '../demo/etsy-standin.ts'
import { env } from '../src/env.ts'
import { etsyLowstock } from '../src/index.ts'
import { createServices, type Services } from '../src/services.ts'
import type { LinkInput } from '../src/shop/types.ts'

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
export type Person = ReturnType<TestPlatform['telegram']['user']>

/** The bot, a local Etsy, and shops that are linked. */
export async function startStory(options: StoryOptions = {}) {
  let platform: TestPlatform | undefined
  const startAt = new Date('2026-03-02T10:00:00Z')
  const etsy = await startEtsy({ now: () => platform?.clock.now() ?? startAt, ...options.etsy })
  const settings = {
    ETSY_API_KEY: 'demo-keystring',
    ETSY_SHARED_SECRET: 'demo-secret',
    ETSY_REDIRECT_URL: 'https://bot.example.com/api/etsy-lowstock/callback',
    ETSY_WEBHOOK_SECRET: 'whsec_dGhlIHNlY3JldCBvZiB0ZXN0cw==',
    ETSY_API_URL: etsy.apiUrl,
    ETSY_TOKEN_URL: etsy.tokenUrl,
    ETSY_CONNECT_URL: etsy.connectUrl,
    ...options.env,
  }
  const running = await startTestPlatform({
    features: [etsyLowstock],
    startAt,
    env: settings,
    ...(options.replicas !== undefined && { mode: 'webhook', replicas: options.replicas }),
  })
  platform = running
  const bare = watchNotice(running)
  const services: Services = createServices(running.app.core, z.object(env).parse(settings))

  return {
    platform: running,
    etsy,
    services,
    db: running.app.core.db,
    settings,
    person: (name: string, language = 'en') => running.telegram.user(name, { language }),

    /** Somebody presses Start and links the shop of that account at Etsy; the first look is over and told. */
    async link(person: Person, etsyUserId: number = clayThread.userId): Promise<bigint> {
      await person.sends('/start')
      // The first screen, which comes below the greeting.
      await person.sees(({ buttons }) => buttons.length > 0)
      const id = BigInt(person.id)
      const shopId = await linkAs(running, services, etsy, { ownerId: id, chatId: id, title: person.name }, etsyUserId)
      await running.settle()
      return shopId
    },

    /** The next look at every shop. */
    async look(): Promise<void> {
      await running.advance(interval)
    },

    async stop(): Promise<void> {
      await running.stop()
      await etsy.close()
      if (bare.size > 0) throw new Error(`Messages without Etsy’s notice:\n${[...bare].join('\n')}`)
    },
  }
}

async function linkAs(
  platform: TestPlatform,
  { shops }: Services,
  etsy: EtsyStandIn,
  owner: Pick<LinkInput, 'ownerId' | 'chatId' | 'title'>,
  etsyUserId: number,
): Promise<bigint> {
  const tokens = etsy.give(etsyUserId)
  const now = platform.clock.now().getTime()
  const granted = {
    access: tokens.access_token,
    refresh: tokens.refresh_token,
    accessExpiresAt: new Date(now + tokens.expires_in * 1000),
    refreshExpiresAt: new Date(now + 90 * day),
    etsyUserId: BigInt(etsyUserId),
  }
  const prepared = await shops.linker.prepare(granted)
  if (!prepared.ok) throw new Error(`The shop could not be linked: ${prepared.why}`)
  const linked = await platform.app.core.db.tx((tx) =>
    shops.linker.link(tx, { ...owner, granted, facts: prepared.facts }),
  )
  return linked.shopId
}

/** Every message with a button of this feature must carry Etsy's notice. @returns those that do not; it grows */
function watchNotice({ standin, account: { id: botId } }: TestPlatform): ReadonlySet<string> {
  const bare = new Set<string>()
  standin.onChange(({ kind, chatId, revision }) => {
    if ((kind !== 'message' && kind !== 'edit') || chatId < 0) return
    for (const { text, caption, buttons } of standin.messages(chatId, { botId, since: revision - 1 }).messages) {
      const said = text ?? caption ?? ''
      const isOurs = buttons.flat().some(({ callback_data: data }) => data !== null && /(?:^|:|\W)et\.[a-z]/.test(data))
      if (isOurs && !said.includes("The term 'Etsy' is a trademark of Etsy, Inc.")) bare.add(said.slice(0, 200))
    }
  })
  return bare
}
