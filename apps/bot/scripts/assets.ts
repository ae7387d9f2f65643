import { cpSync, existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { BuildOptions, Loader, Plugin } from 'esbuild'

const reference = /new URL\('(\.\.?\/[^']*)', import\.meta\.url\)/g
const otherPaths = /import\.meta\.(dirname|filename|resolve)/

export interface AssetsOptions {
  readonly root: string
  readonly outdir: string
  /** How programs become bundles. */
  readonly programs: BuildOptions
}

/**
 * Files that the code finds beside itself (`new URL('../locales/', import.meta.url)`) come along: copied to
 * `<outdir>/assets/<path in the repository>`, and the reference points there. So every chunk must lie directly in `outdir`.
 * A program that the code starts as a process of its own (`new URL('./x.ts', import.meta.url)`) becomes a bundle in `outdir`.
 */
export function assetsPlugin({ root, outdir, programs }: AssetsOptions): Plugin {
  const started = new Set<string>()
  const plugin: Plugin = {
    name: 'assets',
    setup(build) {
      build.onEnd(async () => {
        if (started.size === 0) return
        const entryPoints = [...started]
        started.clear()
        await build.esbuild.build({
          ...programs,
          splitting: false,
          entryPoints,
          entryNames: '[name]',
          outdir,
          plugins: [plugin],
        })
      })
      build.onLoad({ filter: /\.ts$/ }, ({ path: file }) => {
        if (file.includes(`${path.sep}node_modules${path.sep}`)) return undefined
        const source = readFileSync(file, 'utf8')
        const loader: Loader = 'ts'
        if (otherPaths.test(source) && !file.includes('/generated/'))
          return {
            errors: [
              { text: 'would point elsewhere once bundled: use new URL(…, import.meta.url)', location: { file } },
            ],
          }
        if (!reference.test(source)) return undefined
        reference.lastIndex = 0
        return { contents: source.replaceAll(reference, (_all, relative: string) => take(file, relative)), loader }
      })
    },
  }
  return plugin

  function take(file: string, relative: string): string {
    const from = fileURLToPath(new URL(relative, `file://${file}`))
    if (!existsSync(from)) throw new Error(`${file} refers to ${relative}, which does not exist`)
    if (relative.endsWith('.ts')) {
      started.add(from)
      return `new URL('./${path.basename(from, '.ts')}.js', import.meta.url)`
    }
    const inside = path.relative(root, from)
    cpSync(from, path.join(outdir, 'assets', inside), { recursive: true })
    const slash = relative.endsWith('/') ? '/' : ''
    return `new URL('./assets/${inside}${slash}', import.meta.url)`
  }
}
