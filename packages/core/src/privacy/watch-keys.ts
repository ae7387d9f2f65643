import type { Incidents } from '../incidents/index.ts'
import type { Logger } from '../log/index.ts'
import { countKeyUses, describeMissing, type KeyUse } from './key-uses.ts'
import type { ResealCount, ResealDeps } from './reseal.ts'
import type { OwnedData } from './types.ts'

interface WatchDeps extends ResealDeps {
  readonly log: Logger
  readonly incidents: Incidents
}

/** Owners are told when something needs a key that is gone, and when it is back. */
async function tell({ keyring, log, incidents }: WatchDeps, incident: string, uses: readonly KeyUse[]): Promise<void> {
  const missing = describeMissing(keyring, uses)
  if (missing === undefined) return void (await incidents.close(undefined, incident))
  log.error({ missing }, 'A key is missing')
  await incidents.open(undefined, incident, missing)
}

/** For what was derived under a key. Keys only change with a restart, so the start is the moment to look. */
export async function watchKeyUses(deps: WatchDeps, data: readonly OwnedData[]): Promise<void> {
  await tell(deps, 'core:key-missing', await countKeyUses(deps.db, data))
}

/** For what is sealed: whoever has just looked at all of it knows what is left under which key. */
export async function watchSealed(deps: WatchDeps, counts: readonly ResealCount[]): Promise<void> {
  const uses = counts.flatMap(({ column, left }) =>
    Object.entries(left).map(([keyId, rows]): KeyUse => ({ column, keyId, rows })),
  )
  await tell(deps, 'core:sealed-key-missing', uses)
}
