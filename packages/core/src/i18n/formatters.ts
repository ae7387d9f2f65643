import type { Locale } from './types.ts'

/** Numbers, dates and units of English are British: 26 Nov, 23:07. */
export const tags: Readonly<Record<Locale, string>> = { en: 'en-GB', ru: 'ru' }

/** Intl formatters are expensive to build; there are few distinct ones. */
export function cached<T>(build: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>()
  return (key) => {
    let found = known.get(key)
    if (found === undefined) {
      found = build(key)
      known.set(key, found)
    }
    return found
  }
}
