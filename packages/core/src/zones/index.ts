export { timeZoneAt } from './time-zone-at.ts'
export { findZone, isZone } from './zone-names.ts'
