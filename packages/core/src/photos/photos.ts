import { randomBytes } from 'node:crypto'
import { createSemaphore } from '../db/index.ts'
import { AppError } from '../errors/index.ts'
import type { Files } from '../files/index.ts'
import type { Download } from '../telegram/index.ts'
import { maxBytes, readImage } from './read-image.ts'
import type { Photos } from './types.ts'

export interface PhotosDeps {
  readonly files: Files
  readonly download: Download
}

/** A large picture takes up to 120 MB while it is decoded, so they go through one by one. */
const decodingWaitMs = 30_000

export function createPhotos({ files, download }: PhotosDeps): Photos {
  const turns = createSemaphore(1, decodingWaitMs, 'Too many pictures came at once: try again in a moment.')

  const fromBytes: Photos['fromBytes'] = async (bytes, prefix) => {
    const { large, small } = await turns.run(() => readImage(bytes))
    const name = `${prefix}/${randomBytes(16).toString('hex')}`
    const stored = { key: `${name}.jpg`, thumbKey: `${name}-320.jpg`, width: large.width, height: large.height }
    await files.put(stored.thumbKey, small.bytes, 'image/jpeg')
    await files.put(stored.key, large.bytes, 'image/jpeg')
    return stored
  }

  return {
    fromBytes,
    async take(fileId, prefix) {
      const downloaded = await download(fileId, maxBytes)
      if (downloaded.kind === 'too-large')
        throw new AppError('core-photo-too-large', { megabytes: maxBytes / 1024 / 1024 })
      if (downloaded.kind === 'unreachable') throw new AppError('core-photo-unreachable')
      return fromBytes(downloaded.bytes, prefix)
    },
  }
}
