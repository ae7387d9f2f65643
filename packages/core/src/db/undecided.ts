import { innerOf } from '../errors/index.ts'
import { isConnectionLost } from './connection-lost.ts'

/** All connections were busy for so long that a transaction was given up before it began. */
export class NoTransactionError extends Error {
  constructor(waitedMs: number) {
    super(
      `No transaction could start within ${waitedMs / 1000} s: raise DATABASE_POOL_SIZE, or look for a db.tx() inside another db.tx().`,
    )
    this.name = 'NoTransactionError'
  }
}

/** A serialization failure and a deadlock, as PostgreSQL and Prisma call them. */
const collisions = new Set(['40001', '40P01', 'P2034'])
const deepest = 6

/** Whether the database cannot be worked with at the moment, whatever is asked of it. */
export const isUnavailable = (error: unknown): boolean => error instanceof NoTransactionError || isConnectionLost(error)

/**
 * Whether a transaction failed for what happened around it, so that it may succeed when it is done again. Where the connection went away during
 * COMMIT, it may have succeeded already.
 */
export function isWorthAnotherTry(error: unknown): boolean {
  if (isUnavailable(error)) return true
  let at: unknown = error
  for (let depth = 0; depth < deepest && typeof at === 'object' && at !== null; depth += 1) {
    if (['code', 'originalCode'].some((name) => collisions.has(String(Reflect.get(Object(at), name))))) return true
    at = at instanceof Error ? innerOf(at) : Reflect.get(at, 'cause')
  }
  return false
}
