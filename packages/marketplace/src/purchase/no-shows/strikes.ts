import type { Keyring } from '@bazaar/core/crypto'
import type { Tx } from '@bazaar/core/db'
import type { Notifications } from '@bazaar/core/notifications'
import { primary } from '@bazaar/core/screens'
import { blockMs, lockCustomer, sanctionKeysOf, strikeWindowMs } from '../../sanctions.ts'
import { key } from '../../text.ts'
import { appealOpened } from '../purchase.callbacks.ts'
import { button } from '../screen.ts'
import { newsTopic } from '../topic-ids.ts'

/** Somebody with so many must confirm an hour before pickup. */
export const strikesToReconfirm = 2
export const strikesToBlock = 3

export interface Strikes {
  /** Of each of these people, in the last 30 days: a no-show counts one, two late cancellings count one. */
  count(tx: Tx, userIds: readonly bigint[], now: Date): Promise<ReadonlyMap<bigint, number>>
  /**
   * To be called after the row was changed, in the same transaction. With the third strike the person cannot reserve for 14 days, and is told.
   * @returns how many there are now
   */
  add(tx: Tx, userId: bigint, what: 'no-show' | 'late', now: Date): Promise<number>
}

interface Counts {
  readonly user_id: bigint
  readonly no_shows: number
  readonly late: number
}

/** What came before a granted appeal is forgiven; what was kept through a /delete counts. */
function countRows(tx: Tx, keyring: Keyring, userIds: readonly bigint[], now: Date): Promise<readonly Counts[]> {
  const since = new Date(now.getTime() - strikeWindowMs)
  const ids = [...new Set(userIds)]
  // One text for each of them, whose parts hold no spaces.
  const hashes = ids.map((id) => sanctionKeysOf(keyring, id).join(' '))
  return tx.$queryRaw<Counts[]>`
    SELECT u.id AS user_id,
      (SELECT count(*)::int FROM marketplace_purchase p
        WHERE p.user_id = u.id AND p.state = 'NO_SHOW' AND p.missed_at > s.since)
        + (SELECT count(*)::int FROM marketplace_sanction k
          WHERE k.person = ANY (string_to_array(u.hashes, ' ')) AND k.kind = 'no-show' AND k.at > s.since) AS no_shows,
      (SELECT count(*)::int FROM marketplace_purchase p
        WHERE p.user_id = u.id AND p.late AND p.cancelled_at > s.since)
        + (SELECT count(*)::int FROM marketplace_sanction k
          WHERE k.person = ANY (string_to_array(u.hashes, ' ')) AND k.kind = 'late' AND k.at > s.since) AS late
    FROM unnest(${ids}::bigint[], ${hashes}::text[]) AS u (id, hashes)
    LEFT JOIN marketplace_customer c ON c.user_id = u.id
    CROSS JOIN LATERAL (SELECT greatest(${since}::timestamptz, c.forgiven_at) AS since) s`
}

export interface StrikesDeps {
  readonly notifications: Notifications
  readonly keyring: Keyring
}

const strikesOf = ({ no_shows, late }: Counts): number => no_shows + Math.floor(late / 2)

export function createStrikes({ notifications, keyring }: StrikesDeps): Strikes {
  async function block(tx: Tx, userId: bigint, now: Date): Promise<void> {
    const until = new Date(now.getTime() + blockMs)
    await tx.marketplaceCustomer.update({ where: { userId }, data: { blockedUntil: until } })
    await notifications.emit(tx, {
      topic: newsTopic,
      chatId: userId,
      userId,
      entity: 'customer',
      transition: `blocked-${until.getTime()}`,
      content: {
        text: key('purchase-blocked', { until: { time: until.toISOString(), style: 'datetime' } }),
        keyboard: [[primary(button('appeal', appealOpened.pack({})))]],
      },
    })
  }

  return {
    async count(tx, userIds, now) {
      const rows = await countRows(tx, keyring, userIds, now)
      return new Map(rows.map((row) => [row.user_id, strikesOf(row)]))
    },
    async add(tx, userId, what, now) {
      // Locked first, counted in a later statement: of two strikes at once the second one sees the first.
      await lockCustomer(tx, userId)
      const [row] = await countRows(tx, keyring, [userId], now)
      if (!row) return 0
      const strikes = strikesOf(row)
      const isNew = what === 'no-show' || row.late % 2 === 0
      if (isNew && strikes >= strikesToBlock) await block(tx, userId, now)
      return strikes
    },
  }
}
