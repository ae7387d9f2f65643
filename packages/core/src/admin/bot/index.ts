export { type AdminChatDeps, adminChat } from './admin-chat.ts'
