export { createLimits } from './limits.ts'
export type { LimitDecision, LimitHit, LimitRule, Limits } from './ports.ts'
