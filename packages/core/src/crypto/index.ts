export { createKeyring } from './keyring.ts'
export { generateKey, parseKeys } from './keys.ts'
export type { Keyring } from './types.ts'
