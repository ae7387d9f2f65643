export { queueButton } from './approvals.ts'
export { buildCoreSurface, type CoreSurfaceDeps } from './core-surface.ts'
export { publishCommands } from './publish-commands.ts'
export { createRoleMenus, type RoleMenus } from './role-menus.ts'
