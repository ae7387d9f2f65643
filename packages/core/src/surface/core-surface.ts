import type { Approvals } from '../approvals/index.ts'
import type { MountedSurface } from '../bot/index.ts'
import type { Db, Tx } from '../db/index.ts'
import type { BuiltFeature } from '../feature/index.ts'
import type { Users } from '../users/index.ts'
import { approvalCallback, approvalCommands } from './approvals.ts'
import { platformCommands } from './commands.ts'
import { buildHomeMenu } from './home.ts'
import { language } from './language.ts'
import { membershipHandlers } from './membership.ts'
import { type PrivacySurfaceDeps, privacyCallbacks, privacyCommands } from './privacy.ts'

export interface CoreSurfaceDeps extends PrivacySurfaceDeps {
  readonly db: Db
  readonly users: Users
  readonly approvals: Approvals
  readonly features: readonly BuiltFeature[]
  chatMigrated(tx: Tx, oldChatId: bigint, newChatId: bigint): Promise<void>
}

/** The core's own surface, declared like a feature's: everything that belongs to no feature alone. */
export function buildCoreSurface(deps: CoreSurfaceDeps): readonly MountedSurface[] {
  const { db, users, approvals, features } = deps
  const homeLines = features.flatMap(({ id, bot }) => (bot.home ? [{ featureId: id, home: bot.home }] : []))
  const menu = buildHomeMenu(homeLines)
  const approvalDeps = { approvals, users, kinds: () => features.flatMap((feature) => feature.approvals) }
  const surfaces: MountedSurface[] = features.map(({ id, code, bot }) => ({ id, code, surface: bot }))
  const core: MountedSurface = {
    id: 'core',
    code: 'co',
    surface: {
      menus: [menu],
      commands: [
        ...platformCommands({
          db,
          users,
          menu,
          homeLines,
          surfaces: () => all,
          cancellables: () => features.flatMap((feature) => feature.cancellables),
        }),
        ...privacyCommands(deps),
        ...approvalCommands(approvalDeps),
      ],
      callbacks: [language.callback(db, users), approvalCallback(approvalDeps), ...privacyCallbacks(deps)],
      handlers: membershipHandlers(deps),
    },
  }
  const all = [...surfaces, core]
  return all
}
