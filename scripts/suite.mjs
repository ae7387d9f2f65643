// The whole suite in one run of Vitest, as the pipelines of `npm test` and `npm run test:faults` start it. Arguments go on to Vitest.
// Files that failed beside others run once more, alone, so that the end of the log says whether it is a race. It stays a failure where CI=true.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { listFailedFiles, readReport, reportFile } from './bootstrap/test-reports.mjs'

const mostAgain = 3
const root = path.resolve(import.meta.dirname, '..')
const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs')
const args = process.argv.slice(2)

/** @param {'first' | 'again'} attempt whose report it writes, where the pipeline collects them */
function runVitest(attempt, files) {
  const folder = process.env.BAZAAR_TEST_REPORTS
  const reporters = folder
    ? ['--reporter=default', '--reporter=json', `--outputFile=${reportFile(folder, attempt)}`]
    : []
  return (
    spawnSync(process.execPath, [vitest, 'run', ...args, ...reporters, ...files], { cwd: root, stdio: 'inherit' })
      .status ?? 1
  )
}

let status = runVitest('first', [])
const reports = process.env.BAZAAR_TEST_REPORTS
if (status !== 0 && reports) {
  const report = readReport(reportFile(reports, 'first'))
  const failed = report ? listFailedFiles(report) : []
  if (failed.length > 0 && failed.length <= mostAgain) {
    const files = failed.map(({ name }) => path.relative(root, name))
    console.log(`\nOnce more, alone: ${files.join(', ')}`)
    const again = runVitest('again', files)
    if (process.env.CI !== 'true') status = again
  }
}
process.exitCode = status
