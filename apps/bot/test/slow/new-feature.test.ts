import { execFileSync, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nameFeature } from '../../../../scripts/new-feature/names.ts'
import { listConflicts } from '../../../../scripts/new-feature/write.ts'

const root = path.resolve(import.meta.dirname, '../../../..')
const scratch = mkdtempSync(path.join(tmpdir(), 'bazaar-new-feature-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

interface Ran {
  readonly status: number | null
  readonly output: string
}

function run(program: string, args: readonly string[]): Ran {
  // A server for tests that this run was given stays its own: the scratch copy would replace its template.
  const { BAZAAR_TEST_DATABASE_URL: _server, BAZAAR_TEST_REPORTS: _reports, ...env } = process.env
  const file = program === 'node' ? process.execPath : path.join(scratch, 'node_modules', '.bin', program)
  const { status, stdout, stderr } = spawnSync(file, args, {
    cwd: scratch,
    env: { ...env, NO_COLOR: '1' },
    encoding: 'utf8',
  })
  return { status, output: stdout + stderr }
}

const git = (...args: readonly string[]): string => execFileSync('git', args, { cwd: scratch, encoding: 'utf8' })
const generate = (...args: readonly string[]): Ran => run('node', ['scripts/new-feature.ts', '--no-install', ...args])

/** What pnpm would link, without a registry: relative links of the workspace are true in the copy too. */
function linkPackages(): void {
  symlinkSync(path.join(root, 'node_modules'), path.join(scratch, 'node_modules'))
  for (const group of ['apps', 'packages'])
    for (const name of readdirSync(path.join(root, group))) linkPackage(path.join(group, name, 'node_modules'))
  linkPackage('bench/node_modules')
}

function linkPackage(folder: string): void {
  if (!existsSync(path.join(root, folder))) return
  cpSync(path.join(root, folder), path.join(scratch, folder), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (from) => !path.basename(from).startsWith('.vite'),
  })
}

function linkNewFeature(id: string): void {
  const modules = path.join(scratch, 'packages', id, 'node_modules')
  cpSync(path.join(scratch, 'packages/voucher-tracker/node_modules'), modules, {
    recursive: true,
    verbatimSymlinks: true,
  })
  symlinkSync(path.join('../../../../packages', id), path.join(scratch, 'apps/bot/node_modules/@bazaar', id))
}

beforeAll(() => {
  const tracked = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
  for (const file of tracked.split('\0').filter((name) => name !== '' && existsSync(path.join(root, name)))) {
    mkdirSync(path.dirname(path.join(scratch, file)), { recursive: true })
    cpSync(path.join(root, file), path.join(scratch, file))
  }
  cpSync(path.join(root, 'packages/core/src/db/generated'), path.join(scratch, 'packages/core/src/db/generated'), {
    recursive: true,
  })
  linkPackages()
  git('init', '--quiet')
  git('config', 'user.email', 'test@example.org')
  git('config', 'user.name', 'Test')
  git('add', '--all', ':!node_modules')
  git('commit', '--quiet', '--message', 'before')
})

const known = [
  { id: 'core', code: 'co' },
  { id: 'voucher-tracker', code: 'vt' },
]

describe('a name', () => {
  it.each([
    ['Parcel_Lockers', undefined, 'use kebab-case'],
    ['parcel-lockers', 'x1', 'two lower-case letters'],
    ['new', undefined, 'choose a longer name'],
  ])('is refused: %s with code %s', (id, code, reason) => {
    expect(() => nameFeature(id, code)).toThrow(reason)
  })

  it.each([
    ['voucher-tracker', 'there is a feature "voucher-tracker" already'],
    ['voucher-tokens', 'code "vt" belongs to voucher-tracker'],
    ['voucher', 'begin alike'],
    ['core', 'there is a feature "core" already'],
  ])('that is taken is refused: %s', (id, reason) => {
    expect(listConflicts(root, nameFeature(id), known).join('\n')).toContain(reason)
  })
})

describe('pnpm new:feature', () => {
  it('refuses and writes nothing', () => {
    expect(generate('voucher-tokens')).toEqual({
      status: 1,
      output: expect.stringContaining('choose another with --code'),
    })
    expect(generate()).toEqual({ status: 1, output: expect.stringContaining('Usage: pnpm new:feature NAME') })
    expect(git('status', '--porcelain', '--', ':!node_modules')).toBe('')
  })

  it('costs one line in the list of features, and the dependency', () => {
    expect(generate('parcel-lockers')).toMatchObject({ status: 0 })
    linkNewFeature('parcel-lockers')
    expect(git('diff', '--numstat').trim().split('\n')).toEqual([
      '1\t0\tapps/bot/package.json',
      '2\t1\tapps/bot/src/features.ts',
    ])
    const fresh = git('ls-files', '--others', '--exclude-standard', '--directory', '--', ':!node_modules')
    expect(fresh.trim()).toBe('packages/parcel-lockers/')
    const list = readFileSync(path.join(scratch, 'apps/bot/src/features.ts'), 'utf8')
    expect(list).toMatch(/\bparcelLockers,?\s*\] as const/)
  })

  it('boots with the others, and talks', () => {
    const help = run('node', ['apps/bot/src/cli.ts', 'help'])
    expect(help).toMatchObject({ status: 0, output: expect.stringContaining('voucher:check') })
    const tests = run('vitest', ['run', 'packages/parcel-lockers'])
    expect(tests.output).toMatch(/Tests +2 passed/)
  }, 180_000)

  it('writes what every check accepts, with a table and without', () => {
    expect(generate('tea-rounds', '--table')).toMatchObject({ status: 0 })
    linkNewFeature('tea-rounds')
    const packages = ['packages/parcel-lockers', 'packages/tea-rounds']
    writeFileSync(
      path.join(scratch, 'tsconfig.generated.json'),
      JSON.stringify({ extends: './tsconfig.base.json', include: packages }),
    )
    const complaints = [
      run('tsc', ['-p', 'tsconfig.generated.json']),
      run('node', ['scripts/boundaries.ts']),
      run('knip', ['--production']),
    ].flatMap(({ output }) => output.split('\n'))
    // What is wrong elsewhere has checks of its own.
    expect(complaints.filter((line) => /parcel-?lockers|tea[-_]?rounds/i.test(line))).toEqual([])
    const touched = [...packages, 'apps/bot/src/features.ts', 'apps/bot/package.json']
    expect(run('biome', ['check', '--error-on-warnings', ...touched])).toMatchObject({ status: 0 })
  }, 300_000)
})
