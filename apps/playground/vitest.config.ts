import { testConfig } from '../../vitest.shared.ts'

// One file at a time: each starts a whole process tree and a browser.
export default testConfig({ exclude: ['test/faults/**'], fileParallelism: false, hookTimeout: 240_000 })
