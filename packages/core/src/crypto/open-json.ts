import type { Keyring } from './types.ts'

/** A sealed JSON value for an export: what cannot be opened is `null`, so that it keeps nobody from the rest. */
export function tryOpenJson(keyring: Pick<Keyring, 'tryOpen'>, sealed: Uint8Array, context: string): unknown {
  return JSON.parse(keyring.tryOpen(sealed, context) ?? 'null')
}
