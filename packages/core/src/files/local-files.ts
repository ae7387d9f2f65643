import { randomUUID } from 'node:crypto'
import { access, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { checkKey } from './check-key.ts'
import type { Files } from './types.ts'

/** Half-written files lie here; keys cannot name it. */
const incoming = '.incoming'
const abandonedMs = 3_600_000

/**
 * Files in a folder of this machine, which is made when the first one comes. Several hosts that serve one bot must share
 * the folder.
 */
export function createLocalFiles(folder: string): Files {
  let prepared: Promise<void> | undefined
  const prepare = () => {
    prepared ??= makeRoom(path.join(folder, incoming)).catch((error: unknown) => {
      prepared = undefined
      throw error
    })
    return prepared
  }
  const placeOf = (key: string): string => {
    checkKey(key)
    return path.join(folder, key)
  }
  return {
    async put(key, bytes) {
      const place = placeOf(key)
      await prepare()
      const half = path.join(folder, incoming, randomUUID())
      try {
        await writeThrough(half, bytes)
        await mkdir(path.dirname(place), { recursive: true })
        await rename(half, place)
      } catch (error) {
        await rm(half, { force: true })
        throw error
      }
    },
    async get(key) {
      try {
        return await readFile(placeOf(key))
      } catch (error) {
        if (isMissing(error)) return undefined
        throw error
      }
    },
    async has(key) {
      try {
        await access(placeOf(key))
        return true
      } catch (error) {
        if (isMissing(error)) return false
        throw error
      }
    },
    remove: (key) => rm(placeOf(key), { force: true }),
  }
}

/** Also removes what processes that died in the middle of writing left behind. */
async function makeRoom(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name)
    const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }))
    if (mtimeMs < Date.now() - abandonedMs) await rm(file, { force: true })
  }
}

/** On the disk before it gets its name: a machine that stops must not leave an empty picture under a valid key. */
async function writeThrough(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx', 0o640)
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
}
