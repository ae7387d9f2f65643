import path from 'node:path'
import { defineConfig, type ViteUserConfig } from 'vitest/config'

/**
 * The configuration of every package's tests. `database` starts one PostgreSQL for the run, so that
 * `createTestDatabase()` of `@bazaar/testing` works.
 */
export function testConfig({ database = false, ...overrides }: { database?: boolean } & ViteUserConfig['test'] = {}) {
  // biome-ignore lint/style/noProcessEnv: the test pipeline says where it collects the results.
  const reportDir = process.env.BAZAAR_TEST_REPORTS
  const report = path.join(reportDir ?? '', `${path.basename(process.cwd())}.json`)
  return defineConfig({
    test: {
      include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
      passWithNoTests: true,
      // Two packages may run at once, each with real servers: slower than a test alone.
      testTimeout: 120_000,
      hookTimeout: 120_000,
      expect: { poll: { timeout: 30_000 } },
      maxWorkers: 2,
      // Files of a worker share its loaded and warmed-up modules: four times as fast. So a test leaves no state in a module.
      isolate: false,
      reporters: reportDir ? ['default', ['json', { outputFile: report }]] : ['default'],
      ...(database ? { globalSetup: [path.join(import.meta.dirname, 'packages/testing/src/global-setup.ts')] } : {}),
      ...overrides,
    },
  })
}
