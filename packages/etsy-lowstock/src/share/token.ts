import { randomBytes } from 'node:crypto'
import type { Keyring } from '@bazaar/core/crypto'

const context = 'etsy_lowstock_invite.token_hash'

/** What an invite link carries; unguessable. */
export const drawToken = (): string => randomBytes(16).toString('base64url')

/** What is stored of it: a hash under the newest key, and which key that is. */
export function hashToStore(keyring: Keyring, token: string): { readonly tokenHash: string; readonly keyId: string } {
  const [tokenHash] = keyring.lookupHashes(token, context)
  return { tokenHash, keyId: keyring.currentKeyId }
}

/** Under every key that there is. */
export const hashesToFind = (keyring: Keyring, token: string): string[] => [...keyring.lookupHashes(token, context)]
