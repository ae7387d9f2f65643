import type { Keyring } from '@bazaar/core/crypto'
import { Prisma, type Tx } from '@bazaar/core/db'
import type { Part } from '@bazaar/core/feature'

/**
 * Under what is kept which blocks, strikes and limits somebody has who sent /delete: a keyed hash, so that they count again when the
 * person comes back, and say nothing about whom they concern until then. One for each key: written is the first, and all are looked for.
 */
export const sanctionKeysOf = (
  keyring: Pick<Keyring, 'lookupHashes'>,
  userId: bigint,
): ReturnType<Keyring['lookupHashes']> => keyring.lookupHashes(String(userId), 'marketplace_sanction.person')

export const isKeptOf = (persons: readonly string[]): Prisma.Sql => Prisma.sql`k.person = ANY (${[...persons]}::text[])`

/** The person's row, made where there is none: what is decided by strikes and blocks is decided one after another. */
export async function lockCustomer(tx: Tx, userId: bigint): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO marketplace_customer (user_id, exclusions) VALUES (${userId}, '{}')
    ON CONFLICT (user_id) DO UPDATE SET user_id = excluded.user_id`
}

/** Until when the person may not reserve, as a column: of a block that is in force, or was. */
export const blockedUntilOf = (userId: bigint, persons: readonly string[]): Prisma.Sql => Prisma.sql`
  (SELECT max(until) FROM (
    SELECT c.blocked_until AS until FROM marketplace_customer c WHERE c.user_id = ${userId}
    UNION ALL
    SELECT k.expires_at FROM marketplace_sanction k WHERE ${isKeptOf(persons)} AND k.kind = 'block') blocks)`

/** How long the third strike blocks. */
export const blockMs = 14 * 86_400_000
/** What came before 30 days does not count any more. */
export const strikeWindowMs = 30 * 86_400_000
/** How long moderators are told that somebody left a suspended venue behind. */
const suspendedMs = 365 * 86_400_000

/** What an erasure must not lift: see {@link keepOfCustomer}. */
export const sanctionsPart: Part = {
  // Hashed under another key nothing is found: a key is needed until the last row that it hashed has ended.
  keyIds: [
    {
      table: 'marketplace_sanction',
      column: 'key_id',
      while: { column: 'kind', values: ['block', 'no-show', 'late', 'taken', 'cancelled', 'appealed', 'suspended'] },
    },
  ],
  retention: [
    {
      id: 'sanction',
      table: 'marketplace_sanction',
      ageColumn: 'expires_at',
      keepMs: 3_600_000,
      time: 'business',
      personal: true,
    },
  ],
}

/**
 * Before a customer's rows are erased: what the erasure must not lift. Strikes that were forgiven, and limits of offers that are over, are lifted
 * anyway.
 */
export async function keepOfCustomer(tx: Tx, userId: bigint, keyring: Keyring, now: Date): Promise<void> {
  const persons = sanctionKeysOf(keyring, userId)
  const since = new Date(now.getTime() - strikeWindowMs)
  await tx.$executeRaw`
    WITH customer AS (SELECT blocked_until, forgiven_at FROM marketplace_customer WHERE user_id = ${userId}),
    since AS (SELECT greatest(${since}::timestamptz, (SELECT forgiven_at FROM customer)) AS at),
    blocked AS (SELECT ${blockedUntilOf(userId, persons)} AS until)
    INSERT INTO marketplace_sanction (person, key_id, kind, offer_id, count, at, expires_at)
    SELECT ${persons[0]}, ${keyring.currentKeyId}, kept.kind, kept.offer_id, kept.count, kept.at, kept.expires_at FROM (
      SELECT 'block' AS kind, NULL::bigint AS offer_id, 1 AS count, ${now}::timestamptz AS at, blocked_until AS expires_at
      FROM customer WHERE blocked_until > ${now}
      UNION ALL
      SELECT 'appealed', NULL, count(*)::int, ${now}, max(blocked.until) FROM blocked
      JOIN marketplace_appeal a ON a.user_id = ${userId} AND a.state <> 'granted' AND a.created_at > blocked.until - ${blockMs} * interval '1 ms'
      WHERE blocked.until > ${now} HAVING count(*) > 0
      UNION ALL
      SELECT 'no-show', NULL, 1, p.missed_at, p.missed_at + ${strikeWindowMs} * interval '1 ms'
      FROM marketplace_purchase p, since WHERE p.user_id = ${userId} AND p.state = 'NO_SHOW' AND p.missed_at > since.at
      UNION ALL
      SELECT 'late', NULL, 1, p.cancelled_at, p.cancelled_at + ${strikeWindowMs} * interval '1 ms'
      FROM marketplace_purchase p, since WHERE p.user_id = ${userId} AND p.late AND p.cancelled_at > since.at
      UNION ALL
      SELECT 'taken', o.id, sum(p.quantity)::int, ${now}, o.pickup_end + interval '2 days'
      FROM marketplace_purchase p JOIN marketplace_offer o ON o.id = p.offer_id
      WHERE ${userId} IN (p.user_id, p.sent_by) AND p.state IN ('HELD', 'CONFIRMED', 'COLLECTED') AND o.pickup_end > ${now} GROUP BY o.id
      UNION ALL
      SELECT 'cancelled', o.id, count(*)::int, ${now}, o.pickup_end + interval '2 days'
      FROM marketplace_purchase p JOIN marketplace_offer o ON o.id = p.offer_id
      WHERE p.user_id = ${userId} AND p.state = 'CANCELLED_BY_CUSTOMER' AND o.pickup_end > ${now} GROUP BY o.id
    ) kept`
}

/** Before the venues of an owner are closed: that moderators had suspended one. */
export async function keepOfOwner(tx: Tx, userId: bigint, keyring: Keyring, now: Date): Promise<void> {
  const suspended = await tx.marketplaceBusiness.count({ where: { ownerId: userId, state: 'SUSPENDED' } })
  if (suspended === 0) return
  const expiresAt = new Date(now.getTime() + suspendedMs)
  const [person] = sanctionKeysOf(keyring, userId)
  const kept = { person, keyId: keyring.currentKeyId, kind: 'suspended', count: suspended, at: now, expiresAt }
  await tx.marketplaceSanction.create({ data: kept })
}

/** When somebody left a suspended venue behind; absent when they did not. */
export async function leftSuspendedAt(tx: Tx, persons: readonly string[], now: Date): Promise<Date | undefined> {
  const where = { person: { in: [...persons] }, kind: 'suspended', expiresAt: { gt: now } }
  return (await tx.marketplaceSanction.findFirst({ where, orderBy: { id: 'desc' }, select: { at: true } }))?.at
}
