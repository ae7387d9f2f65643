import type { Logger } from './types.ts'

const printers = ['error', 'warn', 'trace'] as const

/** Libraries print some of their errors, with everything that hangs on them. The log gets who printed, and the error as it writes errors. */
function takeConsole(log: Logger): void {
  for (const name of printers)
    console[name] = (...printed: readonly unknown[]) => {
      const cause = printed.find((one) => one instanceof Error)
      const error = new Error('printed', cause === undefined ? {} : { cause })
      log.warn({ error }, 'A library printed something past the log')
    }
}

/**
 * For a process whose output is its log: what libraries print, and what nobody caught, is written as everything else is. Node.js would print the whole error.
 * @param end ends the process: nobody knows what state it is in
 */
export function guardProcess(log: Logger, end: () => void): void {
  takeConsole(log)
  // Rejections that nobody handles arrive here too.
  process.on('uncaughtException', (error, origin) => {
    log.error({ error, origin }, 'Nobody caught an error: the process ends')
    end()
  })
}
