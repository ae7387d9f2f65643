import type { Approvals } from '../approvals/index.ts'
import type { Clock } from '../clock/index.ts'
import type { Db } from '../db/index.ts'
import type { Declarations } from '../feature/index.ts'
import type { DeadJob, JobService } from '../jobs/index.ts'
import type { Logger } from '../log/index.ts'
import type { Notifications } from '../notifications/index.ts'
import type { Acting, AdminAction, AuditedTx, Role, Users } from '../users/index.ts'
import { listDeadJobs } from './dead-jobs.ts'
import type { IdRange } from './id-range.ts'
import { listOpenIncidents, type OpenIncident } from './incidents.ts'
import { createTroubledMessages, type MessageTrouble, type TroubledMessage } from './messages.ts'
import { type Overview, readOverview } from './overview.ts'
import { createPeople, type FoundPerson, type PersonCard } from './people.ts'
import { createRoleChanges, type RoleChanges } from './roles.ts'

/** Whoever acts, and from where; goes into the audit log. */
export type Actor = Required<Acting>

/** What people with a role can look at and do, for the chat and the web panel. It checks no roles but an owner's: the caller does. */
export interface Admin {
  /** @param roles the reader's: what they may not see is neither read nor answered */
  overview(roles: readonly Role[]): Promise<Overview>
  listMessages(trouble: MessageTrouble, range: IdRange): Promise<readonly TroubledMessage[]>
  listDeadJobs(range: IdRange): Promise<readonly DeadJob[]>
  listIncidents(range: IdRange): Promise<readonly OpenIncident[]>
  /** Sends an uncertain message again, or leaves it. False: somebody settled it before, nothing was done. */
  settleMessage(actor: Actor, id: bigint, how: 'again' | 'leave'): Promise<boolean>
  /** Enqueues a dead job again with all its attempts, or puts it away. False: settled before. */
  settleJob(actor: Actor, id: bigint, how: 'retry' | 'dismiss'): Promise<boolean>
  searchPeople(query: string, limit: number): Promise<readonly FoundPerson[]>
  /** Looking at a person is written to the audit log. `undefined` = nobody of that id. */
  viewPerson(actor: Actor, id: bigint): Promise<PersonCard | undefined>
  readonly roles: RoleChanges
}

export interface AdminDeps {
  readonly approvals: Approvals
  readonly db: Db
  readonly clock: Clock
  readonly log: Logger
  readonly users: Users
  readonly notifications: Notifications
  readonly adminAction: AdminAction
  /** From `ADMIN_IDS`. */
  readonly owners: ReadonlySet<bigint>
  /** The topic of what people are told about their roles. */
  readonly topic: string
  /** Told after the commit. */
  rolesChanged(userId: bigint): void
  readonly declarations: Declarations
  readonly jobs: Pick<JobService, 'dead' | 'oldestDue'>
}

export function createAdmin(deps: AdminDeps): Admin {
  const { db, adminAction, jobs } = deps
  const messages = createTroubledMessages(deps)
  const people = createPeople(deps)

  /** Runs `work` and writes it down, if it did anything. */
  const settle = (
    actor: Actor,
    { action, kind, id }: { readonly action: string; readonly kind: string; readonly id: bigint },
    work: (tx: AuditedTx) => Promise<boolean>,
  ) =>
    adminAction(actor, async (tx) => {
      const done = await work(tx)
      return { value: done, did: done ? { action, object: { kind, id: String(id) } } : undefined }
    })

  return {
    overview: (roles) =>
      readOverview(
        {
          ...deps,
          oldestDue: () => jobs.oldestDue(),
          countMessages: messages.count,
          countPeople: people.countByReachability,
        },
        roles,
      ),
    listMessages: messages.list,
    listDeadJobs: (range) => listDeadJobs(db, range),
    listIncidents: (range) => listOpenIncidents(db, range),
    settleMessage: (actor, id, how) =>
      settle(actor, { action: how === 'again' ? 'message.sent-again' : 'message.left', kind: 'delivery', id }, (tx) =>
        how === 'again' ? messages.sendAgain(tx, id) : messages.leave(tx, id),
      ),
    settleJob: (actor, id, how) =>
      settle(actor, { action: how === 'retry' ? 'job.retried' : 'job.dismissed', kind: 'dead-job', id }, (tx) =>
        how === 'retry' ? jobs.dead.retry(tx, id) : jobs.dead.dismiss(tx, id),
      ),
    searchPeople: people.search,
    viewPerson: (actor, id) =>
      adminAction(actor, async () => {
        const card = await people.find(id)
        const did = card && { action: 'user.viewed', object: { kind: 'user', id: String(id) } }
        return { value: card, did }
      }),
    roles: createRoleChanges(deps),
  }
}
