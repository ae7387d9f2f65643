export { createApprovals } from './approvals.ts'
/** @waits */
export { approveForm } from './approve.form.ts'
export { type QueueDeps, queueButton, showPending } from './queue.ts'
export { createQueueNotices } from './queue-notices.ts'
export type { Approvals, Decidable, DecidableNoun } from './types.ts'
/** @waits */
export { decidable } from './types.ts'
