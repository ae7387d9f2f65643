import type { Admin } from '../admin/index.ts'
import type { Approvals } from '../approvals/index.ts'
import type { MountedSurface } from '../bot/index.ts'
import type { Db, Tx } from '../db/index.ts'
import type { BuiltFeature } from '../feature/index.ts'
import { type Forms, holdFloor } from '../form-filling/index.ts'
import type { Albums } from '../photos/index.ts'
import type { Users } from '../users/index.ts'
import { adminSurface } from './admin/index.ts'
import { approvalCallbacks, approvalCommands, showPending } from './approvals.ts'
import { platformCommands, showHelp } from './commands.ts'
import { buildHome } from './home.ts'
import { language } from './language.ts'
import { membershipHandlers } from './membership.ts'
import { type PrivacySurfaceDeps, privacyCallbacks, privacyCommands } from './privacy.ts'
import { rejectForm } from './reject-form.ts'
import { settingsCallbacks, settingsCommands, showSettings, zoneForm } from './settings.ts'
import { openSupport, supportCommands, supportForm } from './support.ts'
import { type SupportDeskDeps, supportDesk } from './support-desk.ts'

export interface CoreSurfaceDeps extends PrivacySurfaceDeps, SupportDeskDeps {
  readonly db: Db
  readonly users: Users
  readonly approvals: Approvals
  readonly albums: Albums
  readonly admin: Admin
  readonly forms: Forms
  readonly features: readonly BuiltFeature[]
  chatMigrated(tx: Tx, oldChatId: bigint, newChatId: bigint): Promise<void>
}

/** The core's own surface, declared like a feature's: everything that belongs to no feature alone. */
export function buildCoreSurface(deps: CoreSurfaceDeps): readonly MountedSurface[] {
  const { db, users, approvals, albums, features } = deps
  const homeLines = features.flatMap(({ id, bot }) => (bot.home ? [{ featureId: id, home: bot.home }] : []))
  const home = buildHome(homeLines, {
    settings: (ctx) => showSettings(deps, ctx),
    support: openSupport(deps.support),
    help: (ctx) => showHelp(all, ctx),
  })
  const desk = supportDesk(deps)
  const approvalDeps = { approvals, users, albums, kinds: () => features.flatMap((feature) => feature.approvals) }
  const administration = adminSurface({ ...deps, showPending: (ctx) => showPending(approvalDeps, ctx) })
  const surfaces: MountedSurface[] = features.map(({ id, code, bot }) => ({ id, code, surface: bot }))
  const core: MountedSurface = {
    id: 'core',
    code: 'co',
    surface: {
      menus: [home.menu],
      forms: [supportForm(deps.support), zoneForm(deps), rejectForm(approvalDeps)],
      // The floor of forms: see its docs.
      conversations: { form: { version: 1, run: holdFloor } },
      commands: [
        ...platformCommands({
          home,
          homeLines,
          roleMenus: deps.roleMenus,
          surfaces: () => all,
          cancellables: () => features.flatMap((feature) => feature.cancellables),
          resumables: () => features.flatMap((feature) => feature.resumables),
        }),
        ...settingsCommands(deps),
        ...supportCommands(deps.support),
        ...privacyCommands(deps),
        ...desk.commands,
        ...approvalCommands(approvalDeps),
        ...administration.commands,
      ],
      callbacks: [
        language.callback(db, users),
        ...approvalCallbacks(approvalDeps),
        ...privacyCallbacks(deps),
        ...home.callbacks,
        ...settingsCallbacks(deps),
        ...desk.callbacks,
        deps.forms.callback,
        ...administration.callbacks,
      ],
      handlers: membershipHandlers(deps),
    },
  }
  const all = [...surfaces, core]
  return all
}
