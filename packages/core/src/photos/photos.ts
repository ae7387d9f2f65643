import { randomBytes } from 'node:crypto'
import { AppError } from '../errors/index.ts'
import type { Files } from '../files/index.ts'
import type { Logger } from '../log/index.ts'
import { createSemaphore } from '../semaphore/index.ts'
import type { Download } from '../telegram/index.ts'
import { type Drawn, maxPixels, type Undrawn } from './draw.ts'
import { isKnownFormat } from './known-format.ts'
import { createPictureProcess, type PictureLimits, PictureProcessError } from './picture-process.ts'
import type { Photos } from './types.ts'

export interface PhotosDeps {
  readonly files: Files
  readonly download: Download
  readonly log: Logger
  readonly limits?: PictureLimits
}

const maxBytes = 10 * 1024 * 1024
/** What the image of the bot has left in its 256 MB, and with all waits of a download less than the lease of an update. */
const usualLimits: PictureLimits = { growthBytes: 64 * 1024 * 1024, timeMs: 15_000 }
const turnWaitMs = 15_000

const tooLarge = () => new AppError('core-photo-too-large', { megabytes: maxBytes / 1024 / 1024 })
const busy = () => new AppError('core-photo-busy', {}, 503)
const undrawn: Readonly<Record<Undrawn, () => AppError>> = {
  pixels: () => new AppError('core-photo-too-many-pixels', { megapixels: maxPixels / 1_000_000 }),
  heavy: () => new AppError('core-photo-too-heavy'),
  broken: () => new AppError('core-photo-broken'),
}

export function createPhotos({ files, download, log, limits = usualLimits }: PhotosDeps): Photos {
  const turns = createSemaphore({ room: 1, waitMs: turnWaitMs, refusal: busy })
  const opener = createPictureProcess(limits)

  async function draw(bytes: Uint8Array): Promise<Drawn> {
    const outcome = await turns
      .run(() => opener.draw(bytes))
      .catch((error: unknown) => {
        if (!(error instanceof PictureProcessError)) throw error
        log.error({ error }, 'a picture could not be opened, whatever it is')
        throw new AppError('core-photo-not-now', {}, 503, { cause: error })
      })
    if (typeof outcome !== 'string') return outcome
    log.info({ bytes: bytes.byteLength, outcome }, 'a picture was refused')
    // What took its process is never opened elsewhere: it would take that one, too.
    throw undrawn[outcome === 'ended' ? 'heavy' : outcome]()
  }

  const fromBytes: Photos['fromBytes'] = async (bytes, prefix) => {
    if (bytes.byteLength > maxBytes) throw tooLarge()
    if (!isKnownFormat(bytes)) throw new AppError('core-photo-not-image')
    const { large, small } = await draw(bytes)
    const name = `${prefix}/${randomBytes(16).toString('hex')}`
    const stored = { key: `${name}.jpg`, thumbKey: `${name}-320.jpg`, width: large.width, height: large.height }
    await files.put(stored.thumbKey, small.bytes, 'image/jpeg')
    await files.put(stored.key, large.bytes, 'image/jpeg')
    return stored
  }

  return {
    fromBytes,
    take: (fileId, prefix) =>
      download(fileId, maxBytes, async (file) => {
        if (file.kind === 'too-large') throw tooLarge()
        if (file.kind === 'busy') throw busy()
        if (file.kind === 'unreachable') {
          log.warn({ detail: file.detail }, 'a file could not be fetched from Telegram')
          throw new AppError('core-photo-unreachable')
        }
        return fromBytes(file.bytes, prefix)
      }),
  }
}
