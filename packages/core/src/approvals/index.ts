export { createApprovals } from './approvals.ts'
export { createQueueNotices, queueTopic } from './queue-notices.ts'
export {
  type ApprovalKind,
  type Approvals,
  type Decider,
  type Decision,
  minReasonLength,
  type PendingItem,
} from './types.ts'
