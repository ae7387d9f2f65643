import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'

export interface RedisServer {
  readonly url: string
  /** kill -9. */
  kill(): Promise<void>
  /** Starts it again on the same port, empty. */
  restart(): Promise<void>
  /** SIGSTOP and SIGCONT: it keeps its connections but answers nothing. */
  freeze(): void
  thaw(): void
  stop(): Promise<void>
}

/**
 * Whether Redis tests can run. Without the program they are skipped and listed as NOT RUN; with `CI=true` a missing
 * program is a failure.
 */
export function hasRedisServer(): boolean {
  const found = spawnSync('redis-server', ['--version']).status === 0
  if (!found && process.env.CI === 'true')
    throw new Error('redis-server is missing, so its tests cannot run: apt-get install redis-server')
  return found
}

const withoutPersistence = ['--save', '', '--appendonly', 'no']

/** Starts a Redis of its own on a free port of 127.0.0.1, without persistence unless told by arguments of your own. */
export async function startRedisServer(args: readonly string[] = withoutPersistence): Promise<RedisServer> {
  const port = await freePort()
  let child = await launch(port, args)
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    kill,
    stop: kill,
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    async restart() {
      await kill()
      child = await launch(port, args)
    },
  }
}

async function launch(port: number, given: readonly string[]): Promise<ChildProcess> {
  const child = spawn('redis-server', [...given, '--port', `${port}`, '--bind', '127.0.0.1'], { stdio: 'ignore' })
  for (const deadline = Date.now() + 20_000; Date.now() < deadline; await delay(10))
    if (await answers(port)) return child
  child.kill('SIGKILL')
  throw new Error(`redis-server did not answer on port ${port} within 20 s`)
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}

/** Below 32768, where the system hands out no ports of its own, so that a restart finds it free. */
async function freePort(): Promise<number> {
  for (let tried = 0; tried < 100; tried++) {
    const port = 20_000 + Math.floor(Math.random() * 12_000)
    const server = createServer()
    const free = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false))
      server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
    })
    if (free) return port
  }
  throw new Error('No free port below 32768 was found')
}
