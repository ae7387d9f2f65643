export { voucherTracker } from './feature.ts'
