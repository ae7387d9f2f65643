export { parseAmounts } from './amounts.ts'
export { eraseUser, exportUser } from './personal-data.ts'
export { pauseUser, rearmUndelivered, wakeUser } from './subscription.repository.ts'
export {
  createSubscriptions,
  type Following,
  type StatusView,
  type SubscriptionView,
  type TrackResult,
} from './subscriptions.service.ts'
