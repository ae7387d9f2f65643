import type { Core, Part } from '../feature/index.ts'
import { type AdminChatDeps, adminChat } from './bot/index.ts'

/** `/admin` and everything behind it. What it shows lies with the other rooms. */
export const adminPart = ({ clock }: Core, deps: Omit<AdminChatDeps, 'clock'>): Part => adminChat({ ...deps, clock })
