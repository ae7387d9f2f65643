import type { Locks } from '@bazaar/core/locks'

const ttlMs = 30_000
/** A little less than a person waits for an answer. */
const waitMs = 8_000

/** One change of a listing at a time, whoever makes it: each sends the whole inventory back. Nothing: another one takes longer. */
export type Alone = <T>(etsyListingId: bigint, work: () => Promise<T>) => Promise<T | undefined>

export const createAlone =
  (locks: Locks): Alone =>
  async (etsyListingId, work) =>
    (await locks.withLock(`etsy-lowstock:restock:${etsyListingId}`, { ttlMs, waitMs }, work))?.value
