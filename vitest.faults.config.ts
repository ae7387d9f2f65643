import { defineConfig } from 'vitest/config'
import { common, database } from './vitest.config.ts'

/** The slow pipeline: crowds, killed processes and servers, the image. One file after the other: each has the machine for itself. */
export default defineConfig({
  test: {
    ...common,
    include: ['{apps,packages}/*/test/{faults,slow}/**/*.test.ts'],
    globalSetup: [database],
    maxWorkers: 1,
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
})
