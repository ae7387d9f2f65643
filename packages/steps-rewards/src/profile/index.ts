export { holdProfile, lockProfile } from './profile.repository.ts'
export { findPlace, sealPlace } from './sealed-place.ts'
export { dayAfter, dayIn, toldZone } from './zone.ts'
