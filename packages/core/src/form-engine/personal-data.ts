import { type Keyring, tryOpenJson } from '../crypto/index.ts'
import type { Db, Tx } from '../db/index.ts'

export async function eraseDrafts(tx: Tx, userId: bigint): Promise<void> {
  await tx.formDraft.deleteMany({ where: { userId } })
  await tx.formAlbum.deleteMany({ where: { userId } })
  await tx.formMessage.deleteMany({ where: { userId } })
}

/** What the person wrote is opened: it is theirs. What cannot be opened keeps nobody from the rest. */
export async function exportDrafts(
  { db: { prisma }, keyring }: { readonly db: Db; readonly keyring: Keyring },
  userId: bigint,
): Promise<object> {
  const drafts = await prisma.formDraft.findMany({
    where: { userId },
    select: { form: true, createdAt: true, updatedAt: true, context: true, values: true },
  })
  const albums = await prisma.formAlbum.findMany({ where: { userId }, select: { createdAt: true, remarks: true } })
  return {
    form_drafts: drafts.map(({ values, context, ...draft }) => ({
      ...draft,
      opened_with: context && tryOpenJson(keyring, context, 'core_form_draft.context'),
      answers: Object.fromEntries(
        values.map(({ field, value }) => [field, tryOpenJson(keyring, value, 'core_form_value.value')]),
      ),
    })),
    form_albums: albums.map(({ createdAt, remarks }) => ({
      createdAt,
      remarks: tryOpenJson(keyring, remarks, 'core_form_album.remarks'),
    })),
  }
}
