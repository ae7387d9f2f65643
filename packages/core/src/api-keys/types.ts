import type { Tx } from '../db/index.ts'
import type { ApiKeyDoor } from '../http/index.ts'

/** So many keys of one person may work at the same time. */
export const mostKeys = 5

/** A key as its owner sees it. */
export interface ApiKey {
  readonly id: bigint
  /** Its first characters. */
  readonly hint: string
  /** `<feature id>.<name>` */
  readonly scopes: readonly string[]
  readonly createdAt: Date
  /** To the hour. */
  readonly lastUsedAt: Date | null
}

/** People's keys for the HTTP API. The key itself is told once and stored nowhere. */
export interface ApiKeys extends ApiKeyDoor {
  /** Those that work, oldest first. */
  list(userId: bigint): Promise<readonly ApiKey[]>
  /** @throws AppError when there is none of that number, or not any more, or it is somebody else's */
  get(userId: bigint, id: bigint): Promise<ApiKey>
  /**
   * Makes a key and returns it, the only time.
   * @param card token of the card that asked: one card makes one key
   * @throws AppError when the card was used before, or {@link mostKeys} work already
   */
  create(given: { readonly userId: bigint; readonly scopes: readonly string[]; readonly card: string }): Promise<string>
  /** Returns whether it worked until now. */
  revoke(tx: Tx, userId: bigint, id: bigint): Promise<boolean>
}
