import type { Clock } from '../../clock/index.ts'
import type { Db } from '../../db/index.ts'
import { hashDay, noSeal, type Seal } from './posting-hash.ts'

interface SealRow {
  readonly day: string
  readonly through: string
  readonly postings: string
  readonly sha: string
}

const toSeal = ({ day, through, postings, sha }: SealRow): Seal => ({
  ...{ day, sha },
  through: BigInt(through),
  postings: BigInt(postings),
})

/** Newest first. @param count how many; all unless told */
export async function readSeals({ pool }: Db, count?: number): Promise<readonly Seal[]> {
  const { rows } = await pool.query<SealRow>(
    'SELECT day, through::text, postings::text, sha FROM core_ledger_seal ORDER BY day DESC LIMIT $1::int',
    [count ?? null],
  )
  return rows.map(toSeal)
}

const dayMs = 86_400_000
const dayOf = (at: Date): string => at.toISOString().slice(0, 10)
const endOf = (day: string): Date => new Date(Date.parse(`${day}T00:00:00Z`) + dayMs)

/**
 * Seals every day that is over by business time and not sealed yet, those without postings too, from the day of the first posting on. A posting
 * that was written after one of a later day is in the seal of that day.
 * @param final the last posting that may be sealed
 */
export async function sealDays(
  { db, clock }: { readonly db: Db; readonly clock: Clock },
  final: bigint,
  signal: AbortSignal,
): Promise<void> {
  const now = clock.now()
  let [last] = await readSeals(db, 1)
  for (;;) {
    const day = last ? dayOf(endOf(last.day)) : await firstDay(db, final)
    if (day === undefined || endOf(day) > now) return
    const through = await lastOf(db, endOf(day), (last ?? noSeal).through, final)
    const seal = await hashDay(db, { day, through }, last ?? noSeal, signal)
    await db.pool.query(
      `INSERT INTO core_ledger_seal (day, through, postings, sha, at) VALUES ($1, $2::bigint, $3::bigint, $4, $5::timestamptz)
       ON CONFLICT (day) DO NOTHING`,
      [day, String(through), String(seal.postings), seal.sha, now],
    )
    last = seal
  }
}

async function firstDay({ pool }: Db, final: bigint): Promise<string | undefined> {
  const { rows } = await pool.query<{ at: Date }>(
    'SELECT at FROM core_ledger_posting WHERE id <= $1::bigint ORDER BY id LIMIT 1',
    [String(final)],
  )
  return rows[0] && dayOf(rows[0].at)
}

/** The last posting before the first one of a later day. */
async function lastOf({ pool }: Db, end: Date, after: bigint, final: bigint): Promise<bigint> {
  const { rows } = await pool.query<{ id: string }>(
    'SELECT id::text FROM core_ledger_posting WHERE id > $1::bigint AND id <= $2::bigint AND at >= $3::timestamptz ORDER BY id LIMIT 1',
    [String(after), String(final), end],
  )
  const last = rows[0] ? BigInt(rows[0].id) - 1n : final
  return last > after ? last : after
}
