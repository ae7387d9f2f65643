export { decidableNouns } from './decidable-nouns.ts'
export type { Cancelling, Noun, Resuming } from './types.ts'
