import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'

export type BotState = 'starting' | 'running' | 'stopping' | 'stopped' | 'crashed'

export interface BotStatus {
  readonly state: BotState
  readonly pid: number | null
  /** Restarts after crashes of its own. */
  readonly restarts: number
}

export interface BotProcess {
  /** Resolves when `/ready` answers 200; does nothing to a running bot. */
  start(): Promise<void>
  /** Resolves when the process is gone; it stays down until `start`. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>
  status(): BotStatus
}

export interface BotProcessOptions {
  readonly command: readonly string[]
  readonly cwd: string
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly readyUrl: string
  readonly onSpawn: (pid: number) => void
  readonly log: (line: string) => void
}

const readyWithinMs = 30_000
/** Its graceful stop takes up to 10 s; after this it is killed. */
const stopWithinMs = 15_000
/** A bot that ran this long is healthy: its next crash waits the shortest time again. */
const healthyAfterMs = 60_000

const backOffMs = (crashes: number) => Math.min(30_000, 1_000 * 2 ** Math.max(0, crashes - 1))

async function answersReady(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) })
    await response.body?.cancel()
    return response.status === 200
  } catch {
    return false
  }
}

const running = (child: ChildProcess | undefined): child is ChildProcess =>
  child !== undefined && child.exitCode === null && child.signalCode === null

/** The bot as a child that dies with us: it holds the other end of an IPC channel and stops when that closes. */
export function createBotProcess(options: BotProcessOptions): BotProcess {
  let child: ChildProcess | undefined
  let state: BotState = 'stopped'
  let wanted = false
  let restarts = 0
  /** A bot that was never ready is told wrong things; starting it again would not heal that. */
  let wasReady = false
  let crashesInARow = 0
  let ready: Promise<void> | undefined
  let restartTimer: NodeJS.Timeout | undefined

  function onExit(ended: ChildProcess, startedAt: number) {
    if (ended !== child) return
    ready = undefined
    if (!wanted) {
      state = 'stopped'
      return
    }
    state = 'crashed'
    if (!wasReady) return
    crashesInARow = Date.now() - startedAt > healthyAfterMs ? 1 : crashesInARow + 1
    const delay = backOffMs(crashesInARow)
    options.log(
      `The bot ended by itself (${ended.signalCode ?? `exit code ${ended.exitCode}`}); starting it again in ${delay / 1000} s.`,
    )
    restartTimer = setTimeout(() => {
      restarts += 1
      launch().catch((error: unknown) => options.log(String(error)))
    }, delay)
  }

  async function untilReady(started: ChildProcess): Promise<void> {
    const deadline = Date.now() + readyWithinMs
    while (!(await answersReady(options.readyUrl))) {
      if (!running(started)) throw new Error('The bot ended before it was ready; its last lines say why.')
      if (Date.now() > deadline)
        throw new Error(`The bot was not ready within ${readyWithinMs / 1000} s (${options.readyUrl}).`)
      await sleep(30)
    }
    state = 'running'
    wasReady = true
  }

  function launch(): Promise<void> {
    if (ready) return ready
    clearTimeout(restartTimer)
    wanted = true
    state = 'starting'
    const [program = process.execPath, ...args] = options.command
    // A process group of its own: Ctrl-C reaches the supervisor only, which then stops things in order.
    const started = spawn(program, args, {
      cwd: options.cwd,
      env: { ...options.environment },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      detached: true,
    })
    child = started
    if (started.pid) options.onSpawn(started.pid)
    const startedAt = Date.now()
    started.once('error', (error) => options.log(`The bot could not be started: ${error.message}`))
    started.once('exit', () => onExit(started, startedAt))
    ready = untilReady(started)
    // A failure before ready is reported by whoever waits for it; restarts look at the exit.
    ready.catch(() => undefined)
    return ready
  }

  return {
    start: launch,
    async end(signal) {
      wanted = false
      clearTimeout(restartTimer)
      const ending = child
      if (!running(ending)) {
        state = 'stopped'
        return
      }
      state = 'stopping'
      const gone = once(ending, 'exit')
      ending.kill(signal)
      const timer = setTimeout(() => ending.kill('SIGKILL'), stopWithinMs)
      await gone
      clearTimeout(timer)
      state = 'stopped'
      ready = undefined
    },
    status: () => ({ state, pid: running(child) ? (child.pid ?? null) : null, restarts }),
  }
}
