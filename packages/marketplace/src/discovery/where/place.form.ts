import type { Core } from '@bazaar/core/feature'
import { ask, defineForm } from '@bazaar/core/forms'
import type { TextSpec } from '@bazaar/core/i18n'
import type { MessageContent } from '@bazaar/core/notifications'
import { timeZoneAt } from '@bazaar/core/zones'
import { key } from '../../text.ts'
import type { Browse, Look } from '../browse/browse.service.ts'
import { keepPlace } from '../customer/customer.repository.ts'

export const placeForm = 'marketplace-place'

/** Said once, where the place that was chosen has other clocks. */
export const zoneFollows = (zone: string): TextSpec => ({
  key: 'core-zone-follows',
  params: { zone: { clockOf: zone } },
})

/** Asks where somebody is and how long we may know, then shows what is near. */
export const createPlaceForm = (
  { clock, keyring, users }: Pick<Core, 'clock' | 'keyring' | 'users'>,
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
      const zone = timeZoneAt(place)
      const follows = await users.followPlace(tx, userId, zone)
      const screen = await screenOf(userId, await browse.beginIn(tx, userId, { filter: 'nearby', ...wish }))
      if (!follows) return screen
      return {
        ...screen,
        timeZone: zone,
        text: key('discovery-below', { note: { text: zoneFollows(zone) }, screen: { text: screen.text } }),
      }
    },
  })
