import { defineConfig } from 'vitest/config'

// One process tree at a time: each test file starts a whole playground.
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/*.test.ts'],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
