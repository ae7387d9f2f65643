import type { Keyring } from '@bazaar/core/crypto'
import { Prisma } from '@bazaar/core/db'

/**
 * Under what is kept which blocks, strikes and limits somebody has who sent /delete: a keyed hash, so that they count again when the
 * person comes back, and say nothing about whom they concern until then.
 */
export const sanctionKeyOf = (keyring: Pick<Keyring, 'lookupHash'>, userId: bigint): string =>
  keyring.lookupHash(String(userId), 'marketplace_sanction.person')

/** Until when the person may not reserve, as a column: of a block that is in force, or was. */
export const blockedUntilOf = (userId: bigint, person: string): Prisma.Sql => Prisma.sql`
  (SELECT max(until) FROM (
    SELECT c.blocked_until AS until FROM marketplace_customer c WHERE c.user_id = ${userId}
    UNION ALL
    SELECT k.expires_at FROM marketplace_sanction k WHERE k.person = ${person} AND k.kind = 'block') blocks)`
