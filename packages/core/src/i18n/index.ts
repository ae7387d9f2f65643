export type { Html, Locale, Reader, TextParam, Texts, TextSpec } from './types.ts'
export { locales } from './types.ts'
