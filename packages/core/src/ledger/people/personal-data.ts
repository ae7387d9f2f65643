import type { Keyring } from '../../crypto/index.ts'
import { tryOpenJson } from '../../crypto/index.ts'
import type { Db } from '../../db/index.ts'
import { reasonContext } from '../adjustment-names.ts'
import type { Ledger } from '../types.ts'

interface ExportDeps {
  readonly db: Db
  readonly ledger: Pick<Ledger, 'balances'>
  readonly keyring: Keyring
}

/** Accounts, everything that was ever set aside, and corrections: made for the person, or asked for by them. The lines are files of their own. */
export async function exportLedger({ db, ledger, keyring }: ExportDeps, userId: bigint): Promise<object> {
  const subject = await db.prisma.ledgerSubject.findUnique({ where: { userId }, select: { id: true } })
  const [accounts, holds, corrections, asked] = await Promise.all([
    ledger.balances(userId),
    holdsOf(db, userId),
    subject ? db.prisma.ledgerAdjustment.findMany({ where: { subjectId: subject.id }, ...shown }) : [],
    db.prisma.ledgerAdjustment.findMany({ where: { askedBy: userId }, ...shown }),
  ])
  const opened = (rows: typeof corrections) =>
    rows.map(({ reason, ...row }) => ({ ...row, reason: reason && tryOpenJson(keyring, reason, reasonContext) }))
  return {
    wallet_accounts: accounts.map(({ kind, currency, available, held }) => ({ kind, currency, available, held })),
    wallet_holds: holds,
    wallet_corrections: opened(corrections),
    wallet_corrections_asked: opened(asked),
  }
}

const shown = {
  select: { id: true, kind: true, currency: true, amount: true, state: true, askedAt: true, reason: true },
  orderBy: { id: 'asc' },
} as const

async function holdsOf({ pool }: Db, userId: bigint): Promise<readonly object[]> {
  const { rows } = await pool.query<object>(
    `SELECT hold.id::text, hold.reason, hold.entity, hold.state, account.kind, account.currency, part.amount::text, hold.at, hold.expires_at, hold.ended_at
     FROM core_ledger_subject subject JOIN core_ledger_account account ON account.subject_id = subject.id
     JOIN core_ledger_hold_part part ON part.account_id = account.id JOIN core_ledger_hold hold ON hold.id = part.hold_id
     WHERE subject.user_id = $1::bigint ORDER BY hold.id, part.position`,
    [String(userId)],
  )
  return rows
}
