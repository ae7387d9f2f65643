import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { z } from 'zod'

/** A process of a benchmark that answers questions over its IPC channel; see `serve.ts` for its side. */
export interface Child {
  readonly pid: number
  /** Asks once; rejects when the child answers with an error or ends. */
  ask<T>(command: string, answer: z.ZodType<T>, input?: object): Promise<T>
  /** Disconnects it, which it takes as the sign to end. */
  stop(): Promise<void>
}

export interface ChildOptions {
  readonly env?: Readonly<Record<string, string>>
  /** Arguments for Node.js, e.g. `--cpu-prof`. */
  readonly nodeArgs?: readonly string[]
}

const reply = z.object({ id: z.number(), answer: z.unknown().optional(), error: z.string().optional() })

/** Starts a program in a Node.js of its own. */
export function startChild(file: URL | string, { env = {}, nodeArgs = [] }: ChildOptions = {}): Child {
  const child = fork(file, {
    env: { ...process.env, NODE_ENV: 'production', ...env },
    execArgv: [...nodeArgs],
    // Its log would disturb the figures; warnings and crashes stay visible.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const waiting = answersOf(child)
  let asked = 0
  return {
    pid: child.pid ?? 0,
    ask(command, answer, input = {}) {
      const id = asked++
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve: (value) => resolve(answer.parse(value)), reject })
        child.send({ id, command, input })
      })
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      if (child.connected) child.disconnect()
      const timer = setTimeout(() => child.kill('SIGKILL'), 20_000)
      await gone
      clearTimeout(timer)
    },
  }
}

interface Waiting {
  resolve(value: unknown): void
  reject(error: Error): void
}

function answersOf(child: ChildProcess): Map<number, Waiting> {
  const waiting = new Map<number, Waiting>()
  child.on('message', (message) => {
    const { id, answer, error } = reply.parse(message)
    const asker = waiting.get(id)
    waiting.delete(id)
    if (error === undefined) asker?.resolve(answer)
    else asker?.reject(new Error(error))
  })
  child.on('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`A process of the benchmark ended with code ${code}`))
    waiting.clear()
  })
  return waiting
}
