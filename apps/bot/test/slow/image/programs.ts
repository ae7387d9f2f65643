import { execFile, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'

export const root = path.resolve(import.meta.dirname, '../../../../..')

/** What one run makes is named after it, so that runs beside each other share nothing, and what a killed one left is known. */
export const prefix = 'bazaar-image-test-'
export const nameOfRun = `${prefix}${process.pid}`

const needed = ['podman', 'buildah', 'runc', 'mmdebstrap']
/** Podman and buildah look for it before anything else, and not on the PATH. */
const network = ['/usr/lib', '/usr/libexec', '/usr/local/lib', '/usr/local/libexec'].map(
  (at) => `${at}/podman/netavark`,
)

/**
 * Whether images can be built and run here: on Linux, as root. Without the programs the tests are skipped and listed as
 * NOT RUN; with `CI=true` a missing one is a failure.
 */
export function canRunImages(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  const missing = needed.filter((program) => spawnSync(program, ['--version']).error !== undefined)
  if (!network.some((file) => existsSync(file))) missing.push('netavark')
  if (missing.length > 0 && process.env.CI === 'true')
    throw new Error(
      `${missing.join(', ')} missing, so the image cannot be built and run: apt-get install --no-install-recommends ${missing.join(' ')}`,
    )
  return missing.length === 0
}

export interface Ran {
  readonly status: number
  /** What it printed, errors after the rest. */
  readonly output: string
}

const start = promisify(execFile)

/** Runs a program beside everything else: the Telegram that the bot speaks to lives in this process. */
export async function attempt(program: string, args: readonly string[], withinMs = 120_000): Promise<Ran> {
  try {
    const { stdout, stderr } = await start(program, args, { cwd: root, timeout: withinMs, maxBuffer: 2 ** 26 })
    return { status: 0, output: stdout + stderr }
  } catch (error) {
    const {
      code,
      killed,
      stdout = '',
      stderr = '',
    } = error as {
      code?: unknown
      killed?: boolean
      stdout?: string
      stderr?: string
    }
    const late = killed ? `\nstopped after ${withinMs / 1000} s` : ''
    return { status: typeof code === 'number' ? code : 1, output: `${stdout}${stderr}${late}` || String(error) }
  }
}

/** What the program printed. Throws its last lines when it fails. */
export async function run(program: string, args: readonly string[], withinMs?: number): Promise<string> {
  const { status, output } = await attempt(program, args, withinMs)
  if (status !== 0) throw new Error(`${program} ${args[0]} ended with ${status}:\n${output.slice(-4_000)}`)
  return output.trim()
}

// runc: crun refuses machines with cgroups of both versions. cgroupfs: there need not be a systemd.
const engine = ['--runtime', 'runc', '--cgroup-manager', 'cgroupfs']

export const podman = (...args: readonly string[]): Promise<string> => run('podman', [...engine, ...args])
export const tryPodman = (...args: readonly string[]): Promise<Ran> => attempt('podman', [...engine, ...args])

/** Seconds since then, for people. */
export const secondsSince = (started: number): string => `${((performance.now() - started) / 1000).toFixed(1)} s`
