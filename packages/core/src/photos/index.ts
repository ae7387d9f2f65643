export { type Albums, createAlbums } from './albums.ts'
export {
  createOutgoingPhotos,
  type OpenPhoto,
  type OutgoingPhotos,
  type Picture,
} from './outgoing.ts'
export { PhotoUnreadableError } from './photo-unreadable.ts'
export { createPhotos } from './photos.ts'
export { createTelegramIds, forgettingIds } from './telegram-ids.ts'
export type { PhotoSpec, Photos, StoredPhoto } from './types.ts'
