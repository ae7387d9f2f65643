import { queryIn, type Tx } from '../../db/index.ts'
import type { AccountOwner } from '../types.ts'

/** One entry of a posting, with what its account could give now. */
export interface PostedLeg {
  readonly kind: string
  readonly currency: string
  /** `gone`: somebody who has left. */
  readonly owner: AccountOwner | 'gone'
  readonly amount: bigint
  readonly isStored: boolean
  readonly balanceAfter: bigint
  readonly available: bigint
}

export interface PostingCard {
  readonly id: bigint
  readonly reason: string
  readonly entity: string
  readonly at: Date
  readonly reverses: bigint | undefined
  readonly reversedBy: bigint | undefined
  readonly legs: readonly PostedLeg[]
}

interface Row {
  readonly reason: string
  readonly entity: string
  readonly at: Date
  readonly reverses: string | null
  readonly reversed_by: string | null
}

interface LegRow {
  readonly kind: string
  readonly currency: string
  readonly user_id: string | null
  readonly is_persons: boolean
  readonly entity: string | null
  readonly amount: string
  readonly is_stored: boolean
  readonly balance_after: string
  readonly available: string
}

/** @param tx the client of Prisma will do too @param now business time: what is set aside until then is free */
export async function readPosting(tx: Tx, id: bigint, now: Date): Promise<PostingCard | undefined> {
  const [row] = await queryIn<Row>(
    tx,
    `SELECT posting.reason, posting.entity, posting.at, posting.reverses::text,
       (SELECT later.id::text FROM core_ledger_posting later WHERE later.reverses = posting.id) AS reversed_by
     FROM core_ledger_posting posting WHERE posting.id = $1::text::bigint`,
    [String(id)],
  )
  if (!row) return undefined
  const { reason, entity, at, reverses, reversed_by } = row
  return {
    ...{ id, reason, entity, at },
    ...{ reverses: idOf(reverses), reversedBy: idOf(reversed_by), legs: await readLegs(tx, id, now) },
  }
}

const idOf = (text: string | null): bigint | undefined => (text === null ? undefined : BigInt(text))

async function readLegs(tx: Tx, id: bigint, now: Date): Promise<readonly PostedLeg[]> {
  const rows = await queryIn<LegRow>(
    tx,
    `SELECT account.kind, account.currency, subject.user_id::text, account.subject_id IS NOT NULL AS is_persons, account.entity,
       entry.amount::text, account.is_stored, coalesce(entry.balance_after, 0)::text AS balance_after,
       (account.balance - account.held + coalesce((
         SELECT sum(part.amount) FROM core_ledger_hold_part part
         WHERE part.account_id = account.id AND part.is_open AND part.expires_at <= $2::timestamptz
       ), 0))::text AS available
     FROM core_ledger_entry entry JOIN core_ledger_account account ON account.id = entry.account_id
     LEFT JOIN core_ledger_subject subject ON subject.id = account.subject_id
     WHERE entry.posting_id = $1::text::bigint ORDER BY entry.amount > 0, entry.id`,
    [String(id), now],
  )
  return rows.map((row) => ({
    ...{ kind: row.kind, currency: row.currency, owner: ownerOf(row), isStored: row.is_stored },
    amount: BigInt(row.amount),
    balanceAfter: BigInt(row.balance_after),
    available: BigInt(row.available),
  }))
}

function ownerOf({ user_id, is_persons, entity }: LegRow): PostedLeg['owner'] {
  if (user_id !== null) return { user: BigInt(user_id) }
  if (is_persons) return 'gone'
  return entity === null ? 'system' : { entity }
}
