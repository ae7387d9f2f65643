import type { Db } from '../db/index.ts'
import type { Files } from '../files/index.ts'
import { digestOf, type StoredUpload } from './stored-upload.ts'

/** Under which id Telegram keeps a stored picture for this bot, so that it is uploaded once. */
export interface TelegramIds {
  find(key: string): Promise<string | undefined>
  remember(key: string, fileId: string): Promise<void>
  forget(key: string): Promise<void>
}

export function createTelegramIds({ prisma }: Db, botId: bigint): TelegramIds {
  return {
    async find(key) {
      const row = await prisma.telegramFile.findUnique({ where: { key_botId: { key, botId } } })
      return row?.fileId
    },
    async remember(key, fileId) {
      await prisma.telegramFile.upsert({
        where: { key_botId: { key, botId } },
        create: { key, botId, fileId },
        update: { fileId },
      })
    },
    async forget(key) {
      await prisma.telegramFile.deleteMany({ where: { key } })
    },
  }
}

/**
 * Remembers the id of a picture that was just sent. Whoever replaces or removes a file forgets its id: one that came meanwhile is taken
 * back here.
 */
export async function keepId(
  { files, ids }: { readonly files: Files; readonly ids: TelegramIds },
  sent: { readonly upload: StoredUpload; readonly fileId: string },
): Promise<void> {
  const { key, lastRead } = sent.upload
  const read = lastRead()
  // A conversation that is replayed gets the answers of its first run.
  if (read === undefined) return
  await ids.remember(key, sent.fileId)
  const now = await files.get(key)
  if (!now || digestOf(now) !== read) await ids.forget(key)
}

/** What was replaced or removed must not be shown from Telegram's copy any more. */
export function forgettingIds(files: Files, ids: TelegramIds): Files {
  return {
    get: files.get,
    has: files.has,
    async put(key, bytes, contentType) {
      await files.put(key, bytes, contentType)
      await ids.forget(key)
    },
    async remove(key) {
      await files.remove(key)
      await ids.forget(key)
    },
  }
}
