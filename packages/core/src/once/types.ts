import type { Tx } from '../db/index.ts'
import type { MessageContent } from '../notifications/index.ts'

export interface OnceOutcome {
  /** False: it had happened before, and `result` is what came of it then. */
  readonly first: boolean
  readonly result: MessageContent
}

/** Lets something happen once, however often and wherever it is asked for. */
export interface Once {
  /**
   * Runs `work` in a transaction with the row that guards it. Calls with the same key wait for the first one and get
   * its result; when `work` throws, nothing happened and the next call runs it. Results are kept for 30 days.
   * @param key unique for the deed, starting with the feature's code, e.g. `mp.buy:<token>`
   * @throws AppError when the key belongs to another person
   */
  run(key: string, userId: bigint, work: (tx: Tx) => Promise<MessageContent>): Promise<OnceOutcome>
  /** Writes down, in the caller's transaction, what came of something that the caller keeps from happening twice; what is there already stays. */
  record(tx: Tx, key: string, userId: bigint, result: MessageContent): Promise<void>
  /** The result of an earlier run of the same person, or `undefined`. */
  find(key: string, userId: bigint): Promise<MessageContent | undefined>
}
