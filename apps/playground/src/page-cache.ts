import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const builder = fileURLToPath(new URL('./build-page.ts', import.meta.url))
/** Other starts may be reading theirs from a moment ago. */
const keptBuilds = 3

/** The built page: bytes by path below its root, e.g. `index.html`, `assets/index-1a2b.js`. */
export type PageFiles = ReadonlyMap<string, Buffer>

export interface PageFolders {
  readonly sources: string
  readonly builds: string
}

const ownFolders: PageFolders = {
  sources: fileURLToPath(new URL('./page/', import.meta.url)),
  builds: fileURLToPath(new URL('../node_modules/.cache/page/', import.meta.url)),
}

export interface PageCache {
  /** The page as its sources are now; built when nobody built these sources before. @throws with what Vite found wrong in them */
  current(): Promise<PageFiles>
}

function listFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
}

/** Changes with every source, with the way they are built, and with the libraries in them. */
function hashSources(sources: string): string {
  const require = createRequire(import.meta.url)
  const manifests = ['vite', 'preact'].map((name) => require.resolve(`${name}/package.json`))
  const hash = createHash('sha256')
  for (const file of [...listFiles(sources), builder, ...manifests])
    hash.update(`\0${path.basename(file)}\0`).update(readFileSync(file))
  return hash.digest('hex').slice(0, 20)
}

function readFiles(folder: string): PageFiles {
  return new Map(listFiles(folder).map((file) => [path.relative(folder, file), readFileSync(file)]))
}

function pruneBuilds(folder: string): void {
  const builds = readdirSync(folder).map((name) => path.join(folder, name))
  const newestFirst = builds.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)
  for (const old of newestFirst.slice(keptBuilds)) rmSync(old, { recursive: true, force: true })
}

async function build(sources: string, target: string, signal: AbortSignal): Promise<void> {
  const unfinished = `${target}.${process.pid}`
  mkdirSync(unfinished, { recursive: true })
  const args = [builder, sources, unfinished]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'], signal })
  let complaints = ''
  child.stderr.on('data', (chunk: Buffer) => {
    complaints += chunk
  })
  const [code] = await once(child, 'close')
  if (code !== 0) {
    rmSync(unfinished, { recursive: true, force: true })
    throw new Error(`The chat page could not be built:\n${complaints}`)
  }
  // Somebody else may have built the same meanwhile; then theirs stays.
  if (existsSync(target)) rmSync(unfinished, { recursive: true, force: true })
  else renameSync(unfinished, target)
  pruneBuilds(path.dirname(target))
}

/**
 * Keeps the built page in memory; builds are kept on disk by the hash of what they were made of.
 * @param signal ends a build that is running
 */
export function createPageCache(signal: AbortSignal, { sources, builds }: PageFolders = ownFolders): PageCache {
  let known: { readonly hash: string; readonly files: Promise<PageFiles> } | undefined

  async function load(hash: string): Promise<PageFiles> {
    const folder = path.join(builds, hash)
    if (!existsSync(folder)) await build(sources, folder, signal)
    return readFiles(folder)
  }
  return {
    current() {
      const hash = hashSources(sources)
      if (known?.hash === hash) return known.files
      const files = load(hash)
      const mine = { hash, files }
      known = mine
      files.catch(() => {
        if (known === mine) known = undefined
      })
      return files
    },
  }
}
