import path from 'node:path'
import { defineConfig, type ViteUserConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const root = import.meta.dirname

/** Every test of the repository, in two groups that run one after the other. By hand: `npx vitest run packages/core/src/zones`. */
export const common: NonNullable<ViteUserConfig['test']> = {
  // Each test may share two cores with another one, real servers and a browser: slower than a test alone.
  testTimeout: 120_000,
  hookTimeout: 240_000,
  expect: { poll: { timeout: 30_000 } },
  // Files of a worker share its loaded and warmed-up modules: four times as fast. So a test leaves no state in a module.
  isolate: false,
  // Our programs run without a compiler, and so do their tests: Node.js itself leaves the types out.
  experimental: { viteModuleRunner: false, nodeLoader: false },
}

/** Starts one PostgreSQL for the whole run, so that `createTestDatabase()` of `@bazaar/testing` works. */
export const database = path.join(root, 'packages/testing/src/global-setup.ts')

/** The product's files share a clock that only moves forward, so they run in the order of their names; the others as Vitest likes. */
class Sequencer extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isProduct = ({ project }: TestSpecification) => project.name === 'product'
    const inOrder = files.filter(isProduct).sort((a, b) => (a.moduleId < b.moduleId ? -1 : 1))
    return [...(await super.sort(files.filter((file) => !isProduct(file)))), ...inOrder]
  }
}

const slow = '**/test/{faults,slow}/**'

export default defineConfig({
  test: {
    ...common,
    sequence: { sequencer: Sequencer },
    projects: [
      {
        extends: true,
        test: {
          name: 'packages',
          include: ['{apps,packages}/*/{src,test}/**/*.test.ts'],
          exclude: [slow, 'apps/playground/**'],
          globalSetup: [database],
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        // All processes of the product and a browser: one file after the other, with the machine for itself.
        extends: true,
        test: {
          name: 'product',
          include: ['apps/playground/test/**/*.test.ts'],
          exclude: [slow],
          globalSetup: ['apps/playground/test/support/shared-playground.ts'],
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
