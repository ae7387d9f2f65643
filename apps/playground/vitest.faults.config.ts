import { testConfig } from '../../vitest.shared.ts'

export default testConfig({
  include: ['test/faults/**/*.test.ts'],
  fileParallelism: false,
  testTimeout: 240_000,
  hookTimeout: 240_000,
})
