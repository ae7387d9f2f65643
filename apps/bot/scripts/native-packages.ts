import { cpSync, existsSync, readFileSync, realpathSync } from 'node:fs'
import path from 'node:path'

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>
  /** One for each platform; only this machine's are installed. */
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

/** As Node looks a package up: in the `node_modules` of every folder above. */
function findPackage(name: string, from: string): string | undefined {
  const folder = path.join(from, 'node_modules', name)
  if (existsSync(path.join(folder, 'package.json'))) return realpathSync(folder)
  const parent = path.dirname(from)
  return parent === from ? undefined : findPackage(name, parent)
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
}

/**
 * Copies a package that cannot be bundled, with everything that it needs, to `<outdir>/node_modules`: for the platform of this machine, so
 * the image is built where it will run.
 */
export function copyPackage(name: string, from: string, outdir: string, copied = new Set<string>()): void {
  const folder = findPackage(name, from)
  if (folder === undefined) throw new Error(`${name} is not installed: run pnpm install`)
  if (copied.has(name)) return
  copied.add(name)
  cpSync(folder, path.join(outdir, 'node_modules', name), {
    recursive: true,
    dereference: true,
    filter: (file) => !path.relative(folder, file).split(path.sep).includes('node_modules'),
  })
  const { dependencies = {}, optionalDependencies = {} } = readManifest(folder)
  for (const needed of Object.keys(dependencies)) copyPackage(needed, folder, outdir, copied)
  for (const wanted of Object.keys(optionalDependencies))
    if (findPackage(wanted, folder) !== undefined) copyPackage(wanted, folder, outdir, copied)
}
