export { createApprovals } from './approvals.ts'
export type { ApprovalKind, Approvals, Decision, PendingItem } from './types.ts'
