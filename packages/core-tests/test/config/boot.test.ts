import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '../../../..')
// Without a `.env` of somebody's in it.
const folder = mkdtempSync(path.join(tmpdir(), 'bazaar-boot-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const secrets = ['not-a-token-but-secret', 'a-secret-key', 'hunter2']

async function run(program: string, args: readonly string[], env: Record<string, string>) {
  const child = spawn(process.execPath, [...(program ? [path.join(root, program)] : []), ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)))
  await once(child, 'close')
  return { code: child.exitCode, output }
}

describe.each([
  ['the bot', 'apps/bot/src/main.ts', []],
  ['`pnpm bot config`', 'apps/bot/src/cli.ts', ['config']],
])('%s with a malformed configuration', (_name, program, args) => {
  it('lists every problem at once, shows no secret, and exits 1', async () => {
    const { code, output } = await run(program, args, {
      BOT_TOKEN: 'not-a-token-but-secret',
      ENCRYPTION_KEYS: 'a-secret-key',
      DATABASE_URL: 'mysql://u:hunter2@db/x',
      PORT: 'eighty',
      WEBHOOK_URL: 'https://bot.example.com',
      FEATURES: 'nonsense',
      VOUCHER_TRACKER_CHECK_INTERVAL: '10',
      CHECK_INTERVAL: '20',
    })
    expect(code).toBe(1)
    for (const variable of ['BOT_TOKEN', 'ENCRYPTION_KEYS', 'DATABASE_URL', 'PORT', 'WEBHOOK_SECRET', 'FEATURES'])
      expect(output).toMatch(new RegExp(`^  ${variable}: got .+; expected .+`, 'm'))
    expect(output).toContain('and CHECK_INTERVAL')
    for (const secret of secrets) expect(output).not.toContain(secret)
    expect(output).not.toMatch(/^\s+at /m)
  })
})

describe('the command line', () => {
  it('prints the configuration with its secrets masked', async () => {
    const token = `123456:${'x'.repeat(35)}`
    const key = Buffer.alloc(32, 7).toString('base64')
    const { code, output } = await run('apps/bot/src/cli.ts', ['config'], {
      TELEGRAM_BOT_TOKEN: token,
      ENCRYPTION_KEYS: `a:${key}`,
      DATABASE_URL: 'postgres://u:hunter2@db/bazaar',
      LOG_LEVEL: 'warn',
    })
    expect({ code, output }).toMatchObject({
      code: 0,
      output: expect.stringMatching(/^BOT_TOKEN=\*{8} \(42 characters\)$/m),
    })
    expect(output).toContain('LOG_LEVEL=warn')
    for (const secret of [token, key, 'hunter2']) expect(output).not.toContain(secret)
  })
})

it('a verb that reads or writes the database does not go on under a key that it made up', async () => {
  const { code, output } = await run('apps/bot/src/cli.ts', ['rotate-keys'], {
    DATABASE_URL: 'postgres://127.0.0.1:1/x',
  })
  expect({ code, output }).toEqual({ code: 1, output: expect.stringMatching(/^ {2}ENCRYPTION_KEYS: got nothing;/m) })
})

describe('a `.env` that an editor of Windows wrote', () => {
  afterEach(() => rmSync(path.join(folder, '.env')))
  const text = `\uFEFFBOT_TOKEN=123456:${'x'.repeat(35)}\r\nENCRYPTION_KEYS=a:${Buffer.alloc(32, 7).toString('base64')}\r\n`
  const chooses = `import('${path.join(root, 'scripts/bootstrap/choose-program.mjs')}').then((found) => console.log(found.chooseProgram('.env')))`

  it.each([
    ['UTF-8', 'utf8'],
    ['UTF-16', 'utf16le'],
  ] as const)(
    '%s with a byte order mark: its first name counts, so it is the bot that starts',
    async (_name, encoding) => {
      writeFileSync(path.join(folder, '.env'), Buffer.from(text, encoding))
      const shown = await run('apps/bot/src/cli.ts', ['config'], {})
      expect(shown).toMatchObject({
        code: 0,
        output: expect.stringMatching(/^BOT_TOKEN=\*{8} \(42 characters\)$/m),
      })
      expect(await run('', ['--eval', chooses], {})).toEqual({ code: 0, output: 'apps/bot/src/main.ts\n' })
    },
  )

  it('counts where a container engine kept the mark in the name', async () => {
    const lines = text
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(/=(.*)/s).slice(0, 2))
    writeFileSync(path.join(folder, '.env'), '')
    expect(await run('apps/bot/src/cli.ts', ['config'], Object.fromEntries(lines))).toMatchObject({ code: 0 })
  })
})
