import { ApiError, badRequest } from '../errors.ts'
import { isList } from '../guards.ts'
import { json, text } from '../params/values.ts'
import type { WireMessage } from '../wire.ts'
import { mediaContent, noContent } from '../world/media.ts'
import type { FileKind } from '../world/state.ts'
import { nextAlbumId } from '../world/world.ts'
import { type Call, full, type Method, type MethodGroup } from './call.ts'
import { writableChatOf } from './chat-of.ts'
import { applyEdit, editTarget } from './edits.ts'
import { captioned, requiredText } from './formatted.ts'
import { fileParameter } from './input-file.ts'
import { type InputMedia, loadMedia, readMedia } from './input-media.ts'
import { inlineMarkupOf, noMarkup } from './markup.ts'
import { type Content, post } from './post.ts'

const maxDownload = 20 * 1024 * 1024
const maxAlbum = 10

const sendFile =
  (kind: FileKind, withCaption = true): Method =>
  async (call) => {
    const thread = writableChatOf(call)
    const content = withCaption ? captioned(call) : {}
    const file = await fileParameter(call, kind)
    return post(call, thread, { ...mediaContent(call.world, file), ...content })
  }

/** Kinds that media can replace; a text message too becomes a picture. */
const canTakeMedia = ({ text: words, photo, video, animation, audio, document }: WireMessage): boolean =>
  [words, photo, video, animation, audio, document].some((part) => part !== undefined)

const editMessageMedia: Method = async (call) => {
  const target = editTarget(call)
  const { message } = target.stored
  const isRefused = message.text !== undefined && call.refuses('text_to_media')
  if (!canTakeMedia(message) || isRefused) throw badRequest('there is no media in the message to edit')
  requiredText(call, 'media')
  const media = readMedia(call, json(call.params, 'media', "can't parse input media JSON object"), false)
  if (message.media_group_id !== undefined && media.type === 'animation') {
    throw badRequest("can't use the media of the specified type in the album")
  }
  const content = await loadMedia(call, media)
  return applyEdit(call, target, { ...noContent, ...content, reply_markup: inlineMarkupOf(call, target.thread) })
}

const readAlbum = (call: Call): InputMedia[] => {
  requiredText(call, 'media')
  const list = json(call.params, 'media', "can't parse media JSON object")
  if (!isList(list)) throw badRequest('expected an Array of InputMedia')
  const items = list.map((item) => readMedia(call, item, true))
  if (items.length > maxAlbum) throw badRequest('too many messages to send as an album')
  if (items.length === 0) throw badRequest('there are no messages to send')
  const kinds = new Set(items.map((item) => item.type))
  for (const kind of ['document', 'audio']) {
    if (kinds.size > 1 && items.some((item) => item.type === kind)) {
      throw badRequest(`${kind} can't be mixed with other media types`)
    }
  }
  return items
}

// Telegram names the item that its servers refused; parse errors above come without a number.
const loadItem = async (call: Call, item: InputMedia, index: number): Promise<Content> => {
  try {
    return await loadMedia(call, item)
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 400) throw error
    const reason = error.message.replace(/^Bad Request: /, '')
    throw badRequest(`failed to send message #${index + 1} with the error message "${reason}"`)
  }
}

const sendMediaGroup: Method = async (call) => {
  const thread = writableChatOf(call)
  const items = readAlbum(call)
  const contents = await Promise.all(items.map((item, index) => loadItem(call, item, index)))
  // One picture alone is sent as it is, without an album around it.
  const album = items.length === 1 ? {} : { media_group_id: nextAlbumId(call.world) }
  return contents.map((content) => post(call, thread, { ...content, ...album }, { markup: noMarkup }))
}

const getFile: Method = (call) => {
  const id = text(call.params, 'file_id')
  if (id === '') throw badRequest('file_id not specified')
  const file = call.world.files.get(id)
  if (file === undefined) throw badRequest('wrong file_id or the file is temporarily unavailable')
  if (file.size > maxDownload) throw badRequest('file is too big')
  return { file_id: file.id, file_unique_id: file.uniqueId, file_size: file.size, file_path: file.path }
}

export const mediaMethods: MethodGroup = {
  sendPhoto: full(sendFile('photo')),
  sendDocument: full(sendFile('document')),
  sendVideo: full(sendFile('video')),
  sendAnimation: full(sendFile('animation')),
  sendAudio: full(sendFile('audio')),
  sendVoice: full(sendFile('voice')),
  sendVideoNote: full(sendFile('video_note', false)),
  sendSticker: full(sendFile('sticker', false)),
  sendMediaGroup: full(sendMediaGroup),
  editMessageMedia: full(editMessageMedia),
  getFile: full(getFile),
}
