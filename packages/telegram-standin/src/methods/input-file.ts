import { badRequest } from '../errors.ts'
import { text, type Upload } from '../params/values.ts'
import { storeFile } from '../world/files.ts'
import { imageSize } from '../world/image-size.ts'
import type { StoredFile } from '../world/state.ts'
import type { Call } from './call.ts'

type Kind = StoredFile['kind']

const maxPhoto = 10 * 1024 * 1024
const maxUpload = 50 * 1024 * 1024
const maxFromUrl = { photo: 5 * 1024 * 1024, document: 20 * 1024 * 1024 } as const
const fetchTimeoutMs = 10_000
const label = { photo: 'Photo', document: 'Document' } as const

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

const keep = (call: Call, kind: Kind, upload: Upload): StoredFile => {
  if (upload.bytes.byteLength === 0) throw badRequest('file must be non-empty')
  if (upload.bytes.byteLength > maxUpload) throw badRequest('file is too big')
  if (kind === 'photo') checkPhoto(upload.bytes)
  return storeFile(call.world, { kind, bytes: upload.bytes, filename: upload.filename, mime: upload.contentType })
}

const fetched = async (call: Call, kind: Kind, url: string): Promise<StoredFile> => {
  const failed = badRequest('failed to get HTTP URL content')
  const response = await fetch(url, { signal: AbortSignal.timeout(fetchTimeoutMs) }).catch(() => null)
  if (response === null || !response.ok) throw failed
  const bytes = new Uint8Array(await response.arrayBuffer())
  if (bytes.byteLength > maxFromUrl[kind]) throw failed
  if (kind === 'photo' && imageSize(bytes) === null) throw badRequest('wrong type of the web page content')
  const filename = decodeURIComponent(new URL(url).pathname.split('/').at(-1) ?? '') || 'file'
  return keep(call, kind, { bytes, filename, contentType: response.headers.get('content-type') })
}

const known = (call: Call, kind: Kind, id: string): StoredFile => {
  const file = call.world.files.get(id)
  if (file === undefined) throw badRequest('wrong file identifier/HTTP URL specified')
  if (file.kind !== kind) throw badRequest(`can't use file of type ${label[file.kind]} as ${label[kind]}`)
  return file
}

/** The file that `value` stands for: an upload (`attach://name`), an address to fetch, or the id of a known file. */
export const fileFrom = (call: Call, kind: Kind, value: string): StoredFile | Promise<StoredFile> => {
  if (value === '') throw badRequest(`there is no ${kind} in the request`)
  if (value.startsWith('attach://')) {
    const attached = call.params.files.get(value.slice('attach://'.length))
    if (attached === undefined) throw badRequest(`there is no ${kind} in the request`)
    return keep(call, kind, attached)
  }
  if (/^https?:\/\//i.test(value)) return fetched(call, kind, value)
  return known(call, kind, value)
}

/** The file of parameter `kind`: a part of the form, or anything that `fileFrom` understands. */
export const fileParameter = (call: Call, kind: Kind): StoredFile | Promise<StoredFile> => {
  const upload = call.params.files.get(kind)
  return upload === undefined ? fileFrom(call, kind, text(call.params, kind)) : keep(call, kind, upload)
}
