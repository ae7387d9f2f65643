import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type EmbeddedPostgres, lockDataFolder, startEmbeddedPostgres } from '@bazaar/local-postgres'
import { Client } from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'

const log = { info: () => undefined, warn: () => undefined }
const isRoot = process.getuid?.() === 0

type Facts = Omit<EmbeddedPostgres, 'stop'> & { readonly error?: string }

let dir: string
const children: ChildProcess[] = []
const leftovers: string[] = []

beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'embedded-'))
  chmodSync(dir, 0o755)
})

afterEach(async () => {
  for (const child of children.splice(0)) await end(child, 'SIGKILL')
  for (const folder of leftovers.splice(0)) rmSync(folder, { recursive: true, force: true })
  rmSync(dir, { recursive: true, force: true })
})

/** Another process that holds the folder; resolves to what it says about its server. */
async function hold(dataDir: string): Promise<{ child: ChildProcess; facts: Facts }> {
  const fixture = path.join(import.meta.dirname, 'fixtures/hold-postgres.ts')
  const child = spawn(process.execPath, [fixture, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  const line = await new Promise<string>((resolve) => child.stdout?.once('data', (chunk) => resolve(String(chunk))))
  return { child, facts: JSON.parse(line) }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  child.kill(signal)
  return exited
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

/** A zombie counts as ended: in a container nobody may collect the orphans' exit codes. */
function isRunning(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })
  return stdout.trim() !== '' && !stdout.startsWith('Z')
}

test('data survive a clean stop, and the stop leaves no process', async () => {
  const dataDir = path.join(dir, 'pg')
  const first = await startEmbeddedPostgres({ dataDir, log })
  await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer')
  await first.stop()
  await first.stop()
  expect(isRunning(first.pid)).toBe(false)
  const second = await startEmbeddedPostgres({ dataDir, log })
  expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }])
  await second.stop()
})

test('listens on this machine only, asks for a password, and keeps it private', async () => {
  const server = await startEmbeddedPostgres({ dataDir: path.join(dir, 'pg'), log })
  expect(await query(server.url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }])
  const wrong = new URL(server.url)
  wrong.password = 'guess'
  await expect(query(wrong.href, 'SELECT 1')).rejects.toThrow('password authentication failed')
  expect(statSync(path.join(server.dataDir, 'password')).mode & 0o777).toBe(0o600)
  if (isRoot) expect(server.runsAs).toMatch(/postgres|nobody/)
  await server.stop()
})

test('after kill -9 of the process the next one takes over the server that it left', async () => {
  const { child, facts } = await hold(dir)
  await query(facts.url, 'CREATE TABLE kept AS SELECT 42 AS answer')
  await end(child, 'SIGKILL')
  expect(isRunning(facts.pid)).toBe(true)
  const next = await hold(dir)
  expect(next.facts.pid).toBe(facts.pid)
  expect(await query(next.facts.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }])
  expect(await end(next.child, 'SIGTERM')).toBe(0)
  expect(isRunning(facts.pid)).toBe(false)
  expect(existsSync(path.join(dir, 'instance.lock'))).toBe(false)
})

test('an orphan on another port than the one asked for is replaced', async () => {
  const { child, facts } = await hold(dir)
  await end(child, 'SIGKILL')
  const port = facts.port > 30_000 ? 28_431 : facts.port + 1
  const server = await startEmbeddedPostgres({ dataDir: path.join(dir, 'postgres'), port, log })
  expect(server.port).toBe(port)
  expect(isRunning(facts.pid)).toBe(false)
  await server.stop()
})

test('a stale postmaster.pid is no obstacle, also when its id belongs to another program now', async () => {
  const dataDir = path.join(dir, 'pg')
  const crashed = await startEmbeddedPostgres({ dataDir, log })
  await query(crashed.url, 'CREATE TABLE kept AS SELECT 42 AS answer')
  const pidFile = path.join(crashed.dataDir, 'cluster/postmaster.pid')
  process.kill(crashed.pid, 'SIGKILL')
  await expect.poll(() => isRunning(crashed.pid)).toBe(false)
  const text = readFileSync(pidFile, 'utf8')
  writeFileSync(pidFile, text.replace(String(crashed.pid), String(process.pid)))
  const server = await startEmbeddedPostgres({ dataDir, log })
  expect(await query(server.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }])
  await server.stop()
})

test('a kill in the middle of the first start leaves no half cluster', async () => {
  const fixture = path.join(import.meta.dirname, 'fixtures/hold-postgres.ts')
  const child = spawn(process.execPath, [fixture, dir], { stdio: 'ignore' })
  const dataDir = path.join(dir, 'postgres')
  await expect.poll(() => existsSync(dataDir), { interval: 5, timeout: 30_000 }).toBe(true)
  await end(child, 'SIGKILL')
  const server = await startEmbeddedPostgres({ dataDir, log })
  expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  await server.stop()
})

test.runIf(isRoot)(
  'under a folder that PostgreSQL cannot enter the data move to a public place, always the same',
  async () => {
    const secret = path.join(dir, 'secret')
    mkdirSync(secret, { mode: 0o700 })
    const dataDir = path.join(secret, 'pg')
    const first = await startEmbeddedPostgres({ dataDir, log })
    leftovers.push(first.dataDir)
    expect(first.relocated).toBe(true)
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer')
    await first.stop()
    const second = await startEmbeddedPostgres({ dataDir, log })
    expect(second.dataDir).toBe(first.dataDir)
    expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }])
    await second.stop()
  },
)

test('a second instance on one data folder is refused and told which process holds it', async () => {
  const { child } = await hold(dir)
  const second = await hold(dir)
  expect(second.facts.error).toContain(`Another instance (process ${child.pid}) already works in ${dir}`)
  expect(() => lockDataFolder(dir)).toThrow(`process ${child.pid}`)
  await end(child, 'SIGTERM')
  lockDataFolder(dir).release()
})

test('a lock whose process id was given to another program is recovered', () => {
  writeFileSync(path.join(dir, 'instance.lock'), `${process.pid}\n1\nsomebody`)
  const lock = lockDataFolder(dir)
  expect(() => lockDataFolder(dir)).toThrow(`process ${process.pid}`)
  lock.release()
})
