import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '../../..')
let dir = ''
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const manifest = (name: string, exports: object): string =>
  JSON.stringify({ name, version: '0.1.0', type: 'module', exports, dependencies: { '@bazaar/core': 'workspace:*' } })

/** What `npm run dead-code` says about a small repository whose core has one room. */
function look(files: Readonly<Record<string, string>>): { readonly status: number | null; readonly names: string } {
  dir = mkdtempSync(path.join(tmpdir(), 'bazaar-dead-code-'))
  const all = {
    'package.json': JSON.stringify({ name: 'bazaar', private: true, type: 'module' }),
    'pnpm-workspace.yaml': 'packages:\n  - apps/*\n  - packages/*\n',
    'knip.config.ts': readFileSync(path.join(root, 'knip.config.ts'), 'utf8'),
    'packages/core/package.json': manifest('@bazaar/core', { './*': './src/*/index.ts' }),
    'packages/core/src/room/index.ts': `export { used } from './room.ts'`,
    'packages/core/src/room/room.ts': `export const used = 1`,
    'apps/bot/package.json': manifest('@bazaar/bot', {}),
    'apps/bot/src/main.ts': `import { used } from '@bazaar/core/room'; console.log(used)`,
    ...files,
  }
  for (const [file, text] of Object.entries(all)) {
    mkdirSync(path.dirname(path.join(dir, file)), { recursive: true })
    writeFileSync(path.join(dir, file), text)
  }
  const knip = path.join(root, 'node_modules/knip/bin/knip.js')
  const reporter = ['--include', 'exports', '--reporter', 'compact']
  const { status, stdout } = spawnSync(process.execPath, [knip, '--production', ...reporter, '--directory', dir], {
    encoding: 'utf8',
  })
  return { status, names: stdout }
}

it('counts what a room of the core offers only where production takes it', () => {
  expect(look({})).toEqual({ status: 0, names: '' })
})

it('finds an export of a room that only tests use', () => {
  const { status, names } = look({
    'packages/core/src/room/index.ts': `export { forTests, used } from './room.ts'`,
    'packages/core/src/room/room.ts': `export const used = 1\nexport const forTests = 2`,
    'packages/core/src/room/room.test.ts': `import { forTests } from './index.ts'; console.log(forTests)`,
    'packages/core-tests/package.json': manifest('@bazaar/core-tests', {}),
    'packages/core-tests/test/room.test.ts': `import { forTests } from '@bazaar/core/room'; console.log(forTests)`,
  })
  expect(status).toBe(1)
  expect(names.trim().split('\n').slice(1)).toEqual([
    'packages/core/src/room/index.ts: forTests',
    'packages/core/src/room/room.ts: forTests',
  ])
})

it('lets pass what says for what it waits', () => {
  const waits = '/** @waits for the next feature */'
  const files = {
    'packages/core/src/room/index.ts': `${waits}\nexport { later } from './room.ts'\nexport { used } from './room.ts'`,
    'packages/core/src/room/room.ts': `export const used = 1\n${waits}\nexport const later = 2`,
  }
  expect(look(files)).toEqual({ status: 0, names: '' })
})
