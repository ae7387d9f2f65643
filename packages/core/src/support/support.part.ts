import type { Core, Part } from '../feature/index.ts'
import { supportDesk } from './desk.ts'
import { exportRequests } from './personal-data.ts'
import { supportCommands, supportForm } from './request.form.ts'
import { supportTopic } from './support.ts'
import type { Support } from './types.ts'

/** Requests to the owners: asking, reading, answering. */
export function supportPart(core: Core, support: Support): Part {
  const desk = supportDesk({ ...core, support })
  return {
    commands: [...supportCommands(support), ...desk.commands],
    callbacks: desk.callbacks,
    forms: [supportForm(support)],
    topics: [supportTopic],
    retention: [
      {
        id: 'support',
        table: 'core_support_request',
        ageColumn: 'settled_at',
        keepMs: 365 * 86_400_000,
        time: 'business',
        personal: true,
      },
    ],
    sealed: [{ table: 'core_support_request', column: 'content', key: ['id'] }],
    eraseUser: async (tx, userId) => void (await tx.supportRequest.deleteMany({ where: { userId } })),
    exportUser: (userId) => exportRequests(core, userId),
  }
}
