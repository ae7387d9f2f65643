// `npm test`: every check of the repository, where the time went, and one total at the end.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { findPnpm, root } from './prepare.mjs'
import { listSlowest, readTotals } from './test-reports.mjs'

/** Of each pipeline, the groups of turbo's tasks that run one after the other; tasks of a group run side by side. */
const pipelines = {
  test: [['typecheck', 'lint', 'boundaries', 'dead-code', 'variables', 'schema'], ['suite']],
  'test:faults': [['suite:faults']],
}

/** Programs of the system that some tests use, each with the names it may have and the line that installs it; `of` names the one pipeline. */
const systemPrograms = [
  { what: 'Redis tests', names: ['redis-server'], cure: 'apt-get install -y redis-server' },
  {
    what: 'browser tests',
    names: ['chromium', 'chromium-browser', 'google-chrome'],
    cure: 'apt-get install -y chromium',
  },
  { what: 'PgBouncer tests', names: ['pgbouncer'], cure: 'apt-get install -y pgbouncer', of: 'test:faults' },
  {
    what: 'the image (as root, on Linux)',
    names: ['podman'],
    cure: 'apt-get install -y --no-install-recommends podman netavark buildah runc mmdebstrap',
    of: 'test:faults',
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

function listMissingPrograms(pipeline) {
  const used = systemPrograms.filter(({ of = pipeline }) => of === pipeline)
  const missing = used.filter(({ names }) => !names.some(isOnPath))
  return missing.map(({ what, cure }) => `${what}: install with ${cure}`)
}

/** What turbo noted about its last run: each task with its seconds and its end. */
function readSummary() {
  const folder = path.join(root, '.turbo', 'runs')
  const files = readdirSync(folder).map((name) => path.join(folder, name))
  const newest = files.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0]
  const { tasks } = JSON.parse(readFileSync(newest, 'utf8'))
  rmSync(folder, { recursive: true })
  return tasks.map(({ task, cache, execution }) => ({
    name: task,
    seconds: (execution.endTime - execution.startTime) / 1000,
    isCached: cache.status === 'HIT',
    hasFailed: execution.exitCode !== 0,
  }))
}

/** Runs one group of tasks to its end, whatever fails in it. */
function runTasks(names, env) {
  const turbo = path.join(root, 'node_modules', '.bin', 'turbo')
  const output = names.length > 1 ? ['--output-logs=new-only', '--log-order=grouped'] : ['--log-prefix=none']
  const args = ['run', ...names.map((name) => `//#${name}`), '--continue', '--summarize', ...output]
  const { status, error } = spawnSync(turbo, args, { cwd: root, env, stdio: 'inherit' })
  if (error) throw error
  const summary = existsSync(path.join(root, '.turbo', 'runs')) ? readSummary() : []
  const missing = names.filter((name) => !summary.some((task) => task.name === name))
  const unknown = missing.map((name) => ({ name, seconds: 0, isCached: false, hasFailed: true }))
  if (status !== 0 && !summary.some(({ hasFailed }) => hasFailed) && unknown.length === 0)
    throw new Error(`turbo run ${names.join(' ')} ended with code ${status}, and no task of it failed.`)
  return [...summary, ...unknown]
}

function printTimes(tasks, slowest) {
  console.log('\nSeconds per step:')
  for (const { name, seconds, isCached } of tasks)
    console.log(`${seconds.toFixed(1).padStart(7)}  ${name}${isCached ? ' (unchanged, from the cache)' : ''}`)
  console.log('\nThe slowest test files, in seconds:')
  for (const { file, seconds } of slowest) console.log(`${seconds.toFixed(1).padStart(7)}  ${file}`)
}

/** Runs every check even after one failed, prints where the time went and the totals, and sets the exit code. */
export function runPipeline(name) {
  const reports = mkdtempSync(path.join(tmpdir(), 'bazaar-reports-'))
  // turbo runs each script through pnpm, which a machine with only Node.js does not have on its PATH.
  const searchPath = [path.dirname(findPnpm()), process.env.PATH].join(path.delimiter)
  const env = { ...process.env, PATH: searchPath, BAZAAR_TEST_REPORTS: reports }
  const isCi = process.env.CI === 'true'
  const notRun = listMissingPrograms(name)
  const tasks = pipelines[name].flatMap((group) => runTasks(group, env))
  const total = readTotals(reports, { strict: isCi })
  printTimes(tasks, listSlowest(reports))
  rmSync(reports, { recursive: true, force: true })
  console.log('')
  for (const line of notRun) console.log(`NOT RUN: ${line}`)
  for (const line of total.lines) console.log(line)
  const failedTasks = tasks.filter(({ hasFailed }) => hasFailed)
  for (const task of failedTasks) console.log(`FAILED: ${task.name}`)
  if (total.skipped > 0) console.log(`${total.skipped} skipped`)
  // A failed check that is no test (types, lint) must not end in "0 failed".
  const failed = Math.max(total.failed, failedTasks.length)
  console.log(`${total.passed} passed, ${failed} failed`)
  process.exitCode = failed > 0 || (isCi && notRun.length > 0) ? 1 : 0
}
