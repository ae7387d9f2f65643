import { execFile } from 'node:child_process'
import { stripVTControlCharacters } from 'node:util'
import { z } from 'zod'
import { root } from '../bootstrap/prepare.mjs'

/** What one part of a release turned out to be. What could not be looked at is never clean. */
export interface Check {
  readonly what: string
  readonly state: 'clean' | 'found' | 'unchecked'
  readonly lines: readonly string[]
}

export interface Vulnerability {
  readonly severity: string
  readonly where: string
  readonly title: string
  /** The version that heals it, where there is one. */
  readonly fixed: string | undefined
}

/** Loading a database of vulnerabilities takes its time. */
const withinMs = 900_000

export const reasonOf = (error: unknown): string =>
  error instanceof z.ZodError
    ? 'it answered in a form that is not known here'
    : error instanceof Error
      ? error.message
      : String(error)

/** The JSON that a program printed, whatever its exit code; throws what else it printed when it printed no JSON. */
export function runForJson(program: string, args: readonly string[]): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const options = { cwd: root, timeout: withinMs, maxBuffer: 2 ** 28 }
    execFile(program, args, options, (error, stdout, stderr) => {
      try {
        resolve(JSON.parse(stdout))
      } catch {
        const printed = stripVTControlCharacters(`${stdout}${stderr}`)
        const words = printed
          .replaceAll(/\s+/g, ' ')
          .trim()
          .replace(/^Error: /, '')
        reject(new Error(words.slice(0, 500) || error?.message || 'it printed nothing'))
      }
    })
  })
}

/** One line for each that is known. */
export function describe(what: string, found: readonly Vulnerability[], looked: string): Check {
  if (found.length === 0) return { what, state: 'clean', lines: [`nothing known, ${looked}`] }
  const heal = found.filter(({ fixed }) => fixed !== undefined).length
  const lines = found.map(
    ({ severity, where, title, fixed }) =>
      `${severity.toLowerCase()} ${where}: ${stripVTControlCharacters(title).replaceAll(/\s+/g, ' ')}${fixed ? ` (fixed in ${fixed})` : ''}`,
  )
  return { what, state: 'found', lines: [`${found.length} known, ${heal} of them with a fix, ${looked}`, ...lines] }
}
