import { type Locale, loadTextSources, type TextSource } from '@bazaar/core/i18n'
import { features } from '../../src/features.ts'

const owners = [
  { id: 'core', locales: new URL('../../../../packages/core/locales/', import.meta.url) },
  ...features.map(({ id, locales }) => ({ id, locales })),
]

/** Keys with the text as it stands in the files, in their order. */
function readTexts(sources: readonly TextSource[], locale: Locale): ReadonlyMap<string, string> {
  const entries = sources
    .filter((source) => source.locale === locale)
    .flatMap(({ fluent }) => [...fluent.matchAll(/^([a-z][\w-]*) =((?:.*)(?:\n(?:[ \t].*)?)*)/gm)])
  return new Map(entries.map(([, key = '', text = '']) => [key, text.replace(/^ {2}/gm, '').trim()]))
}

/** The texts of the core and of each feature, by language. */
export const allTexts = owners.map(({ id, locales }) => {
  const sources = loadTextSources(id, locales)
  return { id, sources, en: readTexts(sources, 'en'), ru: readTexts(sources, 'ru') }
})
