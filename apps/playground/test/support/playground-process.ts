import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type ControlClient, createControlClient, eventually } from './control-client.ts'

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

export interface Playground {
  readonly pageUrl: string
  readonly botUrl: string
  readonly control: ControlClient
}

export interface PlaygroundProcess extends Playground {
  readonly child: ChildProcess
  readonly output: () => string
  /** Sends a signal and waits for the end; answers the exit code (null after a signal). */
  end(signal: NodeJS.Signals): Promise<number | null>
}

export interface Ports {
  readonly page: number
  readonly bot: number
}

/** Tests end up here in any order; whatever still runs at the end of a file is ended by force. */
const started = new Set<ChildProcess>()

export async function endAll(): Promise<void> {
  for (const child of started) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGTERM')
    await Promise.race([
      once(child, 'exit'),
      sleep(20_000, undefined, { ref: false }).then(() => child.kill('SIGKILL')),
    ])
  }
  started.clear()
}

export function temporaryFolder(): { readonly dir: string; remove(): void } {
  const dir = mkdtempSync(path.join(tmpdir(), 'bazaar-playground-'))
  // As root, PostgreSQL's own account must be able to enter it; else the data would be left behind elsewhere.
  chmodSync(dir, 0o755)
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) }
}

/** A port below the range that outgoing connections use, so that none takes it between this check and its use. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000)
    const free = await new Promise<boolean>((resolve) => {
      const probe = createServer()
      probe.once('error', () => resolve(false))
      probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
    })
    if (free) return port
  }
}

export const freePorts = async (): Promise<Ports> => ({ page: await freePort(), bot: await freePort() })

/** One that runs already, whoever started it. */
export function connectTo(ports: Ports): Playground {
  const pageUrl = `http://127.0.0.1:${ports.page}`
  return { pageUrl, botUrl: `http://127.0.0.1:${ports.bot}`, control: createControlClient(pageUrl) }
}

/** Starts the supervisor as `npm start` does, without waiting. */
export function launch(dataDir: string, ports: Ports, environment: Record<string, string> = {}): PlaygroundProcess {
  const { DATABASE_URL: _database, NODE_ENV: _mode, BOT_TOKEN: _token, ...inherited } = process.env
  const child = spawn(process.execPath, [main], {
    env: {
      ...inherited,
      PLAYGROUND_DATA_DIR: dataDir,
      PORT: String(ports.bot),
      PLAYGROUND_PORT: String(ports.page),
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started.add(child)
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk
  })
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk
  })
  return {
    ...connectTo(ports),
    child,
    output: () => output,
    async end(signal) {
      if (child.exitCode === null && child.signalCode === null) {
        const gone = once(child, 'exit')
        child.kill(signal)
        await gone
      }
      return child.exitCode
    },
  }
}

/** Starts the supervisor and waits for the block that it prints when everything answers, and for the demo data. */
export async function startPlayground(
  dataDir: string,
  ports?: Ports,
  environment: Record<string, string> = {},
): Promise<PlaygroundProcess> {
  const playground = launch(dataDir, ports ?? (await freePorts()), environment)
  const deadline = Date.now() + 90_000
  while (!playground.output().includes('is ready after')) {
    if (playground.child.exitCode !== null || Date.now() > deadline) {
      throw new Error(`The playground did not start:\n${playground.output()}`)
    }
    await sleep(25)
  }
  await eventually(
    'demo data are filled in',
    async () => {
      const { demo_data } = await playground.control.ask('GET', '/control/overview')
      return demo_data === 'filling' ? undefined : true
    },
    120_000,
  )
  return playground
}
