export { watchErrorRate } from './error-rate.ts'
export { createIncidents, type IncidentOptions } from './incidents.ts'
export type { AdminNotice, Incidents, NotifyAdmins } from './types.ts'
export { type TroubleWatch, watchTrouble } from './watch-trouble.ts'
