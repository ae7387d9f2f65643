import type { Core, Part } from '@bazaar/core/feature'
import type { Settings } from './env.ts'
import { eraseUser, exportUser } from './personal-data.ts'

export type Services = ReturnType<typeof createServices>

/** Constructors only, no I/O. Each noun builds itself from the core and from the nouns before it. */
export function createServices(core: Core, _settings: Settings) {
  return { db: core.db }
}

/** What each noun declares, in the order of /help. */
export function partsOf({ db }: Services): readonly Part[] {
  return [{ eraseUser, exportUser: (userId) => exportUser(db, userId) }]
}
