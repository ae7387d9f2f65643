import { badRequest } from '../errors.ts'
import { type CallParams, int, text, type Upload } from '../params/values.ts'
import { storeFile } from '../world/files.ts'
import { imageSize } from '../world/image-size.ts'
import type { FileKind, StoredFile } from '../world/state.ts'
import type { Call } from './call.ts'

const maxPhoto = 10 * 1024 * 1024
const maxUpload = 50 * 1024 * 1024
const maxPhotoFromUrl = 5 * 1024 * 1024
const maxFromUrl = 20 * 1024 * 1024
const fetchTimeoutMs = 10_000
// Telegram's own limits of a duration in seconds and of a side in pixels.
const maxDuration = 86_400
const maxSide = 10_000

const label: Readonly<Record<FileKind, string>> = {
  photo: 'Photo',
  document: 'Document',
  video: 'Video',
  animation: 'Animation',
  audio: 'Audio',
  voice: 'VoiceNote',
  video_note: 'VideoNote',
  sticker: 'Sticker',
}

const checkPhoto = (bytes: Uint8Array): void => {
  if (bytes.byteLength > maxPhoto) {
    throw badRequest(
      `file of size ${bytes.byteLength} bytes is too big for a photo; the maximum size is ${maxPhoto} bytes`,
    )
  }
  const size = imageSize(bytes)
  if (size === null) throw badRequest('IMAGE_PROCESS_FAILED')
  const { width, height } = size
  const tooLopsided = Math.max(width, height) > 20 * Math.min(width, height)
  if (width + height > 10_000 || tooLopsided) throw badRequest('PHOTO_INVALID_DIMENSIONS')
}

/** An uploaded preview; Telegram takes none by id or address. */
const thumbnailIdOf = (call: Call, params: CallParams): string | undefined => {
  const name = text(params, 'thumbnail')
  const upload = params.files.get(name.startsWith('attach://') ? name.slice('attach://'.length) : 'thumbnail')
  if (upload === undefined || imageSize(upload.bytes) === null) return undefined
  return storeFile(call.world, { kind: 'photo', bytes: upload.bytes, filename: upload.filename }).id
}

const optional = (value: string): string | undefined => (value === '' ? undefined : value)

const keep = (call: Call, kind: FileKind, upload: Upload, params: CallParams): StoredFile => {
  if (upload.bytes.byteLength === 0) throw badRequest('file must be non-empty')
  if (upload.bytes.byteLength > maxUpload) throw badRequest('file is too big')
  if (kind === 'photo') checkPhoto(upload.bytes)
  return storeFile(call.world, {
    kind,
    bytes: upload.bytes,
    filename: upload.filename,
    mime: upload.contentType,
    width: int(params, kind === 'video_note' ? 'length' : 'width', 0, 0, maxSide) || undefined,
    height: int(params, kind === 'video_note' ? 'length' : 'height', 0, 0, maxSide) || undefined,
    details: {
      duration: int(params, 'duration', 0, 0, maxDuration),
      title: optional(text(params, 'title')),
      performer: optional(text(params, 'performer')),
      emoji: optional(text(params, 'emoji')),
      thumbnailId: thumbnailIdOf(call, params),
    },
  })
}

const fetched = async (call: Call, kind: FileKind, url: string, params: CallParams): Promise<StoredFile> => {
  const failed = badRequest('failed to get HTTP URL content')
  const response = await fetch(url, { signal: AbortSignal.timeout(fetchTimeoutMs) }).catch(() => null)
  if (response === null || !response.ok) throw failed
  const bytes = new Uint8Array(await response.arrayBuffer())
  if (bytes.byteLength > (kind === 'photo' ? maxPhotoFromUrl : maxFromUrl)) throw failed
  if (kind === 'photo' && imageSize(bytes) === null) throw badRequest('wrong type of the web page content')
  const filename = decodeURIComponent(new URL(url).pathname.split('/').at(-1) ?? '') || 'file'
  return keep(call, kind, { bytes, filename, contentType: response.headers.get('content-type') }, params)
}

const known = (call: Call, kind: FileKind, id: string): StoredFile => {
  if (!/^[\w-]*$/.test(id)) throw badRequest('wrong remote file identifier specified: Wrong character in the string')
  const file = call.world.files.get(id)
  if (file === undefined) throw badRequest('wrong file identifier/HTTP URL specified')
  if (file.kind !== kind) throw badRequest(`can't use file of type ${label[file.kind]} as ${label[kind]}`)
  return file
}

/** The upload that `attach://name` means. */
export const attached = (params: CallParams, value: string): Upload | undefined =>
  value.startsWith('attach://') ? params.files.get(value.slice('attach://'.length)) : undefined

/**
 * The file that `value` stands for: an upload (`attach://name`), an address to fetch, or the id of a known file.
 * `params` say more about an upload: duration, sides, title, thumbnail.
 */
export const fileFrom = (
  call: Call,
  kind: FileKind,
  value: string,
  params: CallParams,
): StoredFile | Promise<StoredFile> => {
  const missing = `there is no ${kind.replace('_', ' ')} in the request`
  if (value === '') throw badRequest(missing)
  if (value.startsWith('attach://')) {
    const upload = attached(params, value)
    if (upload === undefined) throw badRequest(missing)
    return keep(call, kind, upload, params)
  }
  if (/^https?:\/\//i.test(value)) return fetched(call, kind, value, params)
  return known(call, kind, value)
}

/** The file of parameter `kind`: a part of the form, or anything that `fileFrom` understands. */
export const fileParameter = (call: Call, kind: FileKind): StoredFile | Promise<StoredFile> => {
  const upload = call.params.files.get(kind)
  const { params } = call
  return upload === undefined ? fileFrom(call, kind, text(params, kind), params) : keep(call, kind, upload, params)
}
