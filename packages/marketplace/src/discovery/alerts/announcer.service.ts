import type { Tx } from '@bazaar/core/db'
import type { Core } from '@bazaar/core/feature'
import type { MessageContent } from '@bazaar/core/notifications'
import { availabilityOf } from '../../offer/availability.ts'
import { readOffer } from '../../offer/offer.repository.ts'
import type { OfferView } from '../../offer/types.ts'
import { findPlace } from '../customer/sealed-place.ts'
import { distanceBetween } from '../map/distance.ts'
import { alertContent } from './alert.content.ts'
import { audienceChunk, type FoundSearch, listFollowers, listSearches } from './audience.repository.ts'
import { newOfferTopicId } from './topic-ids.ts'

type Deps = Pick<Core, 'db' | 'clock' | 'keyring' | 'notifications'>

/** Whom one step told, and where the next one begins; nothing = all were told. */
type Step = (tx: Tx, offer: OfferView, after: bigint) => Promise<bigint | undefined>

/** Tells people about a new offer: followers of its venue, and whoever saved a search that it fits. */
export function createAnnouncer({ db, clock, keyring, notifications }: Deps) {
  /** Intents are unique per person and offer: whoever was told already, by another rule or before a crash, is not told again. */
  async function tell(tx: Tx, offer: OfferView, people: readonly (readonly [bigint, MessageContent])[]): Promise<void> {
    await notifications.emitMany(
      tx,
      people.map(([userId, content]) => ({
        topic: newOfferTopicId,
        chatId: userId,
        userId,
        entity: String(offer.id),
        transition: 'published',
        content,
        expiresAt: offer.pickupEnd,
      })),
    )
  }

  const tellFollowers: Step = async (tx, offer, after) => {
    const followers = await listFollowers(tx, offer, after)
    const content = alertContent(offer, { kind: 'follow' }, clock.now())
    await tell(
      tx,
      offer,
      followers.map((userId) => [userId, content]),
    )
    return followers.length < audienceChunk ? undefined : followers.at(-1)
  }

  const tellSearches: Step = async (tx, offer, after) => {
    const found = await listSearches(tx, offer, after)
    const matching = found.filter((search) => isWithin(search, offer))
    await tell(
      tx,
      offer,
      matching.map(({ id, userId }) => [userId, alertContent(offer, { kind: 'search', searchId: id }, clock.now())]),
    )
    return found.length < audienceChunk ? undefined : found.at(-1)?.id
  }

  function isWithin({ place, radiusKm }: FoundSearch, offer: OfferView): boolean {
    if (place === null) return true
    const centre = findPlace(keyring, place, 'marketplace_saved_search.place')
    return centre !== undefined && distanceBetween(centre, offer) <= radiusKm * 1000
  }

  return {
    /** Goes on where it stopped as long as the offer can be reserved. Safe to run again. */
    async announce(offerId: bigint, signal: AbortSignal): Promise<void> {
      for (const step of [tellFollowers, tellSearches]) {
        let after: bigint | undefined = 0n
        while (after !== undefined) {
          signal.throwIfAborted()
          const from: bigint = after
          after = await db.tx(async (tx) => {
            const offer = await readOffer(tx, offerId)
            const isNews = offer !== undefined && availabilityOf(offer, clock.now()) === 'open'
            return isNews ? step(tx, offer, from) : undefined
          })
        }
      }
    },
  }
}

export type Announcer = ReturnType<typeof createAnnouncer>
