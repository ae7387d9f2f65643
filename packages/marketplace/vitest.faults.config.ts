import { testConfig } from '../../vitest.shared.ts'

/** Crowds, killed processes and a restarted server: slow, and one file at a time, so that each has the machine. */
export default testConfig({
  database: true,
  include: ['test/faults/**/*.test.ts'],
  fileParallelism: false,
  testTimeout: 600_000,
  hookTimeout: 300_000,
})
