import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: { include: ['test/faults/*.test.ts'], fileParallelism: false, testTimeout: 120_000, hookTimeout: 60_000 },
})
