import { startTestServer } from './database/server.ts'

/** Vitest's global setup: one PostgreSQL per test run of a package. Returns the teardown. */
export async function setup(): Promise<() => Promise<void>> {
  return startTestServer()
}
