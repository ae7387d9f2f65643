import { safeMessage } from '../../log/index.ts'
import type { LedgerCheck } from '../types.ts'
import { checkSeals } from './check-seals.ts'
import { checkStatements } from './check-statements.ts'
import { type CheckResult, type FindingDeps, readFindings, recordResult } from './findings.ts'
import { mostLines, runStatement } from './run-statement.ts'

export interface CheckDeps extends FindingDeps {
  /** What features check by themselves. */
  checks(): readonly LedgerCheck[]
}

type Look = () => Promise<readonly string[]>

/**
 * Looks at all books, and records for each check whether they are well. One that cannot be made changes nothing of what it found before.
 * @param allSeals recompute the seals of all days; else the newest, and all while something is wrong with one
 * @throws AggregateError of those that could not be made, after the others
 */
export async function runChecks(
  deps: CheckDeps,
  allSeals: boolean,
  signal: AbortSignal,
): Promise<readonly CheckResult[]> {
  const { db, clock } = deps
  const before = await readFindings(db)
  const looks = new Map<string, Look>()
  for (const [id, statements] of Map.groupBy(checkStatements, (one) => one.id))
    looks.set(id, async () => {
      const lines: string[] = []
      for (const statement of statements) lines.push(...(await runStatement(db, statement, clock.now(), signal)))
      return lines
    })
  looks.set('I8', () => checkSeals(db, allSeals || before.includes('I8'), signal))
  for (const check of deps.checks()) looks.set(check.id, () => askFeature(check))
  // What nobody checks any more can never become clean.
  for (const gone of before) if (!looks.has(gone)) looks.set(gone, async () => [])

  const results: CheckResult[] = []
  const errors: unknown[] = []
  for (const [check, look] of looks) {
    signal.throwIfAborted()
    try {
      const result = { check, lines: (await look()).slice(0, mostLines) }
      await recordResult(deps, result)
      results.push(result)
    } catch (error) {
      errors.push(error)
    }
  }
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} checks of the ledger could not be made`)
  return results
}

/** I9: a provider that cannot be asked may have any total. */
async function askFeature({ find }: LedgerCheck): Promise<readonly string[]> {
  try {
    return await find()
  } catch (error) {
    return [`it could not be checked: ${safeMessage(error)}`]
  }
}
