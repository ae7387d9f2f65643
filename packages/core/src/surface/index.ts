export { publishCommands } from './publish-commands.ts'
export { createRoleMenus, type RoleMenus } from './role-menus.ts'
export { createMenuChanged } from './update-menu.ts'
