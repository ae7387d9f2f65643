import { randomUUID } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { OwnError } from '@bazaar/core/errors'
import { startTimeOf } from './process-info.ts'

/** Another process works in the data folder; `pid` is its id. */
class DataFolderBusyError extends OwnError {
  override readonly name = 'DataFolderBusyError'
  readonly pid: number

  constructor(dir: string, pid: number) {
    super(
      `Another instance (process ${pid}) already works in ${dir}. Stop it (kill ${pid}), or give this one a data folder of its own.`,
    )
    this.pid = pid
  }
}

export interface DataFolderLock {
  /** Gives the folder back; safe to call twice. */
  release(): void
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

/** The holder named in a lock file, if that very process still runs. */
function liveHolder(content: string): number | undefined {
  const [pid, startTime] = content.split('\n')
  return startTime && startTimeOf(Number(pid)) === startTime ? Number(pid) : undefined
}

/** Puts the complete file in place in one step, so that nobody reads half of it. */
function tryCreate(file: string, content: string): boolean {
  const draft = `${file}.${randomUUID()}`
  writeFileSync(draft, content, { mode: 0o600 })
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Removes the lock of a dead process, unless somebody replaced it meanwhile. */
function removeStale(file: string, stale: string): void {
  const aside = `${file}.${randomUUID()}`
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  const moved = readText(aside)
  if (moved !== undefined && moved !== stale) tryCreate(file, moved)
  rmSync(aside, { force: true })
}

/**
 * Claims a data folder for this process through `instance.lock` in it (process id and start time). The lock of a process
 * that died, even by kill -9, is recovered.
 *
 * @throws DataFolderBusyError when a living process holds it.
 */
export function lockDataFolder(dir: string): DataFolderLock {
  mkdirSync(dir, { recursive: true, mode: 0o755 })
  const file = path.join(dir, 'instance.lock')
  const mine = [process.pid, startTimeOf(process.pid), randomUUID()].join('\n')
  // Bounded: each round means that another process took or left the folder at this very moment.
  for (let round = 0; round < 20; round += 1) {
    if (tryCreate(file, mine)) {
      return {
        release() {
          if (readText(file) === mine) rmSync(file, { force: true })
        },
      }
    }
    const content = readText(file)
    if (content === undefined) continue
    const holder = liveHolder(content)
    if (holder !== undefined) throw new DataFolderBusyError(dir, holder)
    removeStale(file, content)
  }
  throw new Error(`Could not claim ${dir}: remove ${file} if no instance runs there.`)
}
