import type { Tx } from '@bazaar/core/db'
import type { Core } from '@bazaar/core/feature'
import { type OfferView, readOffers } from '../catalog/index.ts'
import { type OfferQuery, rankOffers } from './browse/offer-ranking.ts'

const withinMetres = 10_000

/** What somebody likes and avoids. */
type Taste = Pick<OfferQuery, 'exclusions' | 'hideUnstated' | 'favourites'>
const anybody: Taste = { exclusions: [], hideUnstated: false, favourites: [] }

/** Offers near another one that can be reserved now, best first: for whoever cannot have that one. */
export function createAlternatives({ clock }: Pick<Core, 'clock'>) {
  return async (tx: Tx, offer: OfferView, limit: number, taste = anybody): Promise<readonly OfferView[]> => {
    const region = { kind: 'around', place: offer, metres: withinMetres } as const
    const ids = await rankOffers(tx, { ...taste, region, at: clock.now(), isEnding: false, limit: limit + 1 })
    return readOffers(tx, ids.filter((id) => id !== offer.id).slice(0, limit))
  }
}

export type Alternatives = ReturnType<typeof createAlternatives>
