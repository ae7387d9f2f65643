import type { Keyring } from '@bazaar/core/crypto'
import { z } from 'zod'

const tokensContext = 'etsy_lowstock_grant.tokens'

const pair = z.object({ access: z.string(), refresh: z.string() })
export type TokenPair = z.output<typeof pair>

export const sealTokens = (keyring: Keyring, { access, refresh }: TokenPair): Uint8Array<ArrayBuffer> =>
  keyring.seal(JSON.stringify({ access, refresh }), tokensContext)

/** Nothing where its key is missing: it may come back. */
export function openTokens(keyring: Keyring, sealed: Uint8Array): TokenPair | undefined {
  const plain = keyring.tryOpen(sealed, tokensContext)
  return plain === undefined ? undefined : pair.parse(JSON.parse(plain))
}

const titleContext = 'etsy_lowstock_chat.title'

/** Names of people and groups. */
export const sealTitle = (keyring: Keyring, title: string): Uint8Array<ArrayBuffer> => keyring.seal(title, titleContext)
/** Nothing where its key is missing. */
export const openTitle = (keyring: Keyring, sealed: Uint8Array): string | undefined =>
  keyring.tryOpen(sealed, titleContext)
