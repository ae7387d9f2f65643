import type { Core } from '@bazaar/core/feature'
import { ask, defineForm } from '@bazaar/core/forms'
import type { MessageContent } from '@bazaar/core/notifications'
import type { Browse, Look } from '../browse/browse.service.ts'
import { keepPlace } from '../customer/customer.repository.ts'

export const placeForm = 'marketplace-place'

/** Asks where somebody is and how long we may know, then shows what is near. */
export const createPlaceForm = (
  { clock, keyring }: Pick<Core, 'clock' | 'keyring'>,
  browse: Browse,
  screenOf: (userId: bigint, look: Look) => Promise<MessageContent>,
) =>
  defineForm({
    name: 'place',
    version: 1,
    steps: { place: ask.location(), keep: ask.choice(['month', 'now']) },
    review: 'none',
    async finish({ place, keep }, { tx, userId }) {
      if (keep === 'month') await keepPlace(tx, keyring, userId, place, clock.now())
      // A place that is kept is read from where it is kept: the list needs no copy.
      const wish = keep === 'month' ? {} : { place }
      return screenOf(userId, await browse.beginIn(tx, userId, { filter: 'nearby', ...wish }))
    },
  })
