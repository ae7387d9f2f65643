import type { Incidents } from '../incidents/index.ts'
import { countKeyUses, type DataDeclaration, describeMissing, type KeyUse, type ResealCount } from '../privacy/index.ts'
import type { Foundation } from './foundation.ts'

interface WatchDeps {
  readonly foundation: Pick<Foundation, 'db' | 'keyring' | 'log'>
  readonly incidents: Incidents
}

/** Owners are told when something needs a key that is gone, and when it is back. */
async function tell({ foundation, incidents }: WatchDeps, incident: string, uses: readonly KeyUse[]): Promise<void> {
  const missing = describeMissing(foundation.keyring, uses)
  if (missing === undefined) return void (await incidents.close(undefined, incident))
  foundation.log.error({ missing }, 'A key is missing')
  await incidents.open(undefined, incident, missing)
}

/** For what was derived under a key. Keys only change with a restart, so the start is the moment to look. */
export async function watchKeyUses(deps: WatchDeps, data: readonly DataDeclaration[]): Promise<void> {
  await tell(deps, 'core:key-missing', await countKeyUses(deps.foundation.db, data))
}

/** For what is sealed: whoever has just looked at all of it knows what is left under which key. */
export async function watchSealed(deps: WatchDeps, counts: readonly ResealCount[]): Promise<void> {
  const uses = counts.flatMap(({ column, left }) =>
    Object.entries(left).map(([keyId, rows]): KeyUse => ({ column, keyId, rows })),
  )
  await tell(deps, 'core:sealed-key-missing', uses)
}
