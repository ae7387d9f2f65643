import type { Files } from '../files/index.ts'
import type { Logger } from '../log/index.ts'
import type { Upload } from '../telegram/index.ts'
import { PhotoGoneError, unreadable, unwrapped } from './photo-unreadable.ts'
import { drawQr } from './qr.ts'
import { openUpload, type StoredUpload } from './stored-upload.ts'
import { keepId, type TelegramIds } from './telegram-ids.ts'
import type { PhotoSpec } from './types.ts'

/** A picture as a call carries it: by Telegram's own id, or with its bytes, which are read when the call is made. */
export type Picture = { readonly fileId: string } | { readonly upload: Upload | StoredUpload }

/** What Telegram made of a call: the message that it answered with, or why it refused. */
export type PhotoAnswer = { readonly message: unknown } | { readonly refusal: string } | undefined

/** A picture whose first form was found; nothing was called yet. */
export interface OpenPhoto {
  /**
   * Calls `attempt` with the picture, again when Telegram does not know its id any more, and without it when the picture is gone or Telegram
   * cannot show it: what the message says matters more.
   * @throws PhotoUnreadableError before an attempt was carried out; whatever `attempt` throws
   */
  send<R>(attempt: (picture: Picture | undefined) => Promise<R>, answerOf: (result: R) => PhotoAnswer): Promise<R>
}

export interface OutgoingPhotos {
  open(photo: PhotoSpec): Promise<OpenPhoto>
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
      const text = 'qr' in photo ? photo.qr : await startLink(photo.qrStart)
      return {
        upload: {
          name: 'photo',
          filename: 'qr.png',
          contentType: 'image/png',
          read: () => drawQr(text).catch(unreadable),
        },
      }
    }
    const upload = await openUpload(files, photo.stored)
    if (upload) return { upload }
    log.warn({ key: photo.stored }, 'a stored picture is gone: its message goes without it')
    return undefined
  }
  const reload = async (photo: PhotoSpec) => {
    if ('stored' in photo) await ids.forget(photo.stored).catch(unreadable)
    return load(photo).catch(unreadable)
  }
  const remember = async (picture: Picture | undefined, answer: PhotoAnswer) => {
    const fileId = fileIdOf(answer)
    if (fileId === undefined || picture === undefined || 'fileId' in picture || !('key' in picture.upload)) return
    // The message is with Telegram already: failing now would send it twice.
    await keepId({ files, ids }, { upload: picture.upload, fileId }).catch((error: unknown) =>
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
          const attemptOnce = async () => {
            try {
              return await attempt(picture)
            } catch (error) {
              const cause = unwrapped(error)
              if (!(cause instanceof PhotoGoneError)) throw cause
              log.warn({ photo: Object.keys(photo) }, 'a stored picture went away: its message goes without it')
              picture = undefined
              return attempt(picture)
            }
          }
          let result = await attemptOnce()
          // Also when bytes were sent: a conversation that is replayed gets the answers of its first run.
          if (picture && refusedAs(wrongId, answerOf(result))) {
            picture = await reload(photo)
            result = await attemptOnce()
          }
          if (picture && refusedAs(wrongPicture, answerOf(result))) {
            log.error({ photo: Object.keys(photo) }, 'Telegram cannot show a picture: its message goes without it')
            picture = undefined
            result = await attemptOnce()
          }
          await remember(picture, answerOf(result))
          return result
        },
      }
    },
  }
}
