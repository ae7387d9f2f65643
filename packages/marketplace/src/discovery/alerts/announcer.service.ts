import type { Tx } from '@bazaar/core/db'
import type { Core } from '@bazaar/core/feature'
import { availabilityOf, type OfferView, readOffers } from '../../catalog/index.ts'
import { findPlace } from '../customer/sealed-place.ts'
import { distanceBetween } from '../map/distance.ts'
import { alertContent, type Reason } from './alert.content.ts'
import { type FoundSearch, listFollowers, listSearches } from './audience.repository.ts'
import { newOfferTopicId, roundEntity } from './topic-ids.ts'

type Deps = Pick<Core, 'db' | 'clock' | 'keyring' | 'notifications'>

/** What one venue published and is told together. */
interface Round {
  readonly entity: string
  /** Those that can be reserved now. */
  readonly offers: readonly OfferView[]
}

interface Told {
  readonly userId: bigint
  readonly reason: Reason
  readonly offerIds: readonly bigint[]
}

/** How many one step told, and where the next one begins; nothing = all were told. */
type Step = (
  tx: Tx,
  round: Round,
  after: bigint,
) => Promise<{ readonly told: number; readonly next: bigint | undefined }>

/** Tells people about new offers of a venue: its followers, and whoever saved a search that they fit. */
export function createAnnouncer({ db, clock, keyring, notifications }: Deps) {
  /** Intents are unique per person and round: whoever was told already, by another rule or before a crash, is not told again. */
  async function tell(tx: Tx, { entity, offers }: Round, people: readonly Told[]): Promise<void> {
    const now = clock.now()
    // Most people are told the same: it is composed, sealed and sent to the database once.
    const contents = new Map<string, ReturnType<typeof alertContent>>()
    const intents = people.map(({ userId, reason, offerIds }) => {
      const found = offers.filter(({ id }) => offerIds.includes(id))
      const name = [reason.kind === 'search' ? reason.searchId : '', ...found.map(({ id }) => id)].join()
      const content = contents.get(name) ?? alertContent(found, reason, now)
      contents.set(name, content)
      const expiresAt = new Date(Math.max(...found.map(({ pickupEnd }) => pickupEnd.getTime())))
      return { topic: newOfferTopicId, chatId: userId, userId, entity, transition: 'published', content, expiresAt }
    })
    await notifications.emitMany(tx, intents)
  }

  const tellFollowers: Step = async (tx, round, after) => {
    const { people, next } = await listFollowers(tx, round.offers, after)
    await tell(
      tx,
      round,
      people.map((person) => ({ ...person, reason: { kind: 'follow' } })),
    )
    return { told: people.length, next }
  }

  const tellSearches: Step = async (tx, round, after) => {
    const { searches, next } = await listSearches(tx, round.offers, after)
    const told = new Map<bigint, Told>()
    for (const search of searches) {
      const { id, userId } = search
      const before = told.get(userId)
      const offerIds = round.offers.filter((offer) => fits(search, offer)).map((offer) => offer.id)
      if (offerIds.length > 0)
        told.set(userId, {
          userId,
          reason: before?.reason ?? { kind: 'search', searchId: id },
          offerIds: [...(before?.offerIds ?? []), ...offerIds],
        })
    }
    await tell(tx, round, [...told.values()])
    return { told: told.size, next }
  }

  function fits({ offerIds, place, radiusKm }: FoundSearch, offer: OfferView): boolean {
    if (!offerIds.includes(offer.id)) return false
    if (place === null) return true
    const centre = findPlace(keyring, place, 'marketplace_saved_search.place')
    return centre !== undefined && distanceBetween(centre, offer) <= radiusKm * 1000
  }

  return {
    /** Goes on where it stopped as long as any of the offers can be reserved. Safe to run again. @returns how many there were to tell */
    async announce(offerIds: readonly bigint[], signal: AbortSignal): Promise<number> {
      const entity = roundEntity(offerIds)
      let count = 0
      for (const step of [tellFollowers, tellSearches]) {
        let after: bigint | undefined = 0n
        while (after !== undefined) {
          signal.throwIfAborted()
          const from: bigint = after
          const done = await db.tx(async (tx) => {
            const published = await readOffers(tx, offerIds)
            const offers = published.filter((offer) => availabilityOf(offer, clock.now()) === 'open')
            return offers.length > 0 ? step(tx, { entity, offers }, from) : undefined
          })
          count += done?.told ?? 0
          after = done?.next
        }
      }
      return count
    },
  }
}

export type Announcer = ReturnType<typeof createAnnouncer>
