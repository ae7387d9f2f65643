import type { Tx } from '@bazaar/core/db'
import type { Core } from '@bazaar/core/feature'
import { readOffers } from '../offer/offer.repository.ts'
import type { OfferView } from '../offer/types.ts'
import { rankOffers } from './browse/offer-ranking.ts'

const within = 10_000

/** Offers near another one that can be reserved now, best first: for whoever cannot have that one. */
export function createAlternatives({ clock }: Pick<Core, 'clock'>) {
  return async (tx: Tx, offer: OfferView, limit: number): Promise<readonly OfferView[]> => {
    const ids = await rankOffers(tx, {
      region: { kind: 'around', place: offer, metres: within },
      at: clock.now(),
      isEnding: false,
      exclusions: [],
      hideUnstated: false,
      userId: undefined,
      limit: limit + 1,
    })
    return readOffers(tx, ids.filter((id) => id !== offer.id).slice(0, limit))
  }
}
