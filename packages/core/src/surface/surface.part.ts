import type { BotContext } from '../bot/index.ts'
import type { Declarations, Part } from '../feature/index.ts'
import { onJob } from '../jobs/index.ts'
import { buildHome, type HomeExtras } from './home.ts'
import type { RoleMenus } from './role-menus.ts'
import { showHelp, startCommands } from './start-help.ts'
import { updateMenu } from './update-menu.ts'

/** The first screen, the lists of commands, and what belongs to every feature. */
export function surfacePart(declarations: Declarations, roleMenus: RoleMenus, extras: Omit<HomeExtras, 'help'>): Part {
  const help = (ctx: BotContext) => showHelp(declarations, ctx)
  const home = buildHome(declarations, { ...extras, help })
  return {
    menus: [home.menu],
    commands: startCommands({ home, roleMenus, declarations }),
    callbacks: home.callbacks,
    jobs: [onJob(updateMenu, { timeoutMs: 180_000, maxAttempts: 1, run: ({ userId }) => roleMenus.update(userId) })],
  }
}
