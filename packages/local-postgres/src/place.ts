import { createHash } from 'node:crypto'
import { accessSync, chmodSync, chownSync, constants, mkdirSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Binaries, findBinaries, reachableBinaries } from './binaries.ts'
import { canReach, chooseSystemUser, type SystemUser } from './system-user.ts'

/** Where one embedded PostgreSQL lives and who runs it. */
export interface Place {
  readonly binaries: Binaries
  /** Holds `cluster/`, `password` and `postgres.log`. */
  readonly dataDir: string
  readonly user: SystemUser | undefined
  readonly relocated: boolean
}

/** A folder that ordinary accounts can enter, for clones below a private one such as /root; asked of root only. */
function makePublicHome(): string {
  const home = isWritable('/var/lib') ? '/var/lib/bazaar' : path.join(tmpdir(), 'bazaar')
  mkdirSync(home, { recursive: true, mode: 0o755 })
  if (statSync(home).uid !== 0) throw new Error(`${home} belongs to somebody else: remove it, or set DATABASE_URL.`)
  chmodSync(home, 0o755)
  return home
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** A cluster that exists keeps its owner, even if another account would be chosen today. */
function ownerOf(dataDir: string, chosen: SystemUser): SystemUser {
  const stats = statSync(path.join(dataDir, 'cluster'), { throwIfNoEntry: false })
  if (!stats || stats.uid === 0 || stats.uid === chosen.uid) return chosen
  return { name: `uid ${stats.uid}`, uid: stats.uid, gid: stats.gid }
}

/**
 * Decides where the data and the binaries live. As root, both must be reachable for the account that runs PostgreSQL;
 * where they are not, they move to a public folder under a name derived from `dataDir`, so that the next start finds
 * them again.
 */
export function preparePlace(dataDir: string): Place {
  const wanted = path.resolve(dataDir)
  const chosen = chooseSystemUser()
  const binaries = findBinaries()
  // Parents first: with `recursive`, mkdir would give the private mode to them as well.
  mkdirSync(path.dirname(wanted), { recursive: true, mode: 0o755 })
  if (!chosen) {
    mkdirSync(wanted, { recursive: true, mode: 0o700 })
    return { binaries, dataDir: wanted, user: undefined, relocated: false }
  }
  const relocated = !canReach(wanted, chosen)
  const id = createHash('sha256').update(wanted).digest('hex').slice(0, 12)
  const actual = relocated ? path.join(makePublicHome(), id) : wanted
  const user = ownerOf(actual, chosen)
  mkdirSync(actual, { recursive: true, mode: 0o700 })
  chownSync(actual, user.uid, user.gid)
  return { binaries: reachableBinaries(binaries, user, makePublicHome), dataDir: actual, user, relocated }
}
