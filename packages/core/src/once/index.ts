export { createOnce } from './once.ts'
export type { Once, OnceOutcome } from './types.ts'
