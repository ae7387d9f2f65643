export { type Albums, createAlbums } from './albums.ts'
export {
  createOutgoingPhotos,
  type OpenPhoto,
  type OutgoingPhotos,
  PhotoUnreadableError,
  type Picture,
} from './outgoing.ts'
export { createPhotos } from './photos.ts'
export { createTelegramIds, forgettingIds } from './telegram-ids.ts'
export type { Photos, StoredPhoto } from './types.ts'
