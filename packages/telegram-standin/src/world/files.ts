import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { imageSize } from './image-size.ts'
import type { StoredFile } from './state.ts'
import type { World } from './world.ts'

const extensions: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  pdf: 'application/pdf',
  txt: 'text/plain',
  csv: 'text/csv',
  json: 'application/json',
  html: 'text/html',
  zip: 'application/zip',
  ics: 'text/calendar',
}

// People may send anything as a photo; bots' pictures are checked before.
const unknownSide = 100

const extensionOf = (name: string): string => /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? ''

export interface NewFile {
  readonly kind: StoredFile['kind']
  readonly bytes: Uint8Array
  readonly filename: string
  readonly mime: string | null
}

/** Keeps a file for good. Ids look like Telegram's (opaque, stable) and never repeat. */
export const storeFile = (world: World, file: NewFile): StoredFile => {
  world.counters.file += 1
  const number = world.counters.file
  const digest = createHash('sha256').update(file.bytes).digest('base64url')
  const size = file.kind === 'photo' ? imageSize(file.bytes) : null
  const extension = extensionOf(file.filename)
  const suffix = file.kind === 'photo' ? 'jpg' : extension
  const stored: StoredFile = {
    id: `${file.kind === 'photo' ? 'AgACAgIAAxk' : 'BQACAgIAAxk'}${number.toString(36).padStart(6, '0')}_${digest.slice(0, 32)}`,
    uniqueId: `AQAD${digest.slice(0, 12)}`,
    path: `${file.kind === 'photo' ? 'photos' : 'documents'}/file_${number}${suffix === '' ? '' : `.${suffix}`}`,
    name: file.kind === 'photo' ? null : file.filename,
    mime: file.kind === 'photo' ? null : (extensions[extension] ?? file.mime ?? 'application/octet-stream'),
    kind: file.kind,
    size: file.bytes.byteLength,
    width: size?.width ?? unknownSide,
    height: size?.height ?? unknownSide,
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

export const photoSizes = (file: StoredFile) => [
  { file_id: file.id, file_unique_id: file.uniqueId, width: file.width, height: file.height, file_size: file.size },
]

export const documentObject = (file: StoredFile) => ({
  file_id: file.id,
  file_unique_id: file.uniqueId,
  file_name: file.name ?? undefined,
  mime_type: file.mime ?? undefined,
  file_size: file.size,
})
