import { execFileSync } from 'node:child_process'
import { type Stats, statSync } from 'node:fs'
import path from 'node:path'

/** The account PostgreSQL runs as when we are root, which it refuses to be. */
export interface SystemUser {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

function findUser(name: string): SystemUser | undefined {
  try {
    const read = (flag: string) => Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }))
    return { name, uid: read('-u'), gid: read('-g') }
  } catch {
    return undefined
  }
}

/**
 * The account to run PostgreSQL as: `undefined` means this process's own. Accounts are never created behind the
 * operator's back: `postgres` if the machine has it, else the unprivileged `nobody` that every Unix has.
 */
export function chooseSystemUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  const user = findUser('postgres') ?? findUser('nobody')
  if (user) return user
  throw new Error(
    'PostgreSQL refuses to run as root, and there is no user "postgres" to run it as. Run as an ordinary user, create one (useradd --system --user-group postgres), or set DATABASE_URL.',
  )
}

function allows(stats: Stats, user: SystemUser, bits: number): boolean {
  const shift = stats.uid === user.uid ? 6 : stats.gid === user.gid ? 3 : 0
  const wanted = bits << shift
  return (stats.mode & wanted) === wanted
}

/**
 * Whether `user` can enter every existing folder above `target`, and read and run `target` itself if it is a file.
 * Asked before anything is spawned, because PostgreSQL's own answer would be a bare "permission denied". Only mode bits
 * count; access lists are ignored.
 */
export function canReach(target: string, user: SystemUser): boolean {
  const absolute = path.resolve(target)
  if (statSync(absolute, { throwIfNoEntry: false })?.isFile() && !allows(statSync(absolute), user, 0o5)) return false
  for (let folder = path.dirname(absolute); ; folder = path.dirname(folder)) {
    const stats = statSync(folder, { throwIfNoEntry: false })
    if (stats && !allows(stats, user, 0o1)) return false
    if (folder === path.dirname(folder)) return true
  }
}
