import { createHash } from 'node:crypto'
import type { Files } from '../files/index.ts'
import type { Upload } from '../telegram/index.ts'
import { PhotoGoneError, unreadable } from './photo-unreadable.ts'

/** A stored picture on its way to Telegram. */
export interface StoredUpload extends Upload {
  readonly key: string
  /** Names the bytes that were read last; `undefined` when none were. */
  lastRead(): string | undefined
}

export const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64')

/** `undefined` when it is gone. Its bytes are read when the call is made. */
export async function openUpload(files: Files, key: string): Promise<StoredUpload | undefined> {
  if (!(await files.has(key))) return undefined
  let last: string | undefined
  return {
    key,
    name: 'photo',
    filename: 'photo.jpg',
    contentType: 'image/jpeg',
    async read() {
      const bytes = await files.get(key).catch(unreadable)
      if (!bytes) throw new PhotoGoneError('The picture went away meanwhile.')
      last = digestOf(bytes)
      return bytes
    },
    lastRead: () => last,
  }
}
