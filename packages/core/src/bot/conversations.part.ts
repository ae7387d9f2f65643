import type { Core, Part } from '../feature/index.ts'
import { formTopic } from './form-topic.ts'

/** Dialogues that are under way. */
export function conversationsPart({ db }: Core): Part {
  return {
    topics: [formTopic],
    retention: [
      {
        id: 'form',
        table: 'core_conversation',
        ageColumn: 'updated_at',
        keepMs: 30 * 86_400_000,
        time: 'machine',
        personal: true,
      },
    ],
    sealed: [{ table: 'core_conversation', column: 'data', key: ['key'] }],
    eraseUser: async (tx, userId) => void (await tx.conversationState.deleteMany({ where: { key: String(userId) } })),
    async exportUser(userId) {
      const key = String(userId)
      const state = await db.prisma.conversationState.findUnique({ where: { key }, select: { updatedAt: true } })
      return { form_in_progress_since: state?.updatedAt ?? null }
    },
  }
}
