export { type ErrorRateWatch, watchErrorRate } from './error-rate.ts'
export { createIncidents, type IncidentOptions } from './incidents.ts'
export type { AdminNotice, Incidents, NotifyAdmins } from './types.ts'
