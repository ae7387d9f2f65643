import { type PlatformOptions, startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { type EtsyOptions, startEtsy } from '../demo/etsy-standin.ts'
import { etsyLowstock } from '../src/index.ts'

export type Person = ReturnType<TestPlatform['telegram']['user']>

export const redirectUrl = 'https://bot.example.com/api/etsy-lowstock/callback'

export interface BotOptions extends Omit<PlatformOptions, 'features'> {
  readonly etsy?: EtsyOptions
}

/** Somebody who has pressed Start and sees the first screen, which comes below the greeting. */
export async function comes(platform: TestPlatform, name: string, language = 'en'): Promise<Person> {
  const someone = platform.telegram.user(name, { language })
  await pressesStart(someone)
  return someone
}

/** Presses Start. */
export async function pressesStart(person: Person): Promise<void> {
  await person.sends('/start')
  await person.sees(({ buttons }) => buttons.length > 0)
}

/** The bot, and an Etsy of its own whose clock is the bot's. */
export async function startBot({ etsy: etsyOptions, env, ...options }: BotOptions = {}) {
  const startAt = options.startAt ?? new Date('2026-03-02T10:00:00Z')
  const started: { platform?: TestPlatform } = {}
  const etsy = await startEtsy({ now: () => started.platform?.clock.now() ?? startAt, ...etsyOptions })
  const settings = {
    ETSY_API_KEY: 'demo-keystring',
    ETSY_SHARED_SECRET: 'demo-secret',
    ETSY_REDIRECT_URL: redirectUrl,
    ETSY_WEBHOOK_SECRET: 'whsec_dGhlIHNlY3JldCBvZiB0ZXN0cw==',
    ETSY_API_URL: etsy.apiUrl,
    ETSY_TOKEN_URL: etsy.tokenUrl,
    ETSY_CONNECT_URL: etsy.connectUrl,
    ...env,
  }
  const platform = await startTestPlatform({ features: [etsyLowstock], ...options, startAt, env: settings })
  started.platform = platform
  const bare = watchNotice(platform)
  return {
    platform,
    etsy,
    settings,
    person: (name: string, language = 'en') => platform.telegram.user(name, { language }),
    /** @throws Error where a message went without Etsy's notice */
    async stop(): Promise<void> {
      await platform.stop()
      await etsy.close()
      if (bare.size > 0) throw new Error(`Messages without Etsy’s notice:\n${[...bare].join('\n')}`)
    },
  }
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
