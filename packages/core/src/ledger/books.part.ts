import { z } from 'zod'
import type { Core, Part } from '../feature/index.ts'
import { jobType, onJob } from '../jobs/index.ts'
import { ledgerHoldExpired, ledgerReversed } from './events.ts'
import { checkVerb } from './night/check-verb.ts'
import { watchBooks } from './night/metrics.ts'
import type { NightWatch } from './night/night-watch.ts'

const closeDays = jobType('core.close-ledger-days', z.object({}))
const check = jobType('core.check-ledger', z.object({}))
const expire = jobType('core.expire-ledger-holds', z.object({}))

/** The night watch of the books: when it does what, and what it says. */
export function booksPart({ clock, db, metrics }: Core, watch: NightWatch): Part {
  watchBooks(metrics, db)
  return {
    events: [ledgerReversed, ledgerHoldExpired],
    jobs: [
      onJob(closeDays, {
        schedule: { cron: '3 0 * * *' },
        timeoutMs: 3_600_000,
        // Somebody's transaction may go on for longer than this one waits.
        maxAttempts: 10,
        run: (_payload, { signal }) => watch.closeDays(signal),
      }),
      onJob(check, {
        schedule: { cron: '33 0 * * *' },
        timeoutMs: 3_600_000,
        maxAttempts: 3,
        run: async (_payload, { signal }) => void (await watch.check(clock.now().getUTCDate() === 1, signal)),
      }),
      onJob(expire, {
        schedule: { cron: '* * * * *' },
        timeoutMs: 300_000,
        maxAttempts: 3,
        run: (_payload, { signal }) => watch.expireHolds(signal),
      }),
    ],
    cli: [checkVerb(watch)],
    health: watch.health,
  }
}
