import { createHash, randomBytes, randomInt } from 'node:crypto'
import type { Keyring } from '@bazaar/core/crypto'
import { z } from 'zod'
import type { Granted } from '../shop/index.ts'

const table = 'etsy_lowstock_link'

const grantedJson = z.object({
  access: z.string(),
  refresh: z.string(),
  accessExpiresAt: z.coerce.date(),
  refreshExpiresAt: z.coerce.date(),
  etsyUserId: z.coerce.bigint(),
  scopes: z.string().optional(),
})

/** 256 bits, as they may stand in an address. */
export const drawSecret = (): string => randomBytes(32).toString('base64url')
export const drawPin = (): string => String(randomInt(1_000_000)).padStart(6, '0')
/** What PKCE sends ahead of the verifier. */
export const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url')

/** What an attempt is found by, and what it holds: in the database as keyed hashes and sealed values. */
export function createSecrets(keyring: Keyring) {
  const hashes = {
    state: (state: string) => keyring.lookupHashes(state, `${table}.state_hash`),
    token: (token: string) => keyring.lookupHashes(token, `${table}.token_hash`),
    /** Of this attempt alone: a million pins are few. */
    pin: (attempt: bigint, pin: string) => keyring.lookupHashes(`${attempt}:${pin}`, `${table}.pin_hash`),
  }
  return {
    keyId: keyring.currentKeyId,
    hashes,
    /** The one of the key that the row names: it was written before a rotation, maybe. */
    underKey: (all: readonly [string, ...string[]], keyId: string): string =>
      all.find((hash) => hash.startsWith(keyId)) ?? all[0],
    sealVerifier: (verifier: string) => keyring.seal(verifier, `${table}.verifier`),
    openVerifier: (sealed: Uint8Array) => keyring.open(sealed, `${table}.verifier`),
    sealGranted: (granted: Granted) =>
      keyring.seal(JSON.stringify({ ...granted, etsyUserId: String(granted.etsyUserId) }), `${table}.granted`),
    openGranted: (sealed: Uint8Array): Granted =>
      grantedJson.parse(JSON.parse(keyring.open(sealed, `${table}.granted`))),
  }
}

export type Secrets = ReturnType<typeof createSecrets>
