export { createFakeClock, type FakeClock } from './clock.ts'
export { createTestDatabase, type TestDatabase } from './database/index.ts'
export { type PlatformOptions, startTestPlatform, type TestPlatform } from './platform.ts'
export { hasRedisServer, type RedisServer, startRedisServer } from './redis-server.ts'
