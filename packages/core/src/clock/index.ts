export { advanceClock } from './advance-clock.ts'
export type { Clock } from './clock.ts'
export type { DatabaseClock, DatabaseClockOptions } from './database-clock.ts'
export { createDatabaseClock } from './database-clock.ts'
