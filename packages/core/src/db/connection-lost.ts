/** What node, PostgreSQL and Prisma call a connection that is gone or cannot be had. */
const codes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'P1001', 'P1002', 'P1008', 'P1017', 'P2024'])
const states = /^(?:08...|57P0[1-5])$/
const messages =
  /Connection terminated|timeout exceeded when trying to connect|gave no session within|connection error and is not queryable|server closed the connection|terminating connection|database system is (?:starting|shutting|in recovery|not)|Can't reach database server|Server has closed the connection/
const deepest = 6

/**
 * Whether a statement failed because the database could not be reached or went away, rather than because of what it asked:
 * the same work may be done again once it is back. Looks through Prisma's wrappers, not through causes of other errors.
 */
export function isConnectionLost(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth > deepest) return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (codes.has(code) || states.test(code) || messages.test(error.message)) return true
  if (error instanceof AggregateError) return error.errors.some((one: unknown) => isConnectionLost(one, depth + 1))
  if (!/^(?:Prisma|DriverAdapter)/.test(error.name)) return false
  return messages.test(JSON.stringify(error)) || isConnectionLost(error.cause, depth + 1)
}
