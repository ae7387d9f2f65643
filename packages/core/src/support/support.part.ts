import type { Core, Declarations, Part } from '../feature/index.ts'
import { answerDialogue } from './answer.dialogue.ts'
import { supportDesk } from './desk.ts'
import { onWrite, showPaySupport } from './pay-support.ts'
import { exportRequests } from './personal-data.ts'
import { openSupport, paySupportForm, supportForm } from './request.form.ts'
import { supportTopic } from './support.ts'
import type { Support } from './types.ts'

/** Requests to the owners: asking, reading, answering. */
export function supportPart(core: Core, support: Support, declarations: Declarations): Part {
  const desk = supportDesk({ ...core, support })
  return {
    commands: [
      { name: 'support', audience: 'everyone', run: openSupport(support) },
      { name: 'paysupport', audience: 'everyone', run: (ctx) => showPaySupport(declarations, ctx) },
      ...desk.commands,
    ],
    callbacks: [...desk.callbacks, onWrite(support)],
    forms: [supportForm(support), paySupportForm(support)],
    conversations: { 'support-answer': answerDialogue(support) },
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
