import { testConfig } from '../../vitest.shared.ts'

export default testConfig({ database: true, exclude: ['test/faults/**'] })
