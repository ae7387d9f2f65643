// Installs packages and generates the database client, each only when its inputs changed.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import path from 'node:path'
import { runPrisma } from '../prisma.mjs'

export const root = path.resolve(import.meta.dirname, '../..')
const quietEnv = { TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', CHECKPOINT_DISABLE: '1', NO_UPDATE_NOTIFIER: '1' }

function hashFiles(files) {
  const hash = createHash('sha256').update(process.version)
  for (const file of files) {
    if (existsSync(file)) hash.update(`\0${path.relative(root, file)}\0`).update(readFileSync(file))
  }
  return hash.digest('hex')
}

function isCurrent(stamp, hash) {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === hash
}

function manifests() {
  const folders = ['apps', 'packages'].flatMap((group) =>
    readdirSync(path.join(root, group)).map((name) => path.join(group, name)),
  )
  return ['', 'bench', ...folders].map((folder) => path.join(root, folder, 'package.json'))
}

/** The pinned pnpm through npm's own cache, else one on the PATH with the same major version. */
export function findPnpm() {
  const { packageManager } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  const version = packageManager.split('@')[1].split('+')[0]
  const args = ['exec', '--yes', `--package=pnpm@${version}`, '-c', 'command -v pnpm']
  const env = { ...process.env, npm_config_fetch_retries: '1', npm_config_update_notifier: 'false' }
  const fromNpm = spawnSync('npm', args, { cwd: root, env, encoding: 'utf8' })
  const found = fromNpm.stdout?.trim().split('\n').at(-1)
  if (fromNpm.status === 0 && found) return found
  const onPath = spawnSync('pnpm', ['--version'], { cwd: root, encoding: 'utf8' })
  if (onPath.status === 0 && onPath.stdout.trim().split('.')[0] === version.split('.')[0]) return 'pnpm'
  throw new Error(`pnpm ${version} could not be had through npm: ${fromNpm.stderr?.trim() ?? fromNpm.error?.message}`)
}

function install() {
  const stamp = path.join(root, 'node_modules', '.bazaar-install')
  const inputs = [path.join(root, 'pnpm-lock.yaml'), path.join(root, 'pnpm-workspace.yaml'), ...manifests()]
  if (isCurrent(stamp, hashFiles(inputs))) return
  console.log('Installing packages ...')
  const result = spawnSync(findPnpm(), ['install'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...quietEnv },
  })
  if (result.status !== 0) throw new Error('The packages could not be installed; the lines above say why.')
  // Hashed again: an install may bring the lockfile up to date.
  writeFileSync(stamp, hashFiles(inputs))
}

function generate() {
  const output = path.join(root, 'packages/core/src/db/generated')
  const stamp = path.join(root, 'node_modules', '.bazaar-generate')
  const schema = path.join(root, 'prisma', 'schema')
  const schemas = readdirSync(schema).map((name) => path.join(schema, name))
  const hash = hashFiles([...schemas.sort(), path.join(root, 'prisma.config.ts'), path.join(root, 'pnpm-lock.yaml')])
  if (existsSync(path.join(output, 'client.ts')) && isCurrent(stamp, hash)) return
  if (runPrisma(['generate'], { quiet: true }) !== 0) throw new Error('The database client could not be generated.')
  mkdirSync(path.dirname(stamp), { recursive: true })
  writeFileSync(stamp, hash)
}

/** Brings the working tree into a state in which everything runs. A few milliseconds when nothing changed. */
export async function prepare() {
  process.chdir(root)
  Object.assign(process.env, quietEnv)
  // For this process and all that it starts: what was compiled, or freed of its types, once is read again.
  process.env.NODE_COMPILE_CACHE ??= path.join(root, 'node_modules', '.cache', 'node')
  enableCompileCache(process.env.NODE_COMPILE_CACHE)
  install()
  generate()
}
