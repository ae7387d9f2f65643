export { createLocks } from './locks.ts'
export type { Locks } from './ports.ts'
export { createPostgresLocks } from './postgres-locks.ts'
