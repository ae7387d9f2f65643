export { createCheckStock } from './check-stock.job.ts'
export { createStrikeAlerts } from './strike-alerts.job.ts'
