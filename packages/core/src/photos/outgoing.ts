import { OwnError } from '../errors/index.ts'
import type { Files } from '../files/index.ts'
import type { Logger } from '../log/index.ts'
import type { PhotoSpec } from '../notifications/index.ts'
import type { Upload } from '../telegram/index.ts'
import { drawQr } from './qr.ts'
import { keepId, type TelegramIds } from './telegram-ids.ts'

/** A picture as a call carries it: by Telegram's own id, or with its bytes. */
export type Picture = { readonly fileId: string } | { readonly upload: Upload }

/** What Telegram made of a call: the message that it answered with, or why it refused. */
export type PhotoAnswer = { readonly message: unknown } | { readonly refusal: string } | undefined

/** A picture whose first form was found; nothing was called yet. */
export interface OpenPhoto {
  /**
   * Calls `attempt` with the picture, again when Telegram does not know its id any more, and without it when the picture is gone or Telegram
   * cannot show it: what the message says matters more.
   * @throws PhotoUnreadableError between two attempts; whatever `attempt` throws
   */
  send<R>(attempt: (picture: Picture | undefined) => Promise<R>, answerOf: (result: R) => PhotoAnswer): Promise<R>
}

export interface OutgoingPhotos {
  open(photo: PhotoSpec): Promise<OpenPhoto>
}

/** The bytes could not be read now; the last call was surely not executed. */
export class PhotoUnreadableError extends OwnError {
  override readonly name = 'PhotoUnreadableError'
}

export interface OutgoingPhotosDeps {
  readonly files: Files
  readonly ids: TelegramIds
  readonly log: Logger
  startLink(payload: string): Promise<string>
}

export const wrongId = /wrong (?:remote )?file[ _]id|FILE_REFERENCE_|can't use file of type/i
const wrongPicture =
  /IMAGE_PROCESS_FAILED|PHOTO_INVALID|PHOTO_EXT_INVALID|too big for a photo|enough rights to send photos/i

function refusedAs(reason: RegExp, answer: PhotoAnswer): boolean {
  return answer !== undefined && 'refusal' in answer && reason.test(answer.refusal)
}

/** Telegram lists a photo's sizes, the largest last; any of them names the whole photo. */
export function fileIdOf(answer: PhotoAnswer): string | undefined {
  if (answer === undefined || !('message' in answer)) return undefined
  const { message } = answer
  if (typeof message !== 'object' || message === null || !('photo' in message)) return undefined
  const largest: unknown = Array.isArray(message.photo) ? message.photo.at(-1) : undefined
  if (typeof largest !== 'object' || largest === null || !('file_id' in largest)) return undefined
  return typeof largest.file_id === 'string' ? largest.file_id : undefined
}

/** Sends pictures for the outbox and for handlers alike. */
export function createOutgoingPhotos({ files, ids, log, startLink }: OutgoingPhotosDeps): OutgoingPhotos {
  const load = async (photo: PhotoSpec): Promise<Picture | undefined> => {
    if (!('stored' in photo)) {
      const bytes = await drawQr('qr' in photo ? photo.qr : await startLink(photo.qrStart))
      return { upload: { name: 'photo', filename: 'qr.png', contentType: 'image/png', bytes } }
    }
    const bytes = await files.get(photo.stored)
    if (bytes) return { upload: { name: 'photo', filename: 'photo.jpg', contentType: 'image/jpeg', bytes } }
    log.warn({ key: photo.stored }, 'a stored picture is gone: its message goes without it')
    return undefined
  }
  const reload = async (photo: PhotoSpec) => {
    try {
      if ('stored' in photo) await ids.forget(photo.stored)
      return await load(photo)
    } catch (error) {
      throw new PhotoUnreadableError('The picture could not be read.', { cause: error })
    }
  }
  const remember = async (photo: PhotoSpec, picture: Picture | undefined, answer: PhotoAnswer) => {
    const fileId = fileIdOf(answer)
    if (!('stored' in photo) || fileId === undefined || picture === undefined || 'fileId' in picture) return
    // The message is with Telegram already: failing now would send it twice.
    const sent = { key: photo.stored, fileId, bytes: picture.upload.bytes }
    await keepId({ files, ids }, sent).catch((error: unknown) =>
      log.warn({ error }, 'the id of a sent picture could not be kept: it is uploaded again'),
    )
  }

  return {
    async open(photo) {
      const known = 'stored' in photo ? await ids.find(photo.stored) : undefined
      const first: Picture | undefined = known === undefined ? await load(photo) : { fileId: known }
      return {
        async send(attempt, answerOf) {
          let picture = first
          let result = await attempt(picture)
          // Also when bytes were sent: a conversation that is replayed gets the answers of its first run.
          if (picture && refusedAs(wrongId, answerOf(result))) {
            picture = await reload(photo)
            result = await attempt(picture)
          }
          if (picture && refusedAs(wrongPicture, answerOf(result))) {
            log.error({ photo: Object.keys(photo) }, 'Telegram cannot show a picture: its message goes without it')
            picture = undefined
            result = await attempt(picture)
          }
          await remember(photo, picture, answerOf(result))
          return result
        },
      }
    },
  }
}
