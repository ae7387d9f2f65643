import type { Core, Part } from '../feature/index.ts'
import { eraseApprovals, exportApprovals } from './personal-data.ts'
import { approvalCallbacks, approvalCommands, type QueueDeps } from './queue.ts'
import { queueTopic } from './queue-notices.ts'
import { rejectForm } from './reject.form.ts'

/** The queue of what admins decide about. */
export function approvalsPart({ db }: Core, queue: QueueDeps): Part {
  return {
    commands: approvalCommands(queue),
    callbacks: approvalCallbacks(queue),
    forms: [rejectForm(queue)],
    topics: [queueTopic],
    retention: [
      {
        id: 'queue',
        table: 'core_queue_notice',
        ageColumn: 'told_at',
        keepMs: 30 * 86_400_000,
        time: 'business',
        personal: true,
      },
    ],
    sealed: [{ table: 'core_approval_vote', column: 'input', key: ['approval_id', 'user_id'] }],
    eraseUser: eraseApprovals,
    exportUser: (userId) => exportApprovals(db, userId),
  }
}
