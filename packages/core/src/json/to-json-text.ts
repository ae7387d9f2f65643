/** JSON, which knows no bigints: they become decimal text. Whoever reads it back coerces them (`z.coerce.bigint()`). */
export function toJsonText(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner))
}
