import type { Reader, TextParam, Texts } from '@bazaar/core/i18n'
import type { Users } from '@bazaar/core/users'
import { key } from '../text.ts'
import { aliveMs } from './attempts.ts'
import type { CallbackOutcome } from './callback.service.ts'
import { type PageSection, renderPage } from './page.ts'

/** Start payloads: what the page gave, and a new attempt. */
export const tokenPayload = 'etl_'
export const againPayload = 'etlink'

const english: Reader = { locale: 'en', timeZone: 'UTC' }
const russian: Reader = { locale: 'ru', timeZone: 'UTC' }
const longest = 200

export interface PagesDeps {
  readonly texts: Texts
  readonly users: Pick<Users, 'find'>
  startLink(payload: string): Promise<string>
}

/** The pages that Etsy leads back to. */
export function createPages({ texts, users, startLink }: PagesDeps) {
  const alive: TextParam = { duration: aliveMs / 1000 }
  const notice = () => texts.html(english, key('notice'))
  const section = (reader: Reader, name: string): PageSection => ({
    locale: reader.locale,
    title: texts.plain(reader, key(`page-${name}-title`), longest),
    text: texts.html(reader, key(`page-${name}`, { alive })),
  })
  const inBoth = (name: string) => [section(english, name), section(russian, name)] as const
  const button = async (payload: string, name: 'finish' | 'again', ...readers: readonly Reader[]) => ({
    href: await startLink(payload),
    label: readers.map((reader) => texts.plain(reader, key(`page-button-${name}`), longest)).join(' · '),
  })

  async function authorized(reader: Reader, { token, pin }: Authorized): Promise<string> {
    return renderPage({
      sections: [section(reader, 'authorized')],
      action: await button(`${tokenPayload}${token}`, 'finish', reader),
      pin: { digits: pin, text: texts.html(reader, key('page-authorized-pin', { pin, alive })) },
      notice: notice(),
    })
  }

  return {
    async of(outcome: CallbackOutcome): Promise<string> {
      if (outcome.kind === 'unknown') {
        const action = await button(againPayload, 'again', english, russian)
        return renderPage({ sections: inBoth('unknown'), action, notice: notice() })
      }
      const reader = (await users.find(outcome.userId)) ?? english
      if (outcome.kind === 'authorized') return authorized(reader, outcome)
      const shown = { sections: [section(reader, outcome.kind)] as const, notice: notice() }
      if (outcome.kind === 'kept') return renderPage(shown)
      return renderPage({ ...shown, action: await button(againPayload, 'again', reader) })
    },
    /** A request that was refused before anybody looked whose it is: it comes very often, or met a bug. */
    refused: (status: number): string =>
      renderPage({ sections: inBoth(status === 429 ? 'often' : 'refused'), notice: notice() }),
  }
}

type Authorized = Extract<CallbackOutcome, { kind: 'authorized' }>
export type Pages = ReturnType<typeof createPages>
