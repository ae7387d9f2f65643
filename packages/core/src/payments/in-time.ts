import type { Tx } from '../db/index.ts'
import { OwnError } from '../errors/index.ts'

/** Work in a transaction took longer than it may. */
class HookTimeoutError extends OwnError {
  override readonly name = 'HookTimeoutError'
}

/**
 * Does work in a transaction, for so long at most. Its statements end by then too: else rolling back would wait for them.
 * @throws HookTimeoutError when the time is over; what the work still does finds the transaction closed
 */
export async function inTime<T>(tx: Tx, ms: number, work: () => Promise<T>): Promise<T> {
  await tx.$queryRaw`SELECT set_config('statement_timeout', ${String(ms)}, true)`
  const over = Promise.withResolvers<never>()
  const timer = setTimeout(
    () => over.reject(new HookTimeoutError(`A feature took longer than ${ms} ms over a payment.`)),
    ms,
  )
  return Promise.race([work(), over.promise]).finally(() => clearTimeout(timer))
}
