import type { Keyring } from '@bazaar/core/crypto'
import { z } from 'zod'
import type { Point } from '../../cell.ts'

const stored = z.object({ latitude: z.number(), longitude: z.number() })

type PlaceColumn = 'marketplace_customer.place' | 'marketplace_browse.place' | 'marketplace_saved_search.place'

/** Where somebody is, is nobody's business: it is stored sealed. */
export const sealPlace = (
  keyring: Keyring,
  { latitude, longitude }: Point,
  column: PlaceColumn,
): Uint8Array<ArrayBuffer> => new Uint8Array(keyring.seal(JSON.stringify({ latitude, longitude }), column))

/** Nothing where the key that sealed it is missing. */
export function findPlace(keyring: Keyring, sealed: Uint8Array, column: PlaceColumn): Point | undefined {
  const json = keyring.tryOpen(sealed, column)
  return json === undefined ? undefined : stored.parse(JSON.parse(json))
}

export const openPlace = (keyring: Keyring, sealed: Uint8Array, column: PlaceColumn): Point =>
  stored.parse(JSON.parse(keyring.open(sealed, column)))
