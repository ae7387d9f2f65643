import type { TextParam, TextSpec } from './types.ts'

/** Texts of one feature, each by the rest of its key. */
export const textsOf =
  (feature: string) =>
  (name: string, params: Readonly<Record<string, TextParam>> = {}): TextSpec => ({ key: `${feature}-${name}`, params })

/** Minor units and currency as a parameter. */
export const money = (minor: bigint, currency: string): TextParam => ({ money: [String(minor), currency] })

/** At most so many letters. */
export function shorten(text: string, letters: number): string {
  const all = [...text]
  return all.length <= letters
    ? text
    : `${all
        .slice(0, letters - 1)
        .join('')
        .trimEnd()}…`
}
