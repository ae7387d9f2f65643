import type { Faults } from '../faults.ts'
import type { Limiter } from '../limits.ts'
import type { SchemaChecker } from '../schema/check.ts'
import type { Recorder } from '../stats.ts'
import type { Webhooks } from '../webhook/delivery.ts'
import type { World } from '../world/world.ts'

/** The collaborators of the running server. */
export interface Host {
  readonly world: World
  readonly strict: boolean
  readonly latencyMs: number
  readonly limiter: Limiter
  readonly faults: Faults
  readonly recorder: Recorder
  readonly schema: SchemaChecker
  readonly webhooks: Webhooks
}
