// The tests of one package, for its `test` script: the repository's `vitest run`, narrowed to the package's folder, or to the files named (as seen
// from that folder). `--with FOLDER` adds another folder; all else goes on to Vitest.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { ensureNode } from './bootstrap/node.mjs'

await ensureNode()
const root = path.resolve(import.meta.dirname, '..')
const args = process.argv.slice(2)
const beside = args[0] === '--with' ? args.splice(0, 2)[1] : undefined
const named = args.filter((arg) => existsSync(arg))
const folders = named.length > 0 ? named : ['.', ...(beside ? [beside] : [])]
const filters = folders.map((folder) => path.relative(root, path.resolve(folder)))
const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs')
const options = args.filter((arg) => !named.includes(arg))
process.exitCode =
  spawnSync(process.execPath, [vitest, 'run', '--root', root, ...filters, ...options], { stdio: 'inherit' }).status ?? 1
