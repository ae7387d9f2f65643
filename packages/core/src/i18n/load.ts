import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { TextSource } from './texts.ts'
import { type Locale, locales } from './types.ts'

/** Reads `en.ftl` and `ru.ftl` of one owner. @throws when a language is missing, with the path that was expected */
export function loadTextSources(owner: string, folder: URL): readonly TextSource[] {
  return locales.map((locale) => {
    const path = fileURLToPath(new URL(`${locale}.ftl`, folder))
    try {
      return { owner, locale, origin: path, fluent: readFileSync(path, 'utf8') }
    } catch (cause) {
      throw new Error(`Every feature ships every language: ${path} cannot be read`, { cause })
    }
  })
}

/** The language for a Telegram `language_code` (`ru-RU` → `ru`); English when we do not speak it. */
export function localeOf(languageCode: string | null | undefined): Locale {
  const wanted = languageCode?.toLowerCase().split('-')[0]
  return locales.find((locale) => locale === wanted) ?? 'en'
}
