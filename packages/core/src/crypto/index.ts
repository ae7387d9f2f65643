export { createKeyring } from './keyring.ts'
export { generateKey, parseKeys } from './keys.ts'
export { tryOpenJson } from './open-json.ts'
export type { Keyring } from './types.ts'
