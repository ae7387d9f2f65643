import type { Tx } from '../db/index.ts'
import type { EraseBlocker, ExportFile, OwnedData, PersonalData } from './types.ts'

/** All that one owner stores about people: a feature, or the core. */
export interface PersonalStore {
  readonly id: string
  /** What speaks against erasing now; empty = nothing. */
  listBlockers(userId: bigint): Promise<readonly EraseBlocker[]>
  eraseUser(tx: Tx, userId: bigint): Promise<void>
  exportUser(userId: bigint): Promise<object>
  exportFiles(userId: bigint): AsyncIterable<ExportFile>
}

/** The parts by owner, in the order of erasing: the core's own tables last, so that what features wrote until then is gone with the rest. */
export function personalStores(data: readonly OwnedData[]): readonly PersonalStore[] {
  const byOwner = Map.groupBy(data, ({ id }) => id)
  return [...byOwner]
    .map(([id, owned]) =>
      storeOf(
        id,
        owned.map(({ part }) => part),
      ),
    )
    .toSorted((a, b) => Number(a.id === 'core') - Number(b.id === 'core'))
}

function storeOf(id: string, parts: readonly PersonalData[]): PersonalStore {
  return {
    id,
    async listBlockers(userId) {
      const found = await Promise.all(parts.map(async (part) => (await part.eraseBlockers?.(userId)) ?? []))
      return found.flat()
    },
    async eraseUser(tx, userId) {
      for (const part of parts) await part.eraseUser?.(tx, userId)
    },
    async exportUser(userId) {
      const shares = await Promise.all(
        parts.map(async (part) => Object.entries((await part.exportUser?.(userId)) ?? {})),
      )
      const all = shares.flat()
      const twice = all.find(([name], index) => all.findIndex(([other]) => other === name) !== index)
      if (twice) throw new Error(`Two parts of "${id}" export "${twice[0]}": rename one, or one hides the other's.`)
      return Object.fromEntries(all)
    },
    async *exportFiles(userId) {
      for (const part of parts) if (part.exportFiles) yield* part.exportFiles(userId)
    },
  }
}
