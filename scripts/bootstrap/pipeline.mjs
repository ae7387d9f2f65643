// `npm test`: every check of the repository, and one total at the end.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { findPnpm, root } from './prepare.mjs'
import { readTotals } from './test-reports.mjs'

/**
 * The checks of each pipeline, in order. `run` is a program of node_modules/.bin (or `node`) with its arguments;
 * `needs` names a file without which the check cannot run.
 */
const turbo = (tasks, ...options) => [
  'turbo',
  'run',
  ...tasks,
  ...options,
  '--continue',
  '--output-logs=new-only',
  '--log-order=grouped',
]
const pipelines = {
  test: [
    {
      name: 'format and lint of the root',
      run: [
        'biome',
        'check',
        '--error-on-warnings',
        'scripts',
        'biome.json',
        'knip.config.ts',
        'prisma.config.ts',
        'vitest.shared.ts',
      ],
    },
    { name: 'types of the scripts', run: ['tsc', '-p', 'scripts/tsconfig.json'] },
    { name: 'boundaries', run: ['node', '--import', 'tsx', 'scripts/boundaries.ts'], needs: 'scripts/boundaries.ts' },
    { name: 'dead code', run: ['knip', '--production'], needs: 'knip.config.ts' },
    {
      name: '.env.example is current',
      run: ['node', '--import', 'tsx', 'scripts/env-example.ts', '--check'],
      needs: 'scripts/env-example.ts',
    },
    { name: 'database schema is valid', run: ['node', 'scripts/prisma.mjs', 'validate'] },
    { name: 'types and lint of the packages', run: turbo(['typecheck', 'lint'], '--concurrency=2') },
    { name: 'tests of the packages', run: turbo(['test'], '--concurrency=2', '--filter=!@bazaar/playground') },
    // All processes of the product and a browser: beside other tests each of them would have a fraction of a core.
    { name: 'tests of the whole product', run: turbo(['test'], '--filter=@bazaar/playground') },
  ],
  // Processes and servers are killed while others work: one package after the other has the machine.
  'test:faults': [{ name: 'faults', run: turbo(['test:faults'], '--concurrency=1') }],
}

/** Programs of the system that some tests use, each with the names it may have and the line that installs it. */
const systemPrograms = [
  { what: 'Redis tests', names: ['redis-server'], cure: 'apt-get install -y redis-server' },
  {
    what: 'browser tests',
    names: ['chromium', 'chromium-browser', 'google-chrome'],
    cure: 'apt-get install -y chromium',
  },
]

function isOnPath(name) {
  return (process.env.PATH ?? '').split(path.delimiter).some((folder) => {
    try {
      accessSync(path.join(folder, name), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

function listMissingPrograms() {
  const missing = systemPrograms.filter((program) => !program.names.some(isOnPath))
  return missing.map(({ what, cure }) => `${what}: install with ${cure}`)
}

function runStep(step, env) {
  const [program, ...args] = step.run
  const file = program === 'node' ? process.execPath : path.join(root, 'node_modules', '.bin', program)
  console.log(`\n== ${step.name}`)
  return spawnSync(file, args, { cwd: root, env, stdio: 'inherit' }).status === 0
}

/** Runs every check even after one failed, prints the totals, and sets the exit code. */
export async function runPipeline(name) {
  const reports = mkdtempSync(path.join(tmpdir(), 'bazaar-reports-'))
  // turbo runs each package's script through pnpm, which a machine with only Node.js does not have on its PATH.
  const searchPath = [path.dirname(findPnpm()), process.env.PATH].join(path.delimiter)
  const env = { ...process.env, PATH: searchPath, BAZAAR_TEST_REPORTS: reports }
  const notRun = listMissingPrograms()
  const failedSteps = []
  for (const step of pipelines[name]) {
    if (step.needs && !existsSync(path.join(root, step.needs))) notRun.push(`${step.name}: ${step.needs} is missing`)
    else if (!runStep(step, env)) failedSteps.push(step.name)
  }
  const total = readTotals(reports)
  rmSync(reports, { recursive: true, force: true })
  console.log('')
  for (const line of notRun) console.log(`NOT RUN: ${line}`)
  for (const line of total.lines) console.log(line)
  for (const step of failedSteps) console.log(`FAILED: ${step}`)
  if (total.skipped > 0) console.log(`${total.skipped} skipped`)
  // A failed check that is no test (types, lint) must not end in "0 failed".
  const failed = Math.max(total.failed, failedSteps.length)
  console.log(`${total.passed} passed, ${failed} failed`)
  const incomplete = process.env.CI === 'true' && notRun.length > 0
  process.exitCode = failed > 0 || incomplete ? 1 : 0
}
