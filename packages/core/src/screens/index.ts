export { type ConfirmDeps, defineConfirm } from './confirm.ts'
export { confirmToken } from './confirm-token.ts'
export { homeButton, homePressed, menuButton, menuPressed } from './home-buttons.ts'
export { definePages, type PageQuery, type Pages } from './pages.ts'
