import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

export interface MemoryUse {
  readonly limit: number
  /** The most that it ever had, files in the kernel's cache included; `undefined` on kernels that do not say. */
  readonly peak: number | undefined
  /** What was killed because there was no more. */
  readonly kills: number
}

/** What the kernel's control group of a process says, in bytes. */
export function memoryOf(pid: number): MemoryUse {
  const groups = readFileSync(`/proc/${pid}/cgroup`, 'utf8').trim().split('\n')
  const older = groups
    .map((line) => line.split(':'))
    .find(([, controllers]) => controllers?.split(',').includes('memory'))
  const folder = older
    ? path.join('/sys/fs/cgroup/memory', older[2] ?? '')
    : path.join('/sys/fs/cgroup', groups.find((line) => line.startsWith('0::'))?.slice(3) ?? '')
  const read = (older1: string, newer: string): string | undefined => {
    const file = path.join(folder, older ? older1 : newer)
    return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined
  }
  const peak = read('memory.max_usage_in_bytes', 'memory.peak')
  return {
    limit: Number(read('memory.limit_in_bytes', 'memory.max')),
    peak: peak === undefined ? undefined : Number(peak),
    kills: Number(/^oom_kill (\d+)$/m.exec(read('memory.oom_control', 'memory.events') ?? '')?.[1]),
  }
}
