import { defineConfig } from 'vitest/config'
import { common, database } from './vitest.config.ts'

/** The slow pipeline: crowds, killed processes and servers, the generator, the image. They wait most of the time, so two files run at once. */
export default defineConfig({
  test: {
    ...common,
    include: ['{apps,packages}/*/test/{faults,slow}/**/*.test.ts'],
    globalSetup: [database],
    maxWorkers: 2,
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
})
