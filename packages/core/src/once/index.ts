export { createOnce } from './once.ts'
export type { Once } from './types.ts'
