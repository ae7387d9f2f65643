import path from 'node:path'
import { createLocalFiles, type Files } from '../files/index.ts'
import {
  type Albums,
  createAlbums,
  createOutgoingPhotos,
  createPhotos,
  createTelegramIds,
  forgettingIds,
  type OutgoingPhotos,
  type Photos,
} from '../photos/index.ts'
import { createDownload } from '../telegram/index.ts'
import { botIdOf } from './bot-id.ts'
import type { Foundation } from './foundation.ts'

/** Pictures on their way in, where they lie, and on their way out. */
export interface Pictures {
  readonly files: Files
  readonly photos: Photos
  readonly outgoing: OutgoingPhotos
  readonly albums: Albums
}

export function createPictures(
  { config, db, log, call, wire }: Foundation,
  startLink: (payload: string) => Promise<string>,
): Pictures {
  const { BOT_TOKEN, TELEGRAM_API_ROOT, DATA_DIR } = config.platform
  const ids = createTelegramIds(db, BigInt(botIdOf(BOT_TOKEN)))
  const files = forgettingIds(createLocalFiles(path.resolve(DATA_DIR, 'files')), ids)
  return {
    files,
    photos: createPhotos({
      files,
      download: createDownload({ token: BOT_TOKEN, apiRoot: TELEGRAM_API_ROOT, call, wire }),
      log,
    }),
    outgoing: createOutgoingPhotos({ files, ids, log, startLink }),
    albums: createAlbums({ files, ids, log }),
  }
}
