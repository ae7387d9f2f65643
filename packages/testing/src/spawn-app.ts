import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export interface SpawnOptions {
  /** Module that exports `features`. */
  readonly module: URL
  readonly databaseUrl: string
  readonly env: Readonly<Record<string, string>>
}

/** The bot in a process of its own. */
export interface ChildApp {
  readonly pid: number
  /** Resolves with its URL once it takes updates; rejects with what it printed when it ends before that. */
  readonly ready: Promise<string>
  /** Resolves when the process is gone, with its exit code (null after a signal). */
  readonly ended: Promise<number | null>
  /** Everything that it logged and printed. */
  output(): string
  kill(signal?: NodeJS.Signals): void
}

const script = fileURLToPath(new URL('./child-app.ts', import.meta.url))

/** Starts the bot as a child process, so that it can be killed in the middle of its work. */
export function spawnApp({ module, ...rest }: SpawnOptions): ChildApp {
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, BAZAAR_TEST_APP: JSON.stringify({ module: module.href, ...rest }) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const ended = once(child, 'exit').then(() => child.exitCode)
  const ready = new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      output += String(chunk)
      const url = /^READY (\S+)$/m.exec(output)?.[1]
      if (url !== undefined) resolve(url)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    void ended.then(() => reject(new Error(`The process ended before it was ready:\n${output.slice(-4_000)}`)))
  })
  // Whoever does not wait for it (a process that is meant to die) must not fail the run.
  ready.catch(() => undefined)
  return {
    pid: child.pid ?? 0,
    ready,
    ended,
    output: () => output,
    kill: (signal = 'SIGKILL') => void child.kill(signal),
  }
}
