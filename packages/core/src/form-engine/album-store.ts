import { z } from 'zod'
import type { Keyring } from '../crypto/index.ts'
import type { Tx } from '../db/index.ts'
import type { TextSpec } from '../i18n/index.ts'

/** What became of an album so far. Telegram delivers its pictures as messages of their own, which are answered by one. */
export interface Album {
  readonly userId: bigint
  /** Telegram's `media_group_id`. */
  readonly id: string
  readonly draftId: bigint
  /** The question that it answers, also when the form is further on. */
  readonly step: string
  /** A picture of it was taken. */
  readonly taken: boolean
  /** What its answer says beside the question. */
  readonly remarks: readonly TextSpec[]
  /** The message to rewrite; none when something else was answered since. */
  readonly replyId: number | undefined
}

const remarksContext = 'core_form_album.remarks'
/** Sealed by us: the texts are as they were. */
const remarksSchema = z.custom<readonly TextSpec[]>(Array.isArray)

/** Every function runs in the caller's transaction. */
export function createAlbumStore(keyring: Keyring) {
  return {
    async find(tx: Tx, userId: bigint, id: string | undefined): Promise<Album | undefined> {
      const row =
        id === undefined ? null : await tx.formAlbum.findUnique({ where: { userId_album: { userId, album: id } } })
      if (!row) return undefined
      const { draftId, step, taken, replyId } = row
      const remarks = remarksSchema.parse(JSON.parse(keyring.open(row.remarks, remarksContext)))
      return { userId, id: row.album, draftId, step, taken, remarks, replyId: replyId ?? undefined }
    },
    async save(tx: Tx, { userId, id: album, draftId, step, taken, remarks }: Album, now: Date): Promise<void> {
      const change = { taken, remarks: keyring.seal(JSON.stringify(remarks), remarksContext) }
      await tx.formAlbum.upsert({
        where: { userId_album: { userId, album } },
        create: { userId, album, draftId, step, ...change, createdAt: now },
        update: change,
      })
    },
    async answered(tx: Tx, { userId, id }: Pick<Album, 'userId' | 'id'>, replyId: number): Promise<void> {
      await tx.formAlbum.updateMany({ where: { userId, album: id }, data: { replyId } })
    },
    /** Something else is answered: what comes of the person's other albums from now on is said below that. */
    async moveOn(tx: Tx, userId: bigint, except: string | undefined): Promise<void> {
      const others = except === undefined ? {} : { album: { not: except } }
      await tx.formAlbum.updateMany({ where: { userId, replyId: { not: null }, ...others }, data: { replyId: null } })
    },
  }
}

export type AlbumStore = ReturnType<typeof createAlbumStore>

/** @returns the album with another remark, which is made once */
export function remarked(album: Album, ...remarks: readonly (TextSpec | undefined)[]): Album {
  const all = [...album.remarks, ...remarks.filter((remark) => remark !== undefined)]
  return { ...album, remarks: [...new Map(all.map((remark) => [JSON.stringify(remark), remark])).values()] }
}
