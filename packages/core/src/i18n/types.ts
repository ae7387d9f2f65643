/** Languages that every feature ships. */
export const locales = ['en', 'ru'] as const
export type Locale = (typeof locales)[number]

/** HTML that was escaped by the renderer. Only {@link Texts} makes it. */
export type Html = string & { readonly __html: unique symbol }

/**
 * An instant (ISO 8601). In a message it becomes a `date_time` entity, which clients show in their own zone; elsewhere, and where clients do not
 * know it, it is written in the reader's zone, or in that of the place it is about (`zone`), which is named when the reader's clock shows
 * something else. `clock` is the time of the day alone, `date` the day: neither is an instant. `full` has the year. `relative` is told by
 * clients as what is left or past ("in 20 minutes"), and written as "at 14:30" elsewhere.
 */
export interface TimeParam {
  readonly time: string
  readonly style?: 'time' | 'clock' | 'date' | 'datetime' | 'full' | 'relative'
  /** IANA name of the place's time zone. */
  readonly zone?: string
  /** What a clock shows, to be compared with other readings of it: an end of a range, what somebody typed. Never an entity. */
  readonly isReading?: true
}

/**
 * A value for a text. All of it is JSON, so that it can wait in the outbox and be rendered for whoever reads it:
 * strings are escaped; `money` is minor units + ISO currency; `duration` is in seconds, `distance` in metres; `clockOf` names a time zone as
 * people do ("Berlin time"); `text` and `lines` are texts of their own.
 */
export type TextParam =
  | string
  | number
  | { readonly money: readonly [minor: string, currency: string] }
  | TimeParam
  | { readonly duration: number }
  | { readonly distance: number }
  | { readonly clockOf: string }
  | { readonly text: TextSpec }
  | { readonly lines: readonly TextSpec[] }

/** A text by its Fluent key. Keys start with the owning feature's id (or `core-`). */
export interface TextSpec {
  readonly key: string
  readonly params?: Readonly<Record<string, TextParam>>
}

/** How a reader wants texts: language and IANA time zone. `UTC` is the zone of whoever never chose one: such times say so. */
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
