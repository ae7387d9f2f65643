import { randomUUID } from 'node:crypto'
import type { Clock } from '../clock/index.ts'
import type { Config } from '../config/index.ts'
import type { Core } from '../feature/index.ts'
import { requireKnownKeys } from '../privacy/index.ts'
import { openFoundation } from './foundation.ts'
import { buildServices } from './services.ts'

/** A core for work beside a running bot: it takes in, sends and works off nothing itself. Close it after use. */
export interface Workbench {
  readonly core: Core
  close(): Promise<void>
}

export interface WorkbenchOptions {
  readonly config: Config
  readonly databaseUrl: string
  readonly clock: Clock
  /** For start links. */
  readonly botUsername: string
}

/** All features built on one core; what their services write, the bot on the same database sends and works off. */
export async function openWorkbench({ config, databaseUrl, clock, botUsername }: WorkbenchOptions): Promise<Workbench> {
  const foundation = await openFoundation({
    config,
    databaseUrl,
    clock,
    offline: true,
    applicationName: 'bazaar-workbench',
  })
  try {
    const { core, jobs, startLinks, declarations } = buildServices({ foundation, instanceId: randomUUID() })
    await requireKnownKeys(foundation, declarations.all)
    startLinks.isCalled(botUsername)
    // The bot may not have come to it yet, and enqueueing needs the queue's tables.
    await jobs.prepare()
    return {
      core,
      async close() {
        await jobs.stop()
        await foundation.close()
      },
    }
  } catch (error) {
    await foundation.close()
    throw error
  }
}
