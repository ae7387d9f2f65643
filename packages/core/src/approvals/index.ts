export { createApprovals } from './approvals.ts'
export { type ApprovalDeps, queueButton, showPending } from './queue.ts'
export { createQueueNotices } from './queue-notices.ts'
export type { ApprovalKind, Approvals, Decider } from './types.ts'
