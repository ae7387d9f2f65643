import type { Db } from '../../db/index.ts'
import { money, type TextSpec } from '../../i18n/index.ts'
import type { Declared } from '../declared.ts'
import { momentOf, reasonText } from './words.ts'

/** Money of a person that is set aside. */
export interface OpenHold {
  readonly id: bigint
  readonly reason: string
  readonly entity: string
  readonly currency: string
  readonly amount: bigint
  readonly expiresAt: Date
}

interface Row {
  readonly id: string
  readonly reason: string
  readonly entity: string
  readonly currency: string
  readonly amount: string
  readonly expires_at: Date
}

/** The newest first. @param now business time: what has run out is free again, though no job has ended it yet */
async function readHolds(
  { pool }: Db,
  userId: bigint,
  { now, limit }: { readonly now: Date; readonly limit: number },
): Promise<readonly OpenHold[]> {
  const { rows } = await pool.query<Row>(
    `SELECT hold.id::text, hold.reason, hold.entity, account.currency, sum(part.amount)::text AS amount, hold.expires_at
     FROM core_ledger_subject subject JOIN core_ledger_account account ON account.subject_id = subject.id
     JOIN core_ledger_hold_part part ON part.account_id = account.id AND part.is_open
     JOIN core_ledger_hold hold ON hold.id = part.hold_id AND hold.expires_at > $2::timestamptz
     WHERE subject.user_id = $1::bigint GROUP BY hold.id, account.currency ORDER BY hold.id DESC LIMIT $3::int`,
    [String(userId), now, limit],
  )
  return rows.map(({ id, reason, entity, currency, amount, expires_at }) => ({
    ...{ id: BigInt(id), reason, entity, currency, amount: BigInt(amount), expiresAt: expires_at },
  }))
}

const mostHolds = 5

/** What is set aside for what, until when. */
export async function holdLines(db: Db, declared: Declared, userId: bigint, now: Date): Promise<readonly TextSpec[]> {
  const holds = await readHolds(db, userId, { now, limit: mostHolds + 1 })
  const lines = holds.slice(0, mostHolds).map(({ amount, currency, expiresAt, ...hold }) => ({
    key: 'core-wallet-hold',
    params: {
      amount: money(amount, currency),
      what: { text: reasonText(declared, hold) },
      until: momentOf(expiresAt),
    },
  }))
  return holds.length > mostHolds ? [...lines, { key: 'core-wallet-hold-more' }] : lines
}
