export type { Approvals, ApprovalKind, Decision, PendingItem } from './types.ts'
