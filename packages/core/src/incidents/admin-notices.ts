import type { Notifications, Topic } from '../notifications/index.ts'
import type { Users } from '../users/index.ts'
import type { NotifyAdmins } from './types.ts'

/** What owners are told about the bot itself. */
export const adminTopic: Topic = { id: 'core-admin', lane: 'alert', errsOn: 'duplicate' }

export function createAdminNotifier(users: Users, notifications: Notifications): NotifyAdmins {
  return async (tx, { entity, transition, text }) => {
    const admins = await users.listAdmins()
    await notifications.emitMany(
      tx,
      admins.map(({ id }) => ({ topic: adminTopic.id, chatId: id, userId: id, entity, transition, content: { text } })),
    )
  }
}
