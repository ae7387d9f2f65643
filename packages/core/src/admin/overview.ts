import type { Approvals } from '../approvals/index.ts'
import type { Clock } from '../clock/index.ts'
import type { Db } from '../db/index.ts'
import type { Declarations, HealthLine } from '../feature/index.ts'
import type { OldestDue } from '../jobs/index.ts'
import type { Logger } from '../log/index.ts'
import { type OutboxLag, readOutboxLag } from '../notifications/index.ts'
import type { Reachability, Role } from '../users/index.ts'
import { type Section, sees } from './access.ts'
import { countDeadJobs } from './dead-jobs.ts'
import { countOpenIncidents } from './incidents.ts'
import type { MessageTrouble } from './messages.ts'

/** The numbers of the first admin screen; what the reader may not see is absent. */
export interface Overview {
  readonly at: Date
  readonly approvals?: number
  readonly messages?: OutboxLag & Readonly<Record<MessageTrouble, number>>
  readonly jobs?: { readonly late: OldestDue | undefined; readonly dead: number }
  readonly incidents?: { readonly open: number; readonly oldestAt: Date | undefined }
  readonly people?: Readonly<Record<Reachability, number>>
  readonly health: readonly HealthLine[]
}

export interface OverviewDeps {
  readonly db: Db
  readonly clock: Clock
  readonly log: Logger
  readonly declarations: Declarations
  readonly approvals: Pick<Approvals, 'decides' | 'count'>
  oldestDue(): Promise<OldestDue | undefined>
  countMessages(): Promise<Readonly<Record<MessageTrouble, number>>>
  countPeople(): Promise<Readonly<Record<Reachability, number>>>
}

/** A job that is due waits a moment for the scheduler: that is not late. */
const lateMs = 60_000

export async function readOverview(deps: OverviewDeps, roles: readonly Role[]): Promise<Overview> {
  const may = (section: Section): boolean => sees(roles, section)
  const { db, clock } = deps
  const [approvals, messages, jobs, incidents, people, health] = await Promise.all([
    deps.approvals.decides(roles) ? deps.approvals.count(roles) : undefined,
    may('messages') ? readMessages(deps) : undefined,
    may('jobs') ? readJobs(deps) : undefined,
    may('incidents') ? countOpenIncidents(db) : undefined,
    may('people') ? deps.countPeople() : undefined,
    readHealth(deps),
  ])
  return {
    at: clock.now(),
    health,
    ...(approvals === undefined ? {} : { approvals }),
    ...(messages && { messages }),
    ...(jobs && { jobs }),
    ...(incidents && { incidents }),
    ...(people && { people }),
  }
}

async function readMessages({ db, clock, countMessages }: OverviewDeps) {
  const [lag, trouble] = await Promise.all([readOutboxLag(db.pool, clock), countMessages()])
  return { ...lag, ...trouble }
}

async function readJobs({ db, oldestDue }: OverviewDeps) {
  const [oldest, dead] = await Promise.all([oldestDue(), countDeadJobs(db)])
  return { late: oldest && oldest.lateMs > lateMs ? oldest : undefined, dead }
}

/** A feature that cannot say how it is must not hide how the others are. */
async function readHealth({ declarations, log }: OverviewDeps): Promise<readonly HealthLine[]> {
  const lines = await Promise.all(
    declarations.on.map(async ({ id, part }): Promise<readonly HealthLine[]> => {
      try {
        return (await part.health?.()) ?? []
      } catch (error) {
        log.error({ error, feature: id }, 'A feature could not say how it is')
        const label = { key: 'core-admin-feature', params: { id } }
        return [{ label, state: 'failed', detail: { key: 'core-admin-health-unknown' } }]
      }
    }),
  )
  return lines.flat()
}
