import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    testTimeout: 15_000,
    // Files share a process: compiling the published schema takes longer than most of the tests.
    isolate: false,
  },
})
