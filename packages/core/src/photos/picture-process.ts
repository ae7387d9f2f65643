import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { OwnError } from '../errors/index.ts'
import type { Drawn, Undrawn } from './draw.ts'
import { readAnswer, readyLine } from './picture-answer.ts'

/** `killed`: the picture took the process with it, or took too long. */
export type PictureOutcome = Drawn | Undrawn | 'killed'

export interface PictureLimits {
  /** How much memory a picture may take beside what an idle process has, in bytes; its own bytes count. */
  readonly growthBytes: number
  readonly timeMs: number
}

/** The process could not begin: nothing is known about the picture. */
export class PictureProcessError extends OwnError {
  override readonly name = 'PictureProcessError'
}

const program = fileURLToPath(new URL('./picture-program.ts', import.meta.url))
// A young process of Node.js and sharp has 15 MB of its own; what its heap may grow by is little beside a picture.
const flags = ['--max-old-space-size=32', '--max-semi-space-size=1', '--v8-pool-size=1']
// None of ours: no secret reaches a decoder. The allocator gives back what a decoder took.
const environment = { UV_THREADPOOL_SIZE: '2', MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '131072' }
/** Both sizes of a picture that cannot be made smaller have 2 MB. */
const longestOutput = 8 * 1024 * 1024

/**
 * Draws a picture in a process of its own, which ends with it: what a picture takes is given back, and what is more than the limit takes
 * that process alone.
 * @throws PictureProcessError
 */
export async function drawApart(bytes: Uint8Array, { growthBytes, timeMs }: PictureLimits): Promise<PictureOutcome> {
  let output: Buffer
  try {
    const args = [...flags, program, String(growthBytes), String(bytes.byteLength)]
    const child = spawn(process.execPath, args, {
      env: environment,
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: timeMs,
      killSignal: 'SIGKILL',
    })
    // It may end before it has read everything; how it ended tells why.
    child.stdin.on('error', () => undefined)
    child.stdin.end(bytes)
    const [written] = await Promise.all([collect(child.stdout), once(child, 'close')])
    output = written
  } catch (error) {
    throw new PictureProcessError('The process that opens pictures could not be started.', { cause: error })
  }
  if (!output.subarray(0, readyLine.length).equals(Buffer.from(readyLine)))
    throw new PictureProcessError('The process that opens pictures ended before it could work.')
  return readAnswer(output.subarray(readyLine.length)) ?? 'killed'
}

/** What is too long is broken off, and so is the process that writes it. */
async function collect(stream: Readable): Promise<Buffer> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of stream) {
    pieces.push(piece)
    size += piece.length
    if (size > longestOutput) break
  }
  return Buffer.concat(pieces)
}
