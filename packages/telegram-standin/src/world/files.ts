import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { imageSize } from './image-size.ts'
import type { FileDetails, FileKind, StoredFile } from './state.ts'
import type { World } from './world.ts'

const extensions: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  webm: 'video/webm',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  ogg: 'audio/ogg',
  oga: 'audio/ogg',
  wav: 'audio/x-wav',
  tgs: 'application/x-tgsticker',
  pdf: 'application/pdf',
  txt: 'text/plain',
  csv: 'text/csv',
  json: 'application/json',
  html: 'text/html',
  zip: 'application/zip',
  ics: 'text/calendar',
}

/** How Telegram stores each kind: folder, beginning of the id, whether the sender's file name is kept, type without one. */
const kinds: Readonly<Record<FileKind, readonly [folder: string, id: string, named: boolean, mime: string]>> = {
  photo: ['photos', 'AgACAgIAAxk', false, 'image/jpeg'],
  document: ['documents', 'BQACAgIAAxk', true, 'application/octet-stream'],
  video: ['videos', 'BAACAgIAAxk', true, 'video/mp4'],
  animation: ['animations', 'CgACAgIAAxk', true, 'video/mp4'],
  audio: ['music', 'CQACAgIAAxk', true, 'audio/mpeg'],
  voice: ['voice', 'AwACAgIAAxk', false, 'audio/ogg'],
  video_note: ['video_notes', 'DQACAgIAAxk', false, 'video/mp4'],
  sticker: ['stickers', 'CAACAgIAAxk', false, 'image/webp'],
}

// People may send anything as a photo; bots' pictures are checked before.
const unknownSide = 100

const extensionOf = (name: string): string => /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? ''

export interface NewFile {
  readonly kind: FileKind
  readonly bytes: Uint8Array
  readonly filename: string
  readonly mime?: string | null
  /** What the sender says; the header of a picture wins. */
  readonly width?: number | undefined
  readonly height?: number | undefined
  readonly details?: FileDetails
}

/** Keeps a file for good. Ids look like Telegram's (opaque, stable) and never repeat. */
export const storeFile = (world: World, file: NewFile): StoredFile => {
  world.counters.file += 1
  const number = world.counters.file
  const digest = createHash('sha256').update(file.bytes).digest('base64url')
  const size = imageSize(file.bytes)
  const extension = extensionOf(file.filename)
  const [folder, prefix, named, mime] = kinds[file.kind]
  const suffix = file.kind === 'photo' ? 'jpg' : extension
  // Clients that know no better say so for everything.
  const told = file.mime === 'application/octet-stream' ? null : file.mime
  const side = file.kind === 'photo' ? unknownSide : 0
  const stored: StoredFile = {
    id: `${prefix}${number.toString(36).padStart(6, '0')}_${digest.slice(0, 32)}`,
    uniqueId: `AQAD${digest.slice(0, 12)}`,
    path: `${folder}/file_${number}${suffix === '' ? '' : `.${suffix}`}`,
    name: named ? file.filename : null,
    mime: file.kind === 'photo' ? null : (extensions[extension] ?? told ?? mime),
    kind: file.kind,
    size: file.bytes.byteLength,
    width: size?.width ?? file.width ?? side,
    height: size?.height ?? file.height ?? side,
    ...(file.details === undefined ? {} : { details: file.details }),
    bytes: world.filesDir === null ? file.bytes : null,
  }
  if (world.filesDir !== null) {
    const target = join(world.filesDir, stored.path)
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, file.bytes)
  }
  world.files.set(stored.id, stored)
  return stored
}

export const fileBytes = (world: World, file: StoredFile): Uint8Array | undefined => {
  if (file.bytes !== null) return file.bytes
  return world.filesDir === null ? undefined : readFileSync(join(world.filesDir, file.path))
}

export const fileAtPath = (world: World, path: string): StoredFile | undefined => {
  for (const file of world.files.values()) if (file.path === path) return file
  return undefined
}
