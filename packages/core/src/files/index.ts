export { discardFiles } from './discard.ts'
export { createLocalFiles } from './local-files.ts'
export type { Files } from './types.ts'
