import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'esbuild'
import { bundleOptions } from '../../../scripts/bundle-options.ts'

const references = /new URL\('(\.\.?\/[^']*)', import\.meta\.url\)/g

/** What the code finds beside itself stays where it is. */
const filesStay: Plugin = {
  name: 'files-stay',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path: file }) => {
      const source = readFileSync(file, 'utf8')
      const contents = source.replaceAll(
        references,
        (_all, relative: string) => `new URL('${new URL(relative, `file://${file}`).href}')`,
      )
      return { contents, loader: 'ts' }
    })
  },
}

/** Bundles programs into `outdir` with the options of the image's build. */
export async function bundle(files: readonly URL[], outdir: string): Promise<void> {
  await build({
    entryPoints: files.map((file) => fileURLToPath(file)),
    outdir,
    outExtension: { '.js': '.mjs' },
    ...bundleOptions,
    plugins: [filesStay],
  })
}

/** The bundle of one of the programs. */
export const bundled = (file: string, outdir: string): string => path.join(outdir, `${path.basename(file, '.ts')}.mjs`)
