// Bundles the bot into dist/: one folder that runs by itself. Run by `turbo run build`; `--out DIR` builds elsewhere.
import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'
import { bundleOptions } from '../../../scripts/bundle-options.ts'
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
  ...bundleOptions,
  sourcemap: 'linked',
  sourcesContent: false,
  plugins: [assetsPlugin({ root, outdir, programs: { ...bundleOptions, absWorkingDir: app } })],
})
copyPackage('sharp', path.join(root, 'packages/core'), outdir)
// The folder may be copied to a place without our package.json.
writeFileSync(
  path.join(outdir, 'package.json'),
  `${JSON.stringify({ name: 'bazaar', private: true, type: 'module' })}\n`,
)
console.log(`built ${path.relative(process.cwd(), outdir)}`)
