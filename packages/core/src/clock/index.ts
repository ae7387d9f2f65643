export { advanceClock } from './advance-clock.ts'
export type { Clock } from './clock.ts'
export { createDatabaseClock } from './database-clock.ts'
