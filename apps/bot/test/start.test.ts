import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'

const dataDir = mkdtempSync(path.join(tmpdir(), 'bazaar-start-'))
// The embedded PostgreSQL has an account of its own where the tests run as root.
chmodSync(dataDir, 0o755)
const busy = createServer()
let port = ''

beforeAll(async () => {
  await once(busy.listen(0, '127.0.0.1'), 'listening')
  const address = busy.address()
  port = typeof address === 'object' ? String(address?.port) : ''
})
afterAll(() => {
  busy.close()
  rmSync(dataDir, { recursive: true })
})

async function start(ports: Readonly<Record<string, string>>): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [path.resolve(import.meta.dirname, '../src/main.ts')], {
    cwd: dataDir,
    env: {
      PATH: process.env.PATH,
      BOT_TOKEN: `1:${'x'.repeat(35)}`,
      ENCRYPTION_KEYS: `a:${randomBytes(32).toString('base64')}`,
      TELEGRAM_API_ROOT: 'http://127.0.0.1:9',
      VOUCHER_TRACKER_STANSHOP_URL: 'http://127.0.0.1:9',
      DATA_DIR: dataDir,
      ...ports,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)))
  await once(child, 'close')
  return { code: child.exitCode, output }
}

it('refuses one port for the public and for operators, before anything is opened', async () => {
  const { code, output } = await start({ PORT: port, OPERATIONS_PORT: port })
  expect(code).toBe(1)
  expect(output).toContain(`OPERATIONS_PORT: got ${port}; expected another port than PORT`)
  expect(readdirSync(dataDir)).toEqual([])
})

it('says which port is taken, and leaves no database behind', async () => {
  const { code, output } = await start({ PORT: '0', OPERATIONS_PORT: port })
  expect(code).toBe(1)
  expect(output).toMatch(
    new RegExp(`"msg":"the bot cannot start: 127.0.0.1:${port} is taken: .* Set OPERATIONS_PORT to another one"`),
  )
  const cluster = readdirSync(path.join(dataDir, 'postgres'), { recursive: true, encoding: 'utf8' })
  expect(cluster.filter((file) => file.endsWith('PG_VERSION')).length).toBeGreaterThan(0)
  expect(cluster.filter((file) => file.endsWith('postmaster.pid'))).toEqual([])
})
