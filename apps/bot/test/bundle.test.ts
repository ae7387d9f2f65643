import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { startStandin } from '@bazaar/telegram-standin'
import { createDriver } from '@bazaar/telegram-standin/driver'
import { createTestDatabase } from '@bazaar/testing'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'

const app = path.resolve(import.meta.dirname, '..')
// Far from our node_modules: what the bundle lacks cannot be found by accident.
const folder = mkdtempSync(path.join(tmpdir(), 'bazaar-bundle-'))
const dist = path.join(folder, 'dist')

beforeAll(() => {
  execFileSync(process.execPath, ['scripts/build.ts', '--out', dist], { cwd: app })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function run(file: string, args: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
  return spawn(process.execPath, [path.join(dist, file), ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

async function lineWith(child: ChildProcess, text: string): Promise<string> {
  if (!child.stdout) throw new Error('the child has no output')
  const seen: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.includes(text)) return line
    seen.push(line)
  }
  throw new Error(`"${text}" was not printed, but:\n${seen.join('\n')}`)
}

it('boots from the bundle alone, answers, and stops cleanly', async () => {
  const database = await createTestDatabase()
  const standin = await startStandin({ mode: 'strict' })
  const account = standin.createBot({ username: 'bundled_bot', firstName: 'Bundled' })
  const child = run('main.js', [], {
    BOT_TOKEN: account.token,
    TELEGRAM_API_ROOT: standin.url,
    DATABASE_URL: database.url,
    ENCRYPTION_KEYS: `a:${randomBytes(32).toString('base64')}`,
    PORT: '0',
    OPERATIONS_PORT: '0',
  })
  const ended = once(child, 'exit')
  try {
    const { operations } = JSON.parse(await lineWith(child, 'the bot is ready'))
    child.stdout?.resume()
    const health = await (await fetch(`${operations}/health`)).json()
    expect(health).toMatchObject({
      version: JSON.parse(
        execFileSync('npm', ['pkg', 'get', 'version'], { cwd: path.resolve(app, '../..'), encoding: 'utf8' }),
      ),
    })
    const anna = createDriver(standin, account).user('Anna')
    await anna.sends('/start')
    await anna.sees(/Anna/)
    await anna.sends('/track 100')
    await anna.sees(/100/)
    child.kill('SIGTERM')
    expect(await ended).toEqual([0, null])
    expect(standin.stats().findings).toEqual([])
  } finally {
    child.kill('SIGKILL')
    await ended
    await standin.close()
    await database.drop()
  }
}, 120_000)

it('holds nothing of the demos', () => {
  const maps = readdirSync(dist).filter((file) => file.endsWith('.js.map'))
  const sources = maps.flatMap((file): string[] => JSON.parse(readFileSync(path.join(dist, file), 'utf8')).sources)
  expect(sources).toContainEqual(expect.stringContaining('/voucher-tracker/src/'))
  expect(sources.filter((source) => /\/demo\//.test(source))).toEqual([])
})

it('brings along what cannot be bundled', () => {
  const program = `
    const { default: sharp } = await import('sharp')
    const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: 'teal' } })
    console.log((await sharp(await picture.webp().toBuffer()).jpeg().toBuffer({ resolveWithObject: true })).info.format)`
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', program], { cwd: dist, encoding: 'utf8' })
  expect(output.trim()).toBe('jpeg')
})

it('opens pictures with a program of the bundle', async () => {
  const picture = await sharp({ create: { width: 2000, height: 1000, channels: 3, background: 'teal' } })
    .png()
    .toBuffer()
  const length = Buffer.alloc(4)
  length.writeUInt32BE(picture.length)
  const program = [path.join(dist, 'picture-program.js'), String(64_000_000)]
  const output = execFileSync(process.execPath, program, {
    cwd: folder,
    input: Buffer.concat([length, picture]),
    env: {},
  })
  expect(output.toString('latin1', 0, 60)).toMatch(/^ready\n\{"large":\{"width":1280,"height":640,/)
})

it('has its command line in the bundle, and says what to do without a database', async () => {
  const key = await lineWith(run('cli.js', ['new-key'], {}), 'a:')
  expect(key).toMatch(/^a:[\w+/]{43}=$/)
  const env = {
    BOT_TOKEN: `1:${'x'.repeat(35)}`,
    ENCRYPTION_KEYS: key,
    LOG_LEVEL: 'error',
    DATA_DIR: path.join(folder, 'data'),
  }
  expect(await lineWith(run('main.js', [], env), 'cannot start')).toContain('set DATABASE_URL')
})
