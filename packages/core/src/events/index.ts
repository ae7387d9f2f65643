export { checkSubscriptions } from './check-subscriptions.ts'
export type { OwnedSubscription } from './create-events.ts'
export { createEvents, createSubscriptionJobs } from './create-events.ts'
export type { Events, EventType, Subscription } from './types.ts'
