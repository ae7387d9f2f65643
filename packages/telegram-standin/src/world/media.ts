import type { WireMedia, WireMessage, WirePhotoSize } from '../wire.ts'
import type { FileKind, StoredFile } from './state.ts'
import type { World } from './world.ts'

/** The parts of a message that are what it says; the rest is who, where and when. */
export const contentOf = (message: Partial<WireMessage>) => ({
  text: message.text,
  entities: message.entities,
  link_preview_options: message.link_preview_options,
  caption: message.caption,
  caption_entities: message.caption_entities,
  show_caption_above_media: message.show_caption_above_media,
  has_media_spoiler: message.has_media_spoiler,
  photo: message.photo,
  document: message.document,
  video: message.video,
  animation: message.animation,
  audio: message.audio,
  voice: message.voice,
  video_note: message.video_note,
  sticker: message.sticker,
  contact: message.contact,
  location: message.location,
  venue: message.venue,
  dice: message.dice,
  invoice: message.invoice,
})

/** The same names without values: replaced content must not leave parts of the old one behind. */
export const noContent = contentOf({})

const thumbnailOf = (world: World, file: StoredFile): WirePhotoSize | undefined => {
  const { thumbnailId } = file.details ?? {}
  const thumbnail = thumbnailId === undefined ? undefined : world.files.get(thumbnailId)
  return thumbnail === undefined ? undefined : sizeOf(thumbnail)
}

const sizeOf = (file: StoredFile): WirePhotoSize => ({
  file_id: file.id,
  file_unique_id: file.uniqueId,
  width: file.width,
  height: file.height,
  file_size: file.size,
})

const basics = (file: StoredFile) => ({ file_id: file.id, file_unique_id: file.uniqueId, file_size: file.size })

const documentOf = (world: World, file: StoredFile) => ({
  ...basics(file),
  file_name: file.name ?? undefined,
  mime_type: file.mime ?? undefined,
  thumbnail: thumbnailOf(world, file),
})

const moving = (world: World, file: StoredFile): WireMedia => ({
  ...documentOf(world, file),
  width: file.width,
  height: file.height,
  duration: file.details?.duration ?? 0,
})

const soundOf = (world: World, file: StoredFile): WireMedia => {
  const { duration = 0, title, performer } = file.details ?? {}
  return { ...documentOf(world, file), duration, title, performer }
}

const stickerOf = (file: StoredFile): WireMedia => ({
  ...basics(file),
  type: 'regular',
  width: file.width,
  height: file.height,
  is_animated: file.mime === 'application/x-tgsticker',
  is_video: file.mime === 'video/webm',
  emoji: file.details?.emoji,
})

const shapes: Readonly<Record<FileKind, (world: World, file: StoredFile) => Partial<WireMessage>>> = {
  // One size, the original's: smaller ones would need rescaling.
  photo: (_, file) => ({ photo: [sizeOf(file)] }),
  document: (world, file) => ({ document: documentOf(world, file) }),
  video: (world, file) => ({ video: moving(world, file) }),
  // Telegram repeats an animation as a document, for clients from before animations.
  animation: (world, file) => ({ animation: moving(world, file), document: documentOf(world, file) }),
  audio: (world, file) => ({ audio: soundOf(world, file) }),
  voice: (_, file) => ({
    voice: { ...basics(file), duration: file.details?.duration ?? 0, mime_type: file.mime ?? undefined },
  }),
  video_note: (world, file) => ({
    video_note: {
      ...basics(file),
      length: file.width,
      duration: file.details?.duration ?? 0,
      thumbnail: thumbnailOf(world, file),
    },
  }),
  sticker: (_, file) => ({ sticker: stickerOf(file) }),
}

/** A file as a message shows it. */
export const mediaContent = (world: World, file: StoredFile): Partial<WireMessage> => shapes[file.kind](world, file)

/** Kinds that carry a caption. */
export const isCaptioned = (message: WireMessage): boolean =>
  [message.photo, message.document, message.video, message.animation, message.audio, message.voice].some(
    (part) => part !== undefined,
  )
