/** Codes of Node.js, PostgreSQL, Prisma and undici; a message could hold names, addresses and secrets. */
const code = /^[A-Z0-9][A-Z0-9_]{2,40}$/

/**
 * Why something outside failed, in one word that may be shown to anybody: the first code along the error's causes
 * (`ECONNREFUSED`, `57P01`), or the number that the Bot API answered (`telegram-502`). `undefined` when there is none.
 */
export function causeOf(error: unknown): string | undefined {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 8; depth += 1) {
    if ('code' in at && typeof at.code === 'string' && code.test(at.code)) return at.code
    if ('error_code' in at && typeof at.error_code === 'number') return `telegram-${at.error_code}`
    // grammY keeps the reason of a broken connection in a field of its own.
    at = at.cause ?? ('error' in at ? at.error : undefined)
  }
  return undefined
}
