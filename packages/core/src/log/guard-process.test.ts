import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'

const canary = 'Zoë Kanari 4821'

/** What a process prints, and how it ends, that does `work` after it was guarded. */
function run(work: string): {
  readonly status: number | null
  readonly lines: readonly string[]
  readonly rest: string
} {
  const program = `
    import { createLogger, guardProcess } from ${JSON.stringify(new URL('./index.ts', import.meta.url).href)}
    guardProcess(createLogger({ level: 'info' }), () => process.exit(1))
    const error = Object.assign(new TypeError(${JSON.stringify(canary)}), { payload: ${JSON.stringify(canary)} })
    ${work}`
  const args = ['--no-warnings', '--input-type=module', '--eval', program]
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  return { status, lines: stdout.split('\n').filter(Boolean), rest: stderr }
}

it.each([
  ['thrown', 'setTimeout(() => { throw error })', 'uncaughtException'],
  ['rejected', 'Promise.reject(error)', 'unhandledRejection'],
  ['a text', `Promise.reject(${JSON.stringify(canary)})`, 'unhandledRejection'],
])('what nobody caught ends the process and is logged as errors are: %s', (_, work, origin) => {
  const { status, lines, rest } = run(work)
  expect({ status, rest }).toEqual({ status: 1, rest: '' })
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ level: 'error', origin }])
  expect(lines.join()).not.toContain('Kanari')
})

it.each(['error', 'warn', 'trace'])('what a library prints by console.%s enters the log without its words', (name) => {
  const { status, lines, rest } = run(`
    function library() { console.${name}('still failed: ${canary}', error) }
    library()`)
  expect({ status, rest }).toEqual({ status: 0, rest: '' })
  const [line] = lines.map((one) => JSON.parse(one))
  expect(line).toMatchObject({ level: 'warn', error: { cause: { type: 'TypeError' } } })
  expect(line.error.stack).toContain('library')
  expect(lines.join()).not.toContain('Kanari')
})
