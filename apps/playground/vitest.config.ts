import { testConfig } from '../../vitest.shared.ts'

// One file at a time: each starts a whole process tree.
export default testConfig({ exclude: ['test/faults/**'], fileParallelism: false, testTimeout: 60_000 })
