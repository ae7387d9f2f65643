export { createPhotos } from './photos.ts'
export type { Photos, StoredPhoto } from './types.ts'
