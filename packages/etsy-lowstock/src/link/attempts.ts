import type { Db, EtsyLink, Tx } from '@bazaar/core/db'

/** How long Etsy’s page waits, and then the chat’s answer. */
export const aliveMs = 10 * 60_000
/** So many wrong pins end an attempt. */
const mostWrongPins = 5

export type AttemptState = 'ASKED' | 'CLAIMED' | 'AUTHORIZED' | 'DONE' | 'DENIED' | 'DEAD'
const unfinished: AttemptState[] = ['ASKED', 'CLAIMED', 'AUTHORIZED']

type Reads = Pick<Db['prisma'], 'etsyLink'>
type Change = Partial<
  Pick<EtsyLink, 'state' | 'granted' | 'tokenHash' | 'pinHash' | 'expiresAt' | 'shopId'> & {
    readonly state: AttemptState
  }
>

/** Whose attempt may be finished from where. */
export interface Asking {
  readonly userId: bigint
  readonly chatId: bigint
}

export const findByState = (db: Reads, hashes: readonly string[]): Promise<EtsyLink | null> =>
  db.etsyLink.findFirst({ where: { stateHash: { in: [...hashes] } } })

export const findByToken = (db: Reads, hashes: readonly string[]): Promise<EtsyLink | null> =>
  db.etsyLink.findFirst({ where: { tokenHash: { in: [...hashes] } } })

export const findLatest = (db: Reads, { userId, chatId }: Asking): Promise<EtsyLink | null> =>
  db.etsyLink.findFirst({ where: { userId, chatId }, orderBy: { id: 'desc' } })

/** Attempts that wait for their pin. */
export const countAuthorized = (db: Reads, { userId, chatId }: Asking, now: Date): Promise<number> =>
  db.etsyLink.count({ where: { userId, chatId, state: 'AUTHORIZED', expiresAt: { gt: now } } })

/** In one statement: of several who try at once, one is told `true`. */
export async function move(tx: Reads, id: bigint, from: AttemptState, change: Change): Promise<boolean> {
  return (await tx.etsyLink.updateMany({ where: { id, state: from }, data: change })).count === 1
}

/** A person has one attempt at a time: what was begun before is over. */
export const endEarlier = (tx: Tx, userId: bigint) =>
  tx.etsyLink.updateMany({ where: { userId, state: { in: unfinished } }, data: { state: 'DEAD', granted: null } })

/**
 * Counts a pin that is none of these, and ends the attempt with the last one that it has.
 * @returns how many are left; nothing when the pin is right, or the attempt over
 */
export async function countWrongPin(tx: Tx, id: bigint, pinHashes: readonly string[]): Promise<number | undefined> {
  const wrong = await tx.etsyLink.updateMany({
    where: { id, state: 'AUTHORIZED', NOT: { pinHash: { in: [...pinHashes] } } },
    data: { wrongPins: { increment: 1 } },
  })
  if (wrong.count === 0) return undefined
  await tx.etsyLink.updateMany({
    where: { id, wrongPins: { gte: mostWrongPins } },
    data: { state: 'DEAD', granted: null },
  })
  const { wrongPins } = await tx.etsyLink.findUniqueOrThrow({ where: { id }, select: { wrongPins: true } })
  return mostWrongPins - wrongPins
}
