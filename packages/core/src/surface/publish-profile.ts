import type { Api } from 'grammy'
import { locales, type Texts } from '../i18n/index.ts'

/** What people read before they press Start, per language. Changed only when it differs: Telegram allows few changes a day. */
export async function publishProfile(api: Api, texts: Texts): Promise<void> {
  for (const locale of locales) {
    const reader = { locale, timeZone: 'UTC' }
    // English is also the text for every language that we do not speak.
    const language = locale === 'en' ? {} : { language_code: locale }
    const description = texts.plain(reader, { key: 'core-description' }, 512)
    const short = texts.plain(reader, { key: 'core-short-description' }, 120)
    if ((await api.getMyDescription(language)).description !== description)
      await api.setMyDescription(description, language)
    if ((await api.getMyShortDescription(language)).short_description !== short)
      await api.setMyShortDescription(short, language)
  }
}
