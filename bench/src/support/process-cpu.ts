import { readdirSync, readFileSync } from 'node:fs'

/** USER_HZ, which Linux fixes for its user interface. */
const ticksPerSecond = 100

interface Stat {
  readonly pid: number
  readonly parent: number
  readonly own: number
  readonly ended: number
}

function readStat(pid: number): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    const field = (at: number): number => Number(fields[at])
    return { pid, parent: field(1), own: field(11) + field(12), ended: field(13) + field(14) }
  } catch {
    return undefined
  }
}

/**
 * CPU of a server and its child processes so far, those that ended included, in microseconds; `undefined` where there is
 * no /proc. Good to 10 ms per process.
 */
export function readServerCpuMicros(pid: number): number | undefined {
  const root = readStat(pid)
  if (!root) return undefined
  const pids = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []))
  const children = pids.flatMap((one) => readStat(one) ?? []).filter(({ parent }) => parent === pid)
  const ticks = children.reduce((sum, child) => sum + child.own + child.ended, root.own + root.ended)
  return (ticks * 1e6) / ticksPerSecond
}
