import type { HealthLine } from '../../feature/index.ts'
import type { Declared } from '../declared.ts'
import { booksHealth } from './books-health.ts'
import { type ExpiryDeps, expireHolds } from './expire-holds.ts'
import { readFinalIds } from './final-ids.ts'
import type { CheckResult, FindingDeps } from './findings.ts'
import { rollUp } from './roll-up.ts'
import { runChecks } from './run-checks.ts'
import { sealDays } from './seals.ts'

export interface NightWatchDeps extends FindingDeps, Omit<ExpiryDeps, 'holds'> {
  /** What the core and all features declare; asked when everything is built. */
  declared(): Declared
  /** How long closing days waits for those who are posting, and they for it; 2,000 unless told. */
  readonly patienceMs?: number
}

/** What keeps the books right while nobody looks. */
export interface NightWatch {
  /** Rolls the balances of derived accounts up, and seals the days that are over. @throws when somebody goes on posting for too long */
  closeDays(signal: AbortSignal): Promise<void>
  /** Checks everything; a finding pauses payouts and opens an incident, until the same check is clean. @param allSeals those of all days, else the newest */
  check(allSeals: boolean, signal: AbortSignal): Promise<readonly CheckResult[]>
  /** Ends the holds that have run out. */
  expireHolds(signal: AbortSignal): Promise<void>
  health(): Promise<readonly HealthLine[]>
}

export function createNightWatch(deps: NightWatchDeps): NightWatch {
  const { declared } = deps
  return {
    async closeDays(signal) {
      const final = await readFinalIds(deps.db, deps.patienceMs)
      await rollUp(deps.db, final.entry, signal)
      await sealDays(deps, final.posting, signal)
    },
    check: (allSeals, signal) => runChecks({ ...deps, checks: () => declared().checks }, allSeals, signal),
    expireHolds: (signal) => expireHolds({ ...deps, holds: () => declared().holds }, signal),
    health: () => booksHealth(deps),
  }
}
