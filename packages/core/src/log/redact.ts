/** What stands where a secret was. */
export const mask = '[secret]'

/**
 * Patterns of secrets inside text. Every repetition is bounded or starts at a fixed word, so that a long hostile text costs
 * linear time. `%3A` and `%40` are `:` and `@` in URLs.
 */
const patterns: readonly (readonly [RegExp, string])[] = [
  // Telegram bot tokens, also within `/bot<token>/` and percent-encoded.
  [/(?<!\d)\d+(?::|%3a)[A-Za-z0-9_-]{30,}/gi, mask],
  // `Authorization: Basic …`, whether in a header dump or in JSON.
  [
    /(\bauthorization["'\\]*\s{0,4}[:=,]\s{0,4}["'\\]*)(?:(?:bearer|basic|digest|token|apikey)\s{1,4})?[^\s"'\\,;]+/gi,
    `$1${mask}`,
  ],
  [/\b(bearer|basic)\s{1,4}[A-Za-z0-9._~+/=-]{8,}/gi, `$1 ${mask}`],
  // `scheme://user:password@host`; the password may hold slashes although it should not.
  [/([a-z][a-z0-9+.-]{0,20}:\/\/)(?:[^\s/?#@]{1,500}|[^\s/:@]{0,200}:[^\s@]{1,500})@/gi, `$1${mask}@`],
  // `password=…`, `"api_key": "…"`, `?access_token=…`.
  [
    /((?:password|passwd|passphrase|secret|token|api[_-]?key|signature)["'\\]*\s{0,4}[:=]\s{0,4}["'\\]*)(?!\[secret\])[^\s"'\\,;&}]+/gi,
    `$1${mask}`,
  ],
]

/** Replaces tokens, passwords and authorization values anywhere in a text. Use it for every text that leaves through a log or an alert. */
export function redact(text: string): string {
  let clean = text
  for (const [pattern, replacement] of patterns) clean = clean.replace(pattern, replacement)
  return clean
}

const secretName =
  /pass(?:word|wd|phrase)|secret|token|authorization|cookie|api[-_]?key|credential|private[-_]?key|^pin$|phone|dsn$/i

/** Whether a field of this name must never show its value. */
export function isSecretName(name: string): boolean {
  return secretName.test(name)
}
