export { createAlertWriter } from './alert.writer.ts'
export { createAlerts } from './alerts.service.ts'
export { createTopics } from './topics.ts'
