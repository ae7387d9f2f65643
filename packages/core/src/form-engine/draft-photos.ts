import type { Clock } from '../clock/index.ts'
import type { Db, Tx } from '../db/index.ts'
import type { Files } from '../files/index.ts'
import { toJsonText } from '../json/index.ts'
import type { Photos, StoredPhoto } from '../photos/index.ts'
import type { Draft } from './draft-store.ts'

const sweptAtOnce = 200

export interface DraftPhotosDeps {
  readonly db: Db
  readonly clock: Clock
  readonly photos: Photos
}

/** Takes the pictures of one answer. */
export interface DraftPhotos {
  of(draftId: bigint): Photos
}

/**
 * Pictures that were stored before anybody sent the form belong to its draft: each has a row as long as the draft is there, so that
 * those of a form that is never sent are removed. An answer that is read again takes no picture twice.
 */
export function createDraftPhotos({ db, clock, photos }: DraftPhotosDeps): DraftPhotos {
  const taken = new Map<string, Promise<StoredPhoto>>()

  async function record(draftId: bigint, photo: Promise<StoredPhoto>): Promise<StoredPhoto> {
    const { key, thumbKey } = await photo
    // A draft that ended meanwhile leaves its pictures to the sweep.
    await db.prisma.$executeRaw`
      INSERT INTO core_form_file (key, draft_id, created_at)
      SELECT k, (SELECT id FROM core_form_draft WHERE id = ${draftId} FOR KEY SHARE), ${clock.now()}
      FROM unnest(ARRAY[${key}, ${thumbKey}]) k`
    return photo
  }

  return {
    of: (draftId) => ({
      fromBytes: (bytes, prefix) => record(draftId, photos.fromBytes(bytes, prefix)),
      take(fileId, prefix) {
        const id = `${draftId} ${prefix} ${fileId}`
        const photo = taken.get(id) ?? record(draftId, photos.take(fileId, prefix))
        taken.set(id, photo)
        return photo
      },
    }),
  }
}

/** The form is sent: the pictures of its answers are its feature's from now on. */
export async function adoptFiles(tx: Tx, { id, progress }: Draft): Promise<void> {
  const rows = await tx.formFile.findMany({ where: { draftId: id }, select: { key: true } })
  if (rows.length === 0) return
  // Steps of every kind may hold them, at any depth; keys are random.
  const answers = toJsonText([...progress.values.values()])
  const kept = rows.flatMap(({ key }) => (answers.includes(`"${key}"`) ? [key] : []))
  await tx.formFile.deleteMany({ where: { key: { in: kept } } })
}

/** Removes pictures whose draft is gone: cancelled, forgotten, erased, or sent with other pictures. */
export async function sweepDraftFiles(
  { db, files }: { readonly db: Db; readonly files: Files },
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const rows = await db.prisma.formFile.findMany({
      where: { draftId: null },
      select: { key: true },
      take: sweptAtOnce,
    })
    for (const { key } of rows) await files.remove(key)
    await db.prisma.formFile.deleteMany({ where: { key: { in: rows.map(({ key }) => key) } } })
    if (rows.length < sweptAtOnce) return
  }
}
