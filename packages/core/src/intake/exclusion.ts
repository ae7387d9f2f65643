import type { Locks } from '../locks/index.ts'
import type { AdmittedUpdate } from './admitted-update.ts'
import type { Inbox } from './inbox.ts'

const lockTtlMs = 30_000
const lockWaitMs = 20_000

export interface ExclusionDeps {
  /** Absent where one process handles all updates. */
  readonly locks: Locks | undefined
  readonly inbox: Pick<Inbox, 'isPreceded'>
  readonly givesWay?: boolean
}

/** One chat at a time, also over several processes: `later` = it was busy too long, `early` = an older message of it comes first. */
export function createExclusion({ locks, inbox, givesWay }: ExclusionDeps) {
  /** @param takesTurns what does nothing, because it is refused, waits for nobody */
  return async function exclusively(
    { update, facts }: Pick<AdmittedUpdate, 'update' | 'facts'>,
    takesTurns: boolean,
    work: () => Promise<void>,
  ): Promise<'done' | 'later' | 'early'> {
    if (!locks || !takesTurns) {
      await work()
      return 'done'
    }
    const key = `chat:${facts.chat?.id ?? facts.from?.id ?? 0}`
    const held = await locks.withLock(key, { ttlMs: lockTtlMs, waitMs: lockWaitMs }, async () => {
      if (givesWay && facts.kind === 'message' && (await inbox.isPreceded(update.update_id, facts.deliveryKey)))
        return 'early'
      await work()
      return 'done'
    })
    return held?.value ?? 'later'
  }
}
