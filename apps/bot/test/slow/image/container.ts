import { readFileSync } from 'node:fs'
import { graceSeconds } from './compose.ts'
import { nameOfRun, podman, type Ran, tryPodman } from './programs.ts'

/** A line of the bot's log, or what was printed beside it. */
export interface LogLine {
  readonly level: string
  readonly text: string
}

export interface Container {
  /** The bot's process, seen from outside. */
  readonly pid: number
  runs(): Promise<boolean>
  /** Runs a program beside the bot. */
  exec(...command: readonly string[]): Promise<Ran>
  /** Runs the image's own health check, as the engine does. */
  check(): Promise<Ran>
  log(): Promise<readonly LogLine[]>
  /** How the bot's process ended. Engines overlook some of what the kernel killed for memory: `memoryOf` counts that while it runs. */
  ending(): Promise<{ readonly exitCode: number; readonly outOfMemory: boolean }>
  kill(): Promise<void>
  /** As the engine stops it: the signal, and SIGKILL after the compose file's time. */
  stop(): Promise<void>
  remove(): Promise<void>
}

export async function startContainer(image: string, options: readonly string[]): Promise<Container> {
  await podman('run', '--detach', '--name', nameOfRun, '--log-driver', 'k8s-file', ...options, image)
  const inspect = async () => JSON.parse(await podman('inspect', nameOfRun))[0].State
  return {
    pid: (await inspect()).Pid,
    runs: async () => (await inspect()).Running,
    exec: (...command) => tryPodman('exec', nameOfRun, ...command),
    check: () => tryPodman('healthcheck', 'run', nameOfRun),
    log: async () => (await podman('logs', nameOfRun)).split('\n').filter(Boolean).map(parseLine),
    async ending() {
      await podman('wait', nameOfRun)
      const { ExitCode, OOMKilled } = await inspect()
      return { exitCode: ExitCode, outOfMemory: OOMKilled }
    },
    kill: async () => void (await podman('kill', '--signal', 'KILL', nameOfRun)),
    stop: async () => void (await podman('stop', '--time', `${graceSeconds}`, nameOfRun)),
    remove: async () => void (await podman('rm', nameOfRun)),
  }
}

function parseLine(text: string): LogLine {
  try {
    return { level: String(JSON.parse(text).level), text }
  } catch {
    return { level: 'printed', text }
  }
}

/** Errors, and whatever was printed beside the log. What Node.js says about the age of libraries is no error of a run. */
export const isWrong = ({ level }: LogLine): boolean => !['debug', 'info', 'warn'].includes(level)

/** Fields of the kernel's account of a process, e.g. `CapBnd`. */
export function statusOf(pid: number): Readonly<Record<string, string>> {
  const lines = readFileSync(`/proc/${pid}/status`, 'utf8').trim().split('\n')
  return Object.fromEntries(lines.map((line) => line.split(/:\s*/, 2)))
}
