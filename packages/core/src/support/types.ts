import type { Tx } from '../db/index.ts'

/** What /support asks about. */
export const supportTopics = ['question', 'problem', 'idea'] as const
/** And about payments, which come through /paysupport where something is sold. */
export const supportSubjects = [...supportTopics, 'payment'] as const
export type SupportSubject = (typeof supportSubjects)[number]

/** What somebody wrote to the owners. Shown as `S<id>`. */
export interface SupportRequest {
  readonly id: bigint
  readonly userId: bigint
  readonly subject: SupportSubject
  readonly state: 'open' | 'answered' | 'closed'
  readonly text: string
  /** Telegram's `file_id`s. */
  readonly photos: readonly string[]
  readonly createdAt: Date
}

/** So many requests of one person may wait for an answer. */
export const mostOpen = 5

export interface Support {
  /** Before somebody begins to write. @throws AppError when {@link mostOpen} of the person's wait for an answer */
  requireRoom(userId: bigint): Promise<void>
  /**
   * Stores a request and tells the owners, in the caller's transaction. Returns its id.
   * @throws AppError as `requireRoom` does, also for several at once
   */
  submit(tx: Tx, request: Pick<SupportRequest, 'userId' | 'subject' | 'text' | 'photos'>): Promise<bigint>
  /** @throws AppError when there is none of that number */
  get(id: bigint): Promise<SupportRequest>
  /** Open ones by id; newest first, or with `after` oldest first. */
  listOpen(query: {
    readonly upTo: bigint | undefined
    readonly before: bigint | undefined
    readonly after: bigint | undefined
    readonly take: number
  }): Promise<readonly SupportRequest[]>
  /**
   * Sends an answer to the person, with its audit entry. An answered request can be answered again.
   * @param handle unique for this answer, so that an update that is handled again sends nothing twice
   * @throws AppError when there is none of that number, or it was closed
   */
  answer(given: {
    readonly id: bigint
    readonly by: bigint
    readonly text: string
    readonly handle: string
  }): Promise<void>
  /** Closes an open request without an answer, with its audit entry. Returns whether it was open. */
  close(tx: Tx, given: { readonly id: bigint; readonly by: bigint }): Promise<boolean>
}
