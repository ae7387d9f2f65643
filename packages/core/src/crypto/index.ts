export { createKeyring } from './keyring.ts'
export { generateKey, type KeySpec, parseKeys } from './keys.ts'
export type { Keyring } from './types.ts'
