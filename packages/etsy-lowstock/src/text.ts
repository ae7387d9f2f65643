import type { TextParam, TextSpec } from '@bazaar/core/i18n'

/** A text of this feature by the rest of its key. */
export const key = (name: string, params: Readonly<Record<string, TextParam>> = {}): TextSpec => ({
  key: `etsy-lowstock-${name}`,
  params,
})

/** Minor units and currency as a parameter. */
export const money = (minor: bigint, currency: string): TextParam => ({ money: [String(minor), currency] })

/** At most so many letters. */
export function shorten(text: string, letters: number): string {
  const all = [...text]
  if (all.length <= letters) return text
  const kept = all.slice(0, letters - 1).join('')
  return `${kept.trimEnd()}…`
}
