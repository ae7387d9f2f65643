export { type BreakablePostgres, startBreakablePostgres } from './breakable-postgres.ts'
export { createFakeClock, type FakeClock } from './clock.ts'
export { createTestDatabase, strangePresets, type TestDatabase } from './database/index.ts'
export { type Copies, copyRows, countBlocks, fixStatistics } from './database/plans.ts'
export { findFreePort } from './free-port.ts'
export { hasPgBouncer, type PgBouncer, startPgBouncer } from './pgbouncer.ts'
export {
  cronSecret,
  encryptionKeys,
  type PlatformOptions,
  startTestPlatform,
  type TestPlatform,
  webhookSecret,
} from './platform.ts'
export { readColumns, type SchemaColumn } from './privacy/marks.ts'
export { type Traces, tracesOf } from './privacy/traces.ts'
export { hasRedisServer, type RedisServer, startRedisServer } from './redis-server.ts'
export { type RoundRobin, startRoundRobin } from './round-robin.ts'
export { type ChildApp, type SpawnOptions, spawnApp } from './spawn-app.ts'
export { waitFor } from './wait-for.ts'
