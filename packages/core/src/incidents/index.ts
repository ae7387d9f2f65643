export { watchErrorRate } from './error-rate.ts'
export { createIncidents } from './incidents.ts'
export type { AdminNotice, Incidents, NotifyAdmins } from './types.ts'
export { type TroubleWatch, watchTrouble } from './watch-trouble.ts'
