import type { Core } from '@bazaar/core/feature'
import type { Settings } from './env.ts'
import { exportUser } from './personal-data.ts'
import { createWidgetService } from './widget.service.ts'

export type Services = ReturnType<typeof createServices>

/** Constructors only, no I/O: what the services need (`core.db`, `core.clock`, …) is handed to them here. */
export function createServices({ db }: Core, _settings: Settings) {
  return {
    widget: createWidgetService({ most: 3 }),
    exportUser: (userId: bigint) => exportUser(db, userId),
  }
}
