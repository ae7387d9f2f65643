/** Languages that every feature ships. */
export const locales = ['en', 'ru'] as const
export type Locale = (typeof locales)[number]

/** HTML that was escaped by the renderer. Only {@link Texts} makes it. */
export type Html = string & { readonly __html: unique symbol }

/**
 * A value for a text. All of it is JSON, so that it can wait in the outbox and be rendered for whoever reads it:
 * strings are escaped; `money` is minor units + ISO currency; `time` is an ISO instant (style `clock` leaves the zone out, for the first
 * of two times; `zone` is the place's own IANA time zone instead of the reader's); `duration` is in seconds, `distance` in metres; `text` and `lines` are texts of their own.
 */
export type TextParam =
  | string
  | number
  | { readonly money: readonly [minor: string, currency: string] }
  | { readonly time: string; readonly style?: 'time' | 'clock' | 'date' | 'datetime'; readonly zone?: string }
  | { readonly duration: number }
  | { readonly distance: number }
  | { readonly text: TextSpec }
  | { readonly lines: readonly TextSpec[] }

/** A text by its Fluent key. Keys start with the owning feature's id (or `core-`). */
export interface TextSpec {
  readonly key: string
  readonly params?: Readonly<Record<string, TextParam>>
}

/** How a reader wants texts: language and IANA time zone. */
export interface Reader {
  readonly locale: Locale
  readonly timeZone: string
}

/** One renderer for everything people read: it escapes every parameter and trims to Telegram's limits. */
export interface Texts {
  /** HTML for `parse_mode: HTML`, at most `limit` visible characters (4096 unless told). */
  html(reader: Reader, text: TextSpec, limit?: number): Html
  /** Plain text (buttons, toasts, commands); not escaped, trimmed to `limit` (64 unless told). */
  plain(reader: Reader, text: TextSpec, limit?: number): string
}
