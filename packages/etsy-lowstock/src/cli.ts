import type { CliVerb } from '@bazaar/core/feature'
import type { Settings } from './env.ts'
import type { EtsyApi } from './etsy/index.ts'

const needed = ['ETSY_API_KEY', 'ETSY_SHARED_SECRET', 'ETSY_REDIRECT_URL'] as const

/** `etsy:check`: whether Etsy knows the operator's application. Reads no shop and changes nothing. */
export function createCli(api: EtsyApi, settings: Settings): readonly CliVerb[] {
  return [
    {
      name: 'etsy:check',
      needsDatabase: false,
      summary: 'Ask Etsy whether it knows your application: etsy:check',
      async run(_args, print) {
        const missing = needed.filter((name) => settings[name] === undefined)
        if (missing.length > 0) {
          print(`Not set: ${missing.join(', ')}. No shop can be linked; nothing was asked.`)
          return 0
        }
        const answer = await api.ping()
        print(
          answer.ok
            ? `Etsy knows your application. Sellers are led back to ${settings.ETSY_REDIRECT_URL}: it must be registered with the application.`
            : `Etsy refused (${answer.detail}). Check ETSY_API_KEY and ETSY_SHARED_SECRET, and that the application is approved.`,
        )
        return answer.ok ? 0 : 1
      },
    },
  ]
}
