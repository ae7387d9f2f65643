import { badRequest } from '../errors.ts'
import { isRecord } from '../guards.ts'
import { float, has, int, json, text } from '../params/values.ts'
import { documentObject, photoSizes } from '../world/files.ts'
import type { StoredFile } from '../world/state.ts'
import { type Call, full, type Method, type MethodGroup } from './call.ts'
import { writableChatOf } from './chat-of.ts'
import { applyEdit, editTarget } from './edits.ts'
import { captionOf, listOrNone } from './formatted.ts'
import { fileFrom, fileParameter } from './input-file.ts'
import { inlineMarkupOf } from './markup.ts'
import { type Content, post } from './post.ts'

const maxDownload = 20 * 1024 * 1024

const shown = (file: StoredFile): Content =>
  file.kind === 'photo' ? { photo: photoSizes(file) } : { document: documentObject(file) }

const captioned = (call: Call): Content => {
  const { text: caption, entities } = captionOf(call)
  return caption === '' ? {} : { caption, caption_entities: listOrNone(entities) }
}

const sendFile =
  (kind: StoredFile['kind']): Method =>
  async (call) => {
    const thread = writableChatOf(call)
    const content = captioned(call)
    const file = await fileParameter(call, kind)
    return post(call, thread, { ...shown(file), ...content })
  }

const editMessageMedia: Method = async (call) => {
  const target = editTarget(call)
  const media = json(call.params, 'media', "can't parse InputMedia JSON object")
  if (!isRecord(media)) throw badRequest("can't parse InputMedia: expected an Object")
  const { type } = media
  if (type !== 'photo' && type !== 'document') throw badRequest("can't parse InputMedia: Unsupported type specified")
  const values = { ...media, reply_markup: call.params.values.reply_markup }
  const inner = { ...call, params: { values, files: call.params.files } }
  const file = await fileFrom(call, type, text(inner.params, 'media'))
  const cleared = {
    text: undefined,
    entities: undefined,
    photo: undefined,
    document: undefined,
    caption: undefined,
    caption_entities: undefined,
  }
  const change = { ...cleared, ...shown(file), ...captioned(inner), reply_markup: inlineMarkupOf(inner, target.thread) }
  return applyEdit(call, target, change)
}

const getFile: Method = (call) => {
  const id = text(call.params, 'file_id')
  if (id === '') throw badRequest('file_id not specified')
  const file = call.world.files.get(id)
  if (file === undefined) throw badRequest('wrong file_id or the file is temporarily unavailable')
  if (file.size > maxDownload) throw badRequest('file is too big')
  return { file_id: file.id, file_unique_id: file.uniqueId, file_size: file.size, file_path: file.path }
}

const sendLocation: Method = (call) => {
  const thread = writableChatOf(call)
  if (!has(call.params, 'latitude')) throw badRequest('latitude is empty')
  if (!has(call.params, 'longitude')) throw badRequest('longitude is empty')
  const latitude = float(call.params, 'latitude')
  const longitude = float(call.params, 'longitude')
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) throw badRequest('wrong location specified')
  const live_period = has(call.params, 'live_period') ? int(call.params, 'live_period') : undefined
  const liveUntil = live_period === undefined ? null : call.world.now() + live_period * 1000
  return post(call, thread, { location: { latitude, longitude, live_period } }, liveUntil)
}

const sendContact: Method = (call) => {
  const thread = writableChatOf(call)
  const phone_number = text(call.params, 'phone_number')
  const first_name = text(call.params, 'first_name')
  if (phone_number === '') throw badRequest('phone number is empty')
  if (first_name === '') throw badRequest('first name is empty')
  const last_name = text(call.params, 'last_name') || undefined
  return post(call, thread, { contact: { phone_number: phone_number.replace(/^\+/, ''), first_name, last_name } })
}

export const mediaMethods: MethodGroup = {
  sendPhoto: full(sendFile('photo')),
  sendDocument: full(sendFile('document')),
  editMessageMedia: full(editMessageMedia),
  sendLocation: full(sendLocation),
  sendContact: full(sendContact),
  getFile: full(getFile),
}
