import { testConfig } from '../../vitest.shared.ts'

/** Killed processes and servers: slow, and one file at a time, so that each has the machine. */
export default testConfig({
  database: true,
  include: ['test/faults/**/*.test.ts'],
  fileParallelism: false,
  testTimeout: 240_000,
})
