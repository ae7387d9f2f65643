import type { Keyring } from '@bazaar/core/crypto'
import { type CellPlace, cellPlace } from '../weather/index.ts'

type PlaceColumn = 'steps_rewards_profile.city' | 'steps_rewards_track.place'

/** Where somebody is, is nobody's business: it is stored sealed. */
export const sealPlace = (keyring: Keyring, place: CellPlace, column: PlaceColumn): Uint8Array<ArrayBuffer> =>
  new Uint8Array(keyring.seal(JSON.stringify(place), column))

/** Nothing where the key that sealed it is missing. */
export function findPlace(keyring: Keyring, sealed: Uint8Array, column: PlaceColumn): CellPlace | undefined {
  const json = keyring.tryOpen(sealed, column)
  return json === undefined ? undefined : cellPlace.parse(JSON.parse(json))
}
