import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { statusOf } from './container.ts'

export interface MemoryUse {
  readonly limit: number
  /** The most that it ever had, files in the kernel's cache included; `undefined` on kernels that do not say. */
  readonly peak: number | undefined
  /** What was killed because there was no more. */
  readonly kills: number
}

/** Reads the kernel's control group of a process by the names of files that older and newer kernels have. */
function groupOf(pid: number): (older: string, newer: string) => string | undefined {
  const groups = readFileSync(`/proc/${pid}/cgroup`, 'utf8').trim().split('\n')
  const older = groups
    .map((line) => line.split(':'))
    .find(([, controllers]) => controllers?.split(',').includes('memory'))
  const folder = older
    ? path.join('/sys/fs/cgroup/memory', older[2] ?? '')
    : path.join('/sys/fs/cgroup', groups.find((line) => line.startsWith('0::'))?.slice(3) ?? '')
  return (olderName, newerName) => {
    const file = path.join(folder, older ? olderName : newerName)
    return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined
  }
}

/** What the kernel's control group of a process says, in bytes. */
export function memoryOf(pid: number): MemoryUse {
  const read = groupOf(pid)
  const peak = read('memory.max_usage_in_bytes', 'memory.peak')
  return {
    limit: Number(read('memory.limit_in_bytes', 'memory.max')),
    peak: peak === undefined ? undefined : Number(peak),
    kills: Number(/^oom_kill (\d+)$/m.exec(read('memory.oom_control', 'memory.events') ?? '')?.[1]),
  }
}

const lookEveryMs = 20

export interface MostMemory {
  /** All processes of the container together. */
  readonly all: number
  /** The bot's process alone: with more than the limit there would be nothing else that the kernel could take. */
  readonly bot: number
}

/**
 * Looks at what the processes of a container have, without files in the kernel's cache, which it gives back when it must. `stop` says the most
 * that was seen, in bytes.
 */
export function watchMemory(pid: number): { stop(): MostMemory } {
  const read = groupOf(pid)
  let [all, bot] = [0, 0]
  const look = () => {
    const own = /^(?:total_rss|anon) (\d+)$/m.exec(read('memory.stat', 'memory.stat') ?? '')?.[1]
    if (own !== undefined) all = Math.max(all, Number(own))
    bot = Math.max(bot, Number.parseInt(statusOf(pid).RssAnon ?? '0', 10) * 1024)
  }
  const timer = setInterval(() => (existsSync(`/proc/${pid}`) ? look() : clearInterval(timer)), lookEveryMs)
  return {
    stop() {
      clearInterval(timer)
      look()
      return { all, bot }
    },
  }
}
