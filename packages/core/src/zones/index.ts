export { zoneWords } from './place-names.ts'
export { timeZoneAt } from './time-zone-at.ts'
export { findZone, isZone } from './zone-names.ts'
