import type { Approvals } from '../approvals/index.ts'
import type { StartPlace, TargetAudience } from '../bot/index.ts'
import type { Clock } from '../clock/index.ts'
import type { Keyring } from '../crypto/index.ts'
import type { Db, Tx } from '../db/index.ts'
import type { Events } from '../events/index.ts'
import type { Files } from '../files/index.ts'
import type { Texts } from '../i18n/index.ts'
import type { Incidents } from '../incidents/index.ts'
import type { Jobs } from '../jobs/index.ts'
import type { Ledger } from '../ledger/index.ts'
import type { Limits } from '../limits/index.ts'
import type { Locks } from '../locks/index.ts'
import type { Logger } from '../log/index.ts'
import type { Metrics } from '../metrics/index.ts'
import type { Notifications } from '../notifications/index.ts'
import type { Once } from '../once/index.ts'
import type { OutsideClient, OutsideClientOptions } from '../outside/index.ts'
import type { Photos } from '../photos/index.ts'
import type { AdminAction, Audit, Users } from '../users/index.ts'

/** Everything that a feature's services may use. Collaborators arrive here once; nothing is looked up later. */
export interface Core {
  readonly db: Db
  readonly clock: Clock
  readonly log: Logger
  readonly metrics: Metrics
  readonly locks: Locks
  readonly limits: Limits
  readonly jobs: Jobs
  readonly notifications: Notifications
  readonly events: Events
  readonly users: Users
  readonly audit: Audit
  /** For everything that admins do: the action and its audit entry in one transaction. */
  readonly adminAction: AdminAction
  readonly approvals: Approvals
  readonly incidents: Incidents
  /** Points and money of all features: double entry that the database enforces. */
  readonly ledger: Ledger
  readonly keyring: Keyring
  /** What must happen once, with the result that every later press is shown. */
  readonly once: Once
  readonly texts: Texts
  /** Pictures and other files; what a person owns is removed by the feature's `eraseUser`. */
  readonly files: Files
  /** Checks and stores pictures that people send. */
  readonly photos: Photos
  /**
   * A link that opens the bot with a payload: `https://t.me/<username>?start=<payload>`. Waits until Telegram has said who the bot is,
   * so never await it in `start()`; rejects when the bot stops before, and on the command line.
   * @param payload 1 to 64 of A-Z a-z 0-9 _ -
   * @param place `group`: the link asks for a group to bring the bot to, and is opened there (`?startgroup=`)
   */
  startLink(payload: string, place?: StartPlace): Promise<string>
  /** Somebody joined or left a {@link TargetAudience}: their menu of commands follows once the transaction is committed. */
  menuChanged(tx: Tx, userId: bigint): Promise<void>
  /** Uniform in [0, 1); injected so that tests decide. */
  readonly random: () => number
  /** A client for one outside service: timeout, bounded retries, circuit breaker. */
  outside(options: Omit<OutsideClientOptions, 'log' | 'metrics'>): OutsideClient
}
