import { spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { chownSync, existsSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Place } from './place.ts'

const superuser = 'postgres'

/** Our own environment stays out: PGDATA, PGPORT or a locale of the caller would change what PostgreSQL does. */
const environment = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }

export const clusterOf = (place: Place) => path.join(place.dataDir, 'cluster')
export const logOf = (place: Place) => path.join(place.dataDir, 'postgres.log')

/** Process options that make a child PostgreSQL's account; its working directory must be reachable for that account. */
export function spawnOptions(place: Place) {
  const identity = place.user ? { uid: place.user.uid, gid: place.user.gid } : {}
  return { cwd: place.dataDir, env: environment, ...identity }
}

function run(program: string, args: readonly string[], place: Place): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...spawnOptions(place), stdio: ['ignore', 'ignore', 'pipe'] })
    let complaint = ''
    child.stderr.on('data', (chunk) => {
      complaint += String(chunk)
    })
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`${path.basename(program)} failed (exit code ${code}): ${complaint.trim()}`))
    })
  })
}

/** Half clusters of starts that were killed. An initdb may have outlived its starter and still write: next time then. */
function removeDrafts(place: Place): void {
  for (const name of readdirSync(place.dataDir).filter((entry) => entry.startsWith('init-'))) {
    try {
      rmSync(path.join(place.dataDir, name), { recursive: true, force: true })
    } catch {}
  }
}

/** Creates the cluster beside its place and moves it there when complete, so that a kill in between leaves no half. */
async function initialise(place: Place, durable: boolean): Promise<void> {
  const draft = path.join(place.dataDir, `init-${randomUUID()}`)
  const passwordFile = `${draft}.password`
  const password = randomBytes(24).toString('base64url')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (place.user) chownSync(passwordFile, place.user.uid, place.user.gid)
  const args = ['-D', draft, '-U', superuser, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8']
  // The built-in provider sorts by code point and knows Unicode's cases, the same on every machine.
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  await run(
    path.join(place.binaries.folder, 'bin', 'initdb'),
    [...args, ...locale, ...(durable ? [] : ['--no-sync'])],
    place,
  )
  renameSync(passwordFile, path.join(place.dataDir, 'password'))
  renameSync(draft, clusterOf(place))
}

/** Makes sure that there is a cluster which these binaries can run; returns the superuser's password. */
export async function ensureCluster(place: Place, durable: boolean): Promise<string> {
  removeDrafts(place)
  const versionFile = path.join(clusterOf(place), 'PG_VERSION')
  if (!existsSync(versionFile)) await initialise(place, durable)
  const major = readFileSync(versionFile, 'utf8').trim()
  if (major !== place.binaries.major) {
    throw new Error(
      `${clusterOf(place)} was written by PostgreSQL ${major}, the embedded one is ${place.binaries.major}. Move the folder away to start empty, or run PostgreSQL ${major} on it and set DATABASE_URL.`,
    )
  }
  return readFileSync(path.join(place.dataDir, 'password'), 'utf8').trim()
}

/** The end of PostgreSQL's log, for error messages. */
export function logTail(place: Place): string {
  if (!existsSync(logOf(place))) return '(no log)'
  return readFileSync(logOf(place), 'utf8').trimEnd().split('\n').slice(-8).join('\n')
}

/** Opens the log for a new server; starts it anew so that it never grows over years. */
export function openLog(place: Place): number {
  return openSync(logOf(place), 'w', 0o600)
}

export function urlOf(port: number, password: string, database = 'postgres'): string {
  return `postgresql://${superuser}:${password}@127.0.0.1:${port}/${database}`
}
