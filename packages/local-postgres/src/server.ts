import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import { clusterOf, logTail, openLog, spawnOptions, urlOf } from './cluster.ts'
import type { Place } from './place.ts'
import { commandOf, isAlive, startTimeOf } from './process-info.ts'

/** A postmaster that runs on our cluster. */
export interface RunningServer {
  readonly pid: number
  readonly port: number
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

const hasEnded = (pid: number) => !isAlive(pid) || startTimeOf(pid) === undefined

/** The server that postmaster.pid names; a file left by a dead one, or by another program with its id, is removed. */
export function findRunning(place: Place): RunningServer | undefined {
  const file = path.join(clusterOf(place), 'postmaster.pid')
  let lines: readonly string[]
  try {
    lines = readFileSync(file, 'utf8').split('\n')
  } catch {
    return undefined
  }
  const pid = Number(lines[0])
  const port = Number(lines[3])
  if (pid > 0 && !hasEnded(pid) && commandOf(pid).includes(clusterOf(place))) return { pid, port }
  rmSync(file, { force: true })
  return undefined
}

/** Whether the server answers queries: `starting` while it recovers from a crash. */
export async function probe(url: string): Promise<'ready' | 'starting' | 'refused'> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('SELECT 1')
    return 'ready'
  } catch (error) {
    // 57P03: cannot_connect_now.
    return error instanceof Error && 'code' in error && error.code === '57P03' ? 'starting' : 'refused'
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Stops a postmaster: fast shutdown (sessions end, everything is on disk), immediate after `patienceMs`. */
export async function stopServer(pid: number, patienceMs = 20_000): Promise<void> {
  const deadline = Date.now() + patienceMs
  if (!hasEnded(pid)) process.kill(pid, 'SIGINT')
  while (!hasEnded(pid)) {
    if (Date.now() > deadline + 5000) throw new Error(`PostgreSQL (process ${pid}) does not stop; kill it by hand.`)
    if (Date.now() > deadline) process.kill(pid, 'SIGQUIT')
    await delay(10)
  }
}

/** Nothing outlives the run: neither a power cut nor a table that grows for days need be thought of. */
const fleeting = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: 0,
  max_wal_size: '4GB',
  checkpoint_timeout: '1h',
  autovacuum: 'off',
}

/** Settings for a small machine that also runs the bot. */
function settings(port: number, durable: boolean): readonly string[] {
  const values = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: '64MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    jit: 'off',
    ...(durable ? {} : fleeting),
  }
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

async function waitUntilReady(child: ChildProcess, url: string, place: Place): Promise<void> {
  // Recovery after a crash may take long; a server that gives up exits, which ends the wait at once.
  const deadline = Date.now() + 120_000
  while ((await probe(url)) !== 'ready') {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`PostgreSQL did not start:\n${logTail(place)}`)
    }
    if (Date.now() > deadline) throw new Error(`PostgreSQL did not get ready within 2 minutes:\n${logTail(place)}`)
    await delay(15)
  }
}

async function launch(place: Place, port: number, password: string, durable: boolean): Promise<RunningServer> {
  const log = openLog(place)
  // A session of its own: Ctrl-C in the terminal must reach only the bot, which stops PostgreSQL last.
  const child = spawn(
    path.join(place.binaries.folder, 'bin', 'postgres'),
    ['-D', clusterOf(place), ...settings(port, durable)],
    { ...spawnOptions(place), detached: true, stdio: ['ignore', log, log] },
  )
  closeSync(log)
  child.unref()
  await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject))
  await waitUntilReady(child, urlOf(port, password), place)
  return { pid: child.pid ?? 0, port }
}

/**
 * Starts the server. Tries again when it exits at once: the free port may have been taken meanwhile, and after kill -9
 * of a postmaster its last children need a moment to leave the shared memory.
 */
export async function startServer(
  place: Place,
  password: string,
  options: { readonly port: number | undefined; readonly durable: boolean },
): Promise<RunningServer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await launch(place, options.port ?? (await freePort()), password, options.durable)
    } catch (error) {
      if (attempt === 5) throw error
      await delay(attempt * 200)
    }
  }
}
