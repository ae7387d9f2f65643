import { existsSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readText } from '../text-files/index.ts'
import type { TextSource } from './texts.ts'
import { type Locale, locales } from './types.ts'

/**
 * Reads every language of one owner: `en.ftl`, or all `.ftl` files of the folder `en/` in the order of their names.
 * @throws when a language is missing, with the path that was expected, or stands in both places
 */
export function loadTextSources(owner: string, folder: URL): readonly TextSource[] {
  return locales.flatMap((locale) =>
    filesOf(locale, folder).map((path) => ({ owner, locale, origin: path, fluent: readText(path) })),
  )
}

function filesOf(locale: Locale, folder: URL): readonly string[] {
  const file = fileURLToPath(new URL(`${locale}.ftl`, folder))
  const parts = new URL(`${locale}/`, folder)
  const names = existsSync(parts) ? readdirSync(parts).filter((name) => name.endsWith('.ftl')) : []
  if (!existsSync(file) && names.length === 0)
    throw new Error(`Every feature ships every language: ${file} cannot be read, and no .ftl file is in ${locale}/`)
  // Whoever splits a file and forgets it there would edit texts that nobody sees.
  if (existsSync(file) && names.length > 0)
    throw new Error(`${file} and the folder ${locale}/ both hold texts: keep one of the two`)
  return names.length === 0 ? [file] : names.toSorted().map((name) => fileURLToPath(new URL(name, parts)))
}

/** The language for a Telegram `language_code` (`ru-RU` → `ru`); English when we do not speak it. */
export function localeOf(languageCode: string | null | undefined): Locale {
  const wanted = languageCode?.toLowerCase().split('-')[0]
  return locales.find((locale) => locale === wanted) ?? 'en'
}
