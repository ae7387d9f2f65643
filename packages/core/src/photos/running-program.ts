import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Drawn, Undrawn } from './draw.ts'
import { createAnswerReader, readyLine } from './picture-answer.ts'

const path = fileURLToPath(new URL('./picture-program.ts', import.meta.url))
// A young process of Node.js and sharp has 15 MB of its own; what its heap may grow by is little beside a picture.
const flags = ['--max-old-space-size=32', '--max-semi-space-size=1', '--v8-pool-size=1']
// No variable of ours is handed to a decoder. The allocator gives back what one took.
const environment = { UV_THREADPOOL_SIZE: '2', MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '131072' }
/** Where memory is short, the kernel ends this process and not the bot: told before it takes any, or the bot is ended in its stead. */
const firstToGo = 'echo 1000 > /proc/self/oom_score_adj; exec "$0" "$@"'

/** How a process ended instead of answering. */
export interface Ended {
  readonly ended: string
  /** Whether it could work: then it is the picture's doing. */
  readonly wasReady: boolean
  readonly isLate: boolean
}

/** A process that draws pictures, one at a time. */
export interface RunningProgram {
  draw(bytes: Uint8Array, timeMs: number): Promise<Drawn | Undrawn | Ended>
  /** It ends by itself. */
  release(): void
  isOver(): boolean
}

/** @throws when the machine has no room for it; other faults are how it ended */
export function startProgram(growthBytes: number): RunningProgram {
  const command = [process.execPath, ...flags, path, String(growthBytes)] as const
  const [program, ...args] =
    process.platform === 'linux' ? (['/bin/sh', '-c', firstToGo, ...command] as const) : command
  const child = spawn(program, args, { env: environment, stdio: ['pipe', 'pipe', 'ignore'] })
  const reader = createAnswerReader()
  let beginning = Buffer.alloc(0)
  let wasReady = false
  let isLate = false
  let isOver = false
  let answered: (drawn: Drawn | Undrawn) => void = () => undefined
  const over = new Promise<Ended>((resolve) => {
    const end = (ended: string): void => {
      isOver = true
      resolve({ ended, wasReady, isLate })
    }
    // One that could not be started has no streams either.
    child.once('error', (error) => end('code' in error ? String(error.code) : error.name))
    child.once('close', (code, signal) => end(signal ?? `exit code ${code}`))
  })
  // It may end before it has read everything; how it ended tells why.
  child.stdin?.on('error', () => undefined)
  child.stdout?.on('data', (piece: Buffer) => {
    const drawn = readOrKill(wasReady ? piece : afterReady(piece))
    if (drawn !== undefined) answered(drawn)
  })

  function afterReady(piece: Buffer): Buffer {
    beginning = Buffer.concat([beginning, piece])
    wasReady = beginning.length >= readyLine.length
    return wasReady ? beginning.subarray(readyLine.length) : Buffer.alloc(0)
  }

  /** What a decoder went mad over is no answer, and whatever else follows neither. */
  function readOrKill(piece: Buffer): Drawn | Undrawn | undefined {
    try {
      return piece.length > 0 ? reader.add(piece) : undefined
    } catch {
      child.kill('SIGKILL')
      return undefined
    }
  }

  return {
    async draw(bytes, timeMs) {
      const timer = setTimeout(() => {
        isLate = true
        child.kill('SIGKILL')
      }, timeMs)
      const answer = new Promise<Drawn | Undrawn>((resolve) => {
        answered = resolve
      })
      const length = Buffer.alloc(4)
      length.writeUInt32BE(bytes.byteLength)
      child.stdin?.write(length)
      child.stdin?.write(bytes)
      return Promise.race([answer, over]).finally(() => clearTimeout(timer))
    },
    release: () => child.stdin?.end(),
    isOver: () => isOver,
  }
}
