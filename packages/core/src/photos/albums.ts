import { type Context, GrammyError, InputFile, InputMediaBuilder } from 'grammy'
import type { Files } from '../files/index.ts'
import type { Logger } from '../log/index.ts'
import { fileIdOf, wrongId } from './outgoing.ts'
import { PhotoGoneError, unwrapped } from './photo-unreadable.ts'
import { openUpload, type StoredUpload } from './stored-upload.ts'
import { keepId, type TelegramIds } from './telegram-ids.ts'

/** Telegram's limit for one album. */
const most = 10

export interface Albums {
  /**
   * Sends stored pictures to the chat of this update, several as one album. What is gone, or what Telegram cannot show, is left out and
   * logged: whatever the pictures belong to is said in any case.
   * @param keys file keys; at most 10 are sent
   */
  send(ctx: Context, keys: readonly string[]): Promise<void>
}

/** What is not known to Telegram yet is uploaded. */
type Item = { readonly fileId: string } | { readonly upload: StoredUpload }

const mediaOf = (item: Item) => ('fileId' in item ? item.fileId : new InputFile(item.upload.read, item.upload.filename))

export function createAlbums({
  files,
  ids,
  log,
}: {
  readonly files: Files
  readonly ids: TelegramIds
  readonly log: Logger
}): Albums {
  async function upload(key: string): Promise<readonly Item[]> {
    const opened = await openUpload(files, key)
    if (opened) return [{ upload: opened }]
    log.warn({ key }, 'a stored picture is gone: its album goes without it')
    return []
  }

  async function remember(items: readonly Item[], messages: readonly object[]): Promise<void> {
    for (const [index, item] of items.entries()) {
      const fileId = fileIdOf({ message: messages[index] })
      if ('upload' in item && fileId !== undefined) await keepId({ files, ids }, { upload: item.upload, fileId })
    }
  }

  /** @returns why it was not sent */
  async function attempt(ctx: Context, items: readonly Item[]): Promise<GrammyError | PhotoGoneError | undefined> {
    const [only] = items
    if (!only) return undefined
    try {
      const sent =
        items.length === 1
          ? [await ctx.replyWithPhoto(mediaOf(only))]
          : await ctx.replyWithMediaGroup(items.map((item) => InputMediaBuilder.photo(mediaOf(item))))
      await remember(items, sent)
      return undefined
    } catch (error) {
      const cause = unwrapped(error)
      if (cause instanceof GrammyError || cause instanceof PhotoGoneError) return cause
      throw cause
    }
  }

  return {
    async send(ctx, keys) {
      const wanted = keys.slice(0, most)
      const items = await Promise.all(
        wanted.map(async (key) => {
          const fileId = await ids.find(key)
          return fileId === undefined ? upload(key) : [{ fileId }]
        }),
      )
      let refusal = await attempt(ctx, items.flat())
      // A picture that went away meanwhile is left out as well.
      if (refusal instanceof PhotoGoneError || (refusal && wrongId.test(refusal.description))) {
        for (const key of wanted) await ids.forget(key)
        refusal = await attempt(ctx, (await Promise.all(wanted.map(upload))).flat())
      }
      if (refusal) log.error({ error: refusal }, 'Telegram refused an album: its message goes without it')
    },
  }
}
