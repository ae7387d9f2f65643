export { createApprovals } from './approvals.ts'
export type { ApprovalKind, Approvals, Decider, Decision, PendingItem } from './types.ts'
