/** Codes of Node.js, PostgreSQL, Prisma and undici; a message could hold names, addresses and secrets. */
const code = /^[A-Z0-9][A-Z0-9_]{2,40}$/
const maxDepth = 8

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined

/** The error that another one wraps: its cause, in grammY a field `error`, in Prisma deep inside. */
export function innerOf(error: Error): unknown {
  return error.cause ?? fieldOf(error, 'error') ?? fieldOf(fieldOf(error, 'meta'), 'driverAdapterError')
}

/**
 * Why something outside failed, in one word that may be shown to anybody: the first code along the error's causes
 * (`ECONNREFUSED`, `57P01`), or the number that the Bot API answered (`telegram-502`). `undefined` when there is none.
 */
export function causeOf(error: unknown): string | undefined {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < maxDepth; at = innerOf(at), depth += 1) {
    const own = fieldOf(at, 'code')
    if (typeof own === 'string' && code.test(own)) return own
    const answered = fieldOf(at, 'error_code')
    if (typeof answered === 'number') return `telegram-${answered}`
  }
  return undefined
}
