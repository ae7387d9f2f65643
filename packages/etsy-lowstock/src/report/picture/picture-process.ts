import { spawn } from 'node:child_process'
import { buffer } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { OwnError } from '@bazaar/core/errors'
import type { StockPicture } from './types.ts'

const program = fileURLToPath(new URL('./stock-picture-program.ts', import.meta.url))
const fonts = fileURLToPath(new URL('./fonts.conf', import.meta.url))
const flags = ['--max-old-space-size=64', '--max-semi-space-size=2', '--v8-pool-size=1']
const environment = { FONTCONFIG_FILE: fonts, UV_THREADPOOL_SIZE: '2', MALLOC_ARENA_MAX: '2' }
const longestMs = 10_000

/** No picture came of it; the list is shown without one. */
export class PictureError extends OwnError {
  override readonly name = 'PictureError'
}

/**
 * Draws in a process of its own, which ends with the picture: neither its memory stays nor what letters may do to a library.
 * @throws PictureError
 */
export async function drawApart(picture: StockPicture): Promise<Buffer> {
  const child = spawn(process.execPath, [...flags, program], {
    env: environment,
    stdio: ['pipe', 'pipe', 'ignore'],
    timeout: longestMs,
    killSignal: 'SIGKILL',
  })
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve('code' in error ? String(error.code) : error.name))
    child.once('close', (code, signal) => resolve(signal ?? `exit code ${code}`))
  })
  // It may end before it has read everything; how it ended tells why.
  child.stdin.on('error', () => undefined)
  child.stdin.end(JSON.stringify(picture))
  const [drawn, how] = await Promise.all([buffer(child.stdout), ended])
  if (how !== 'exit code 0') throw new PictureError(`The process that draws stock ended with ${how}.`)
  return drawn
}
