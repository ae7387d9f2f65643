import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import { findFreePort } from './free-port.ts'

/**
 * Whether tests with PgBouncer can run. Without the program they are skipped and listed as NOT RUN; with `CI=true` a
 * missing program is a failure.
 */
export function hasPgBouncer(): boolean {
  const found = spawnSync('pgbouncer', ['--version']).status === 0
  if (!found && process.env.CI === 'true')
    throw new Error('pgbouncer is missing, so its tests cannot run: apt-get install pgbouncer')
  return found
}

export interface PgBouncer {
  /** The way to the same database through it. */
  readonly url: string
  stop(): Promise<void>
}

export interface PgBouncerOptions {
  /** A database, with an account that may sign in with a password. */
  readonly databaseUrl: string
  readonly mode: 'session' | 'transaction'
  /** Connections to PostgreSQL; 40 unless told. */
  readonly poolSize?: number
}

/** Starts a PgBouncer of its own in front of a database. What else is set is its default. */
export async function startPgBouncer({ databaseUrl, mode, poolSize = 40 }: PgBouncerOptions): Promise<PgBouncer> {
  const port = await findFreePort()
  const folder = mkdtempSync(path.join(tmpdir(), 'bazaar-pgbouncer-'))
  const file = path.join(folder, 'pgbouncer.ini')
  const { hostname, port: serverPort, username, password, pathname } = new URL(databaseUrl)
  const lines = [
    '[databases]',
    `* = host=${hostname} port=${serverPort} user=${username} password=${password}`,
    '[pgbouncer]',
    `listen_addr = 127.0.0.1`,
    `listen_port = ${port}`,
    'unix_socket_dir =',
    'auth_type = any',
    `pool_mode = ${mode}`,
    `default_pool_size = ${poolSize}`,
  ]
  writeFileSync(file, lines.join('\n'))
  // It refuses to run as root, and the account that it takes instead must be able to read this.
  chmodSync(folder, 0o755)
  const account = userInfo().uid === 0 ? ['-u', 'nobody'] : []
  const child = spawn('pgbouncer', ['-q', ...account, file], { stdio: 'ignore' })
  const url = `postgresql://${username}:any@127.0.0.1:${port}${pathname}`
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    }
    rmSync(folder, { recursive: true, force: true })
  }
  await untilAnswers(url, child).catch(async (error: unknown) => {
    await stop()
    throw error
  })
  return { url, stop }
}

async function untilAnswers(url: string, child: ChildProcess): Promise<void> {
  for (const deadline = Date.now() + 20_000; ; await delay(20)) {
    const client = new Client({ connectionString: url })
    client.on('error', () => undefined)
    try {
      await client.connect()
      return
    } catch (error) {
      if (Date.now() > deadline || child.exitCode !== null)
        throw new Error('pgbouncer did not answer within 20 s', { cause: error })
    } finally {
      await client.end().catch(() => undefined)
    }
  }
}
