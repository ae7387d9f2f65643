import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listSlowest, readTotals, reportFile } from '../../../scripts/bootstrap/test-reports.mjs'

const root = path.resolve(import.meta.dirname, '../../..')
let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'bazaar-reports-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** One file of a report as Vitest writes it; `seconds` is how long it took. */
const file = (name: string, statuses: readonly string[], seconds = 1) => ({
  name: path.join(root, name),
  status: statuses.includes('failed') ? 'failed' : 'passed',
  message: '',
  startTime: 1_000,
  endTime: 1_000 + seconds * 1_000,
  assertionResults: statuses.map((status, index) => ({
    status,
    fullName: `test ${index}`,
    failureMessages: status === 'failed' ? ['AssertionError: one is not two'] : [],
  })),
})
const write = (attempt: 'first' | 'again', ...testResults: readonly object[]) =>
  writeFileSync(reportFile(folder, attempt), JSON.stringify({ testResults }))

describe('the total of a run', () => {
  it('counts tests, and quotes what failed twice', () => {
    write('first', file('a.test.ts', ['passed', 'skipped']), file('b.test.ts', ['passed', 'failed']))
    write('again', file('b.test.ts', ['passed', 'failed']))
    const total = readTotals(folder, { strict: false })
    expect(total).toMatchObject({ passed: 2, failed: 1, skipped: 1 })
    expect(total.lines.slice(0, 2)).toEqual(['FAILED: b.test.ts: test 1', '    AssertionError: one is not two'])
  })

  it.each([
    [true, { passed: 2, failed: 1 }],
    [false, { passed: 3, failed: 0 }],
  ])('names what passed only alone; where strict is %s the run counts %o', (strict, counts) => {
    write('first', file('a.test.ts', ['passed']), file('b.test.ts', ['passed', 'failed']))
    write('again', file('b.test.ts', ['passed', 'passed']))
    const total = readTotals(folder, { strict })
    expect(total).toMatchObject(counts)
    expect(total.lines[0]).toBe('FLAKY, passed alone: b.test.ts: test 1')
  })

  it('counts a file that did not load as one failure', () => {
    write('first', { ...file('a.test.ts', []), status: 'failed', message: 'SyntaxError: no' })
    expect(readTotals(folder, { strict: true })).toMatchObject({ passed: 0, failed: 1 })
  })

  it('is nothing where nothing ran', () => {
    expect(readTotals(folder, { strict: true })).toEqual({ passed: 0, failed: 0, skipped: 0, lines: [] })
  })
})

it('lists the files that took longest', () => {
  write('first', file('a.test.ts', ['passed'], 1), file('b.test.ts', ['passed'], 3), file('c.test.ts', ['passed'], 2))
  expect(listSlowest(folder, 2)).toEqual([
    { file: 'b.test.ts', seconds: 3 },
    { file: 'c.test.ts', seconds: 2 },
  ])
})
