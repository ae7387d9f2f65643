// The tests of one package, for its `test` scripts: `vitest run` with the arguments given.
// In the pipeline, files that failed beside other tests run once more, alone: a test that then passes shows a race, which the
// pipeline names, and not a broken product. Files that fail twice have failed, and so has a run with many failures.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { listFailedFiles, readReport } from './bootstrap/test-reports.mjs'

const mostAgain = 3
const args = process.argv.slice(2)
const reports = process.env.BAZAAR_TEST_REPORTS

function runVitest(files, env = process.env) {
  return spawnSync('vitest', ['run', ...args, ...files], { stdio: 'inherit', env }).status ?? 1
}

let status = runVitest([])
if (status !== 0 && reports) {
  const report = readReport(path.join(reports, `${path.basename(process.cwd())}.json`))
  const failed = report ? listFailedFiles(report) : []
  if (failed.length > 0 && failed.length <= mostAgain) {
    const files = failed.map(({ name }) => path.relative(process.cwd(), name))
    console.log(`\nOnce more, alone: ${files.join(', ')}`)
    status = runVitest(files, { ...process.env, BAZAAR_TEST_REPORTS: path.join(reports, 'again') })
  }
}
process.exitCode = status
