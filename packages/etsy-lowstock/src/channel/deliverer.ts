import type { Clock } from '@bazaar/core/clock'
import type { Db } from '@bazaar/core/db'
import type { Jobs } from '@bazaar/core/jobs'
import type { Locks } from '@bazaar/core/locks'
import { wake } from './job-types.ts'
import type { Outcome, Requests } from './requests.ts'
import type { Seals } from './sealed.ts'
import type { Settling } from './settling.ts'

export interface DelivererDeps {
  readonly db: Db
  readonly clock: Clock
  readonly jobs: Jobs
  readonly locks: Locks
  readonly seals: Seals
  readonly requests: Requests
  readonly settling: Settling
}

/** Then others have their turn. Machine time. */
const turnMs = 30_000
const lockMs = 30_000
/** Another worker is at this address: a look whether it got through, in case it is killed. */
const busyMs = 5_000

const isOn = { state: 'ON' }

/** Sends what waits, to one address one request after another. */
export function createDeliverer({ db, clock, jobs, locks, seals, requests, settling }: DelivererDeps) {
  const nextDue = (endpointId: bigint) =>
    db.prisma.etsyDelivery.findFirst({
      where: { endpointId, state: 'WAITING', nextAt: { lte: clock.now() }, endpoint: isOn },
      orderBy: [{ nextAt: 'asc' }, { id: 'asc' }],
      include: { endpoint: true },
    })
  type Due = NonNullable<Awaited<ReturnType<typeof nextDue>>>

  function secretsOf({ secret, oldSecret, oldSecretUntil }: Due['endpoint']): readonly string[] {
    const isOverlap = oldSecretUntil !== null && oldSecretUntil > clock.now()
    const sealed = [
      seals.open(secret, 'secret'),
      isOverlap && oldSecret ? seals.open(oldSecret, 'old_secret') : undefined,
    ]
    return sealed.filter((one) => one !== undefined)
  }

  async function attempt({ messageId, body, endpoint }: Due, signal: AbortSignal): Promise<Outcome> {
    const [url, plain, secrets] = [seals.open(endpoint.url, 'url'), seals.openBody(body), secretsOf(endpoint)]
    // A key that is missing may come back.
    if (url === undefined || plain === undefined || secrets.length === 0)
      return { kind: 'refused', failure: 'unreadable', isDown: plain !== undefined }
    return requests.send({ id: messageId, body: plain, url, secrets }, signal)
  }

  async function work(endpointId: bigint, signal: AbortSignal): Promise<void> {
    const until = Date.now() + turnMs
    for (let goOn = true; goOn && Date.now() < until; ) {
      signal.throwIfAborted()
      const due = await nextDue(endpointId)
      if (!due) return
      const outcome = await attempt(due, signal)
      goOn = await db.tx((tx) => settling.settle(tx, due, outcome))
    }
  }

  /** Only when the lock is free again: whoever found it taken before may rely on this look. */
  async function planNext(endpointId: bigint): Promise<void> {
    const next = await db.prisma.etsyDelivery.findFirst({
      where: { endpointId, state: 'WAITING', endpoint: isOn },
      orderBy: { nextAt: 'asc' },
      select: { nextAt: true },
    })
    if (next) await db.tx((tx) => wake(jobs, tx, endpointId, next.nextAt))
  }

  return async (endpointId: bigint, signal: AbortSignal): Promise<void> => {
    const done = await locks.withLock(`etsy-lowstock:endpoint:${endpointId}`, { ttlMs: lockMs }, async (lost) => {
      await work(endpointId, AbortSignal.any([signal, lost]))
      return true
    })
    if (done) await planNext(endpointId)
    else await db.tx((tx) => wake(jobs, tx, endpointId, new Date(clock.now().getTime() + busyMs)))
  }
}
