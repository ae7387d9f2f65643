import { type ApiError, badRequest } from '../errors.ts'
import { isRecord } from '../guards.ts'
import { type CallParams, text } from '../params/values.ts'
import { mediaContent } from '../world/media.ts'
import type { FileKind, StoredFile } from '../world/state.ts'
import type { Call } from './call.ts'
import { captioned } from './formatted.ts'
import { attached, fileFrom } from './input-file.ts'
import type { Content } from './post.ts'

export type MediaType = 'photo' | 'video' | 'animation' | 'audio' | 'document'

const types: readonly MediaType[] = ['photo', 'video', 'animation', 'audio', 'document']

/** One InputMedia, read but not yet fetched or stored. */
export interface InputMedia {
  readonly type: MediaType
  /** Its fields as parameters of their own, with the files of the call. */
  readonly params: CallParams
  readonly content: Content
}

/** Reads an InputMedia object; refuses like Telegram what it cannot read. */
export const readMedia = (call: Call, raw: unknown, forAlbum: boolean): InputMedia => {
  const fail = (reason: string): ApiError => badRequest(`can't parse InputMedia: ${reason}`)
  if (!isRecord(raw)) throw fail('expected an Object')
  const params: CallParams = { values: raw, files: call.params.files }
  const content = captioned({ ...call, params })
  const media = text(params, 'media')
  const found = media.startsWith('attach://') ? attached(params, media) !== undefined : media !== ''
  if (!found) throw fail('media not found')
  const name = text(params, 'type')
  if (name === '') throw fail('Can\'t find field "type"')
  if (forAlbum && name === 'animation') throw fail(`type "${name}" can't be used in sendMediaGroup`)
  const type = types.find((known) => known === name)
  if (type === undefined) throw fail(`type "${name}" is unsupported`)
  return { type, params, content }
}

/** The content of a message that shows this media. */
export const loadMedia = async (call: Call, media: InputMedia): Promise<Content> => {
  const kind: FileKind = media.type
  const file: StoredFile = await fileFrom(call, kind, text(media.params, 'media'), media.params)
  return { ...mediaContent(call.world, file), ...media.content }
}
