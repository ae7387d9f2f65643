// What Vitest wrote about the tests: totals, failures in short, what passed only at the second try, and where the time went.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { root } from './prepare.mjs'

/** @param {'first' | 'again'} attempt */
export const reportFile = (folder, attempt) => path.join(folder, `${attempt}.json`)

export function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}

/** Files with a failed test, and files that failed as a whole: they did not load, or their set-up or clean-up threw. */
export function listFailedFiles(report) {
  return report.testResults.filter(({ status }) => status === 'failed')
}

/** What a failed test said, cut to what tells it apart: the error with its values, and the line of the test. */
function quoteFailure(messages) {
  const lines = stripVTControlCharacters(messages.join('\n')).split('\n')
  const place = lines.find((line) => /^\s+at .*\.test\.ts:/.test(line))
  const error = lines.filter((line) => !/^\s+at /.test(line)).slice(0, 12)
  return [...error, ...(place ? [place.trim()] : [])].map((line) => `    ${line.slice(0, 300)}`)
}

function quoteFile(file, word) {
  const place = path.relative(root, file.name)
  const tests = file.assertionResults.filter(({ status }) => status === 'failed')
  if (tests.length === 0) return [`${word}: ${place}: the file as a whole`, ...quoteFailure([file.message])]
  return tests.flatMap((test) => [`${word}: ${place}: ${test.fullName}`, ...quoteFailure(test.failureMessages)])
}

/** Counts one file's tests. A file that failed without a failed test counts as one failure. */
function countFile(total, file) {
  const count = (...states) => file.assertionResults.filter(({ status }) => states.includes(status)).length
  const failed = count('failed')
  total.passed += count('passed')
  total.failed += file.status === 'failed' ? Math.max(failed, 1) : failed
  total.skipped += count('skipped', 'pending', 'todo', 'disabled')
}

/**
 * Adds up a run. With thousands of lines above, the end of the log has to say what to look at: `lines` quotes every failure, and every race that
 * the second try hid. What passed only alone counts as failed where `strict`.
 */
export function readTotals(folder, { strict }) {
  const total = { passed: 0, failed: 0, skipped: 0, lines: [] }
  const again = new Map((readReport(reportFile(folder, 'again'))?.testResults ?? []).map((file) => [file.name, file]))
  for (const first of readReport(reportFile(folder, 'first'))?.testResults ?? []) {
    const second = again.get(first.name)
    const isRace = second !== undefined && second.status !== 'failed'
    countFile(total, isRace && !strict ? second : first)
    if (isRace) total.lines.push(...quoteFile(first, 'FLAKY, passed alone'))
    else if (first.status === 'failed') total.lines.push(...quoteFile(second ?? first, 'FAILED'))
  }
  return total
}

/** The files that took longest, with their seconds. */
export function listSlowest(folder, most = 10) {
  const files = readReport(reportFile(folder, 'first'))?.testResults ?? []
  return files
    .map(({ name, startTime, endTime }) => ({ file: path.relative(root, name), seconds: (endTime - startTime) / 1000 }))
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, most)
}
